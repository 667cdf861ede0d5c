/// A scenario folder whose files are given as text; it lies in memory where the machine allows it.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace upsurge::fuzzing {

class MemoryScenario {
  public:
    MemoryScenario() {
        const std::filesystem::path memory = "/dev/shm";
        folder_ = (std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) /
                  ("upsurge-fuzz-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder_);
    }
    ~MemoryScenario() {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    void write(const std::string& name, std::string_view text) const {
        std::ofstream stream(folder_ / name, std::ios::binary | std::ios::trunc);
        stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    }
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

inline const char* const small_toml =
    "format = 1\nname = \"Small\"\n[clock]\nstart = 2030-05-06T00:00:00+02:00\nend = "
    "2030-05-10T00:00:00+02:00\n"
    "[[strata]]\nid = \"working\"\nshare = 1\n";
inline const char* const small_places =
    "id,name,kind,parent,latitude,longitude,time_zone,population\n"
    "TL,Land,country,,10,20,+02:00,60000\n"
    "TL-P,Province,region,TL,10,20,+02:00,60000\n"
    "TL-P-T,Town,town,TL-P,10,20,+02:00,60000\n";
/// The same with a town that is divided at standard.
inline const char* const divided_places =
    "id,name,kind,parent,latitude,longitude,time_zone,population,resolution\n"
    "TL,Land,country,,10,20,+02:00,60000,\n"
    "TL-P,Province,region,TL,10,20,+02:00,60000,\n"
    "TL-P-T,Town,town,TL-P,10,20,+02:00,60000,\n"
    "TL-P-T-N,North,town,TL-P-T,10,20,+02:00,25001,standard\n"
    "TL-P-T-S,South,remainder,TL-P-T,10,20,+02:00,34999,standard\n";
inline const char* const small_reports =
    "id,event_start,event_end,published_at,published_precision,place,observable,form,value,source\n"
    "tt-01,2030-05-06T00:00+02:00,,2030-05-06T08:00+02:00,minute,TL-P-T,lpg_price,count,110,gazette\n";

}  // namespace upsurge::fuzzing
