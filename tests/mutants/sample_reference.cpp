/// Runs the reference engine on the mutants' countries and keeps the samples: mutants_reference FOLDER
/// writes FOLDER/COUNTRY.samples.
#include <cstdio>
#include <string>

#include "mutants_country.h"
#include "sample_file.h"

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: mutants_reference FOLDER\n", stderr);
        return 1;
    }
    using namespace upsurge;
    for (const std::string_view country : mutants_countries) {
        const std::string file = std::string(arguments[1]) + "/" + std::string(country) + ".samples";
        if (!write_samples(sample_reference(mutants_country(country), mutants_runs, 61), file)) {
            std::fprintf(stderr, "cannot write %s\n", file.c_str());
            return 1;
        }
    }
    return 0;
}
