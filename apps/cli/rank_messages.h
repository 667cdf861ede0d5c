/// What ranks tell each other about a study, and which of them speak to the user.
#pragma once

#include <filesystem>
#include <vector>

namespace upsurge::cli {

/// The items among those missing that this rank is to do. Rank 0 knows the folder and what is missing in it;
/// after this call every rank knows the folder.
std::vector<int> missing_of_this_rank(std::filesystem::path& folder, const std::vector<int>& missing);

/// While one exists, this rank is heard even if it is not the first: only it knows what went wrong here.
class EveryRankSpeaks {
  public:
    EveryRankSpeaks();
    ~EveryRankSpeaks();
    EveryRankSpeaks(const EveryRankSpeaks&) = delete;
    EveryRankSpeaks& operator=(const EveryRankSpeaks&) = delete;

  private:
    bool was_silent_;
};

}  // namespace upsurge::cli
