/// What a benchmark found, as a line of the table and of bench/results/<machine>.csv.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace upsurge::bench {

/// One number. Every figure about the model carries the hash of the result it belongs to.
struct Measurement {
    std::string task;     ///< what was done: "kazakhstan-2022 coarse, 20 prior draws"
    std::string variant;  ///< vector path or rival
    std::string quantity;
    double value = 0;
    std::string unit;
    std::string state_hash;  ///< 16 hexadecimal digits, empty for bare numbers
};

using Measurements = std::vector<Measurement>;

/// Seconds of processor time this thread has used: what other programs do meanwhile counts little.
double thread_seconds();

/// Seconds of processor time of the fastest of `repeats` calls.
double fastest(int repeats, const std::function<void()>& work);

/// Keeps a result from being optimised away.
void keep(double value);

/// The processor's name as a file name: "intel-xeon-2-0ghz".
std::string machine_name();

/// Appends to a CSV file (with a header when it is new). False if it cannot be written.
bool append_csv(const std::string& path, const Measurements& measurements);

}  // namespace upsurge::bench
