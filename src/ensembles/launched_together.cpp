#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "ensembles/ranks.h"

namespace upsurge {

int launched_together() {
    int most = 1;
    // Open MPI, MPICH and its like, PMIx launchers, and srun of Slurm.
    for (const char* name :
         {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MV2_COMM_WORLD_SIZE", "SLURM_STEP_NUM_TASKS"}) {
        if (const char* text = std::getenv(name); text != nullptr) {
            const std::string_view digits = text;
            int value = 1;
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
            most = std::max(most, value);
        }
    }
    return most;
}

}  // namespace upsurge
