/// Ranks of a program built without MPI.
#include "ensembles/ranks.h"

namespace upsurge {

Ranks::Ranks(int&, char**&) {}
Ranks::~Ranks() = default;

int Ranks::rank() {
    return 0;
}
int Ranks::count() {
    return 1;
}
bool Ranks::built_in() {
    return false;
}
void Ranks::share(std::string&) {}
int Ranks::largest(int value) {
    return value;
}
void Ranks::give_up(int) {}

}  // namespace upsurge
