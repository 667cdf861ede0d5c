#include "rank_messages.h"

#include <string>

#include "ensembles/ranks.h"
#include "output.h"
#include "studies/item_bytes.h"

namespace upsurge::cli {

std::vector<int> missing_of_this_rank(std::filesystem::path& folder, const std::vector<int>& missing) {
    std::string path = folder.string();
    Ranks::share(path);
    folder = path;
    std::string numbers;
    for (const int number : missing) {
        put_value(numbers, number);
    }
    Ranks::share(numbers);
    ByteReader reader{numbers};
    std::vector<int> own;
    for (int turn = 0; !reader.bytes.empty(); turn = (turn + 1) % Ranks::count()) {
        const int number = reader.get<int>();
        if (turn == Ranks::rank()) {
            own.push_back(number);
        }
    }
    return own;
}

EveryRankSpeaks::EveryRankSpeaks() : was_silent_(is_silent()) {
    set_silent(false);
}
EveryRankSpeaks::~EveryRankSpeaks() {
    set_silent(was_silent_);
}

}  // namespace upsurge::cli
