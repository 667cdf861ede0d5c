/// Ranks over MPI: the only file that includes <mpi.h>.
#include <mpi.h>

#include <algorithm>
#include <cstddef>

#include "ensembles/ranks.h"

namespace upsurge {
namespace {

constexpr std::size_t piece = std::size_t{1} << 30;  // MPI counts in int

}  // namespace

Ranks::Ranks(int& argument_count, char**& arguments) {
    // Threads of a rank simulate; only its main thread calls MPI.
    int provided = 0;
    MPI_Init_thread(&argument_count, &arguments, MPI_THREAD_FUNNELED, &provided);
}

Ranks::~Ranks() {
    MPI_Finalize();
}

int Ranks::rank() {
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
}

int Ranks::count() {
    int count = 1;
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    return count;
}

bool Ranks::built_in() {
    return true;
}

void Ranks::share(std::string& text) {
    unsigned long long size = text.size();
    MPI_Bcast(&size, 1, MPI_UNSIGNED_LONG_LONG, 0, MPI_COMM_WORLD);
    text.resize(size);
    for (std::size_t begin = 0; begin < text.size(); begin += piece) {
        MPI_Bcast(text.data() + begin, static_cast<int>(std::min(piece, text.size() - begin)), MPI_CHAR, 0,
                  MPI_COMM_WORLD);
    }
}

int Ranks::largest(int value) {
    int all = value;
    MPI_Allreduce(&value, &all, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    return all;
}

void Ranks::give_up(int exit_code) {
    if (count() > 1) {
        MPI_Abort(MPI_COMM_WORLD, exit_code);
    }
}

}  // namespace upsurge
