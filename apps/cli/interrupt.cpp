#include "interrupt.h"

#include <csignal>
#include <cstring>

namespace upsurge::cli {
namespace {

volatile std::sig_atomic_t interrupt_seen = 0;

extern "C" void note_interrupt(int) {
    interrupt_seen = 1;
}

}  // namespace

void watch_for_interrupt() {
    struct sigaction action;
    std::memset(&action, 0, sizeof action);
    action.sa_handler = note_interrupt;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() {
    return interrupt_seen != 0;
}

}  // namespace upsurge::cli
