/// A scenario while it is being read: the model so far, what is wrong so far, what could be known at all.
///
/// Readers of one file use what earlier ones found only where it can be trusted, so that one fault does not
/// show up as many.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/model.h"
#include "scenarios/csv_sheet.h"
#include "scenarios/overrides.h"
#include "scenarios/problem_list.h"
#include "scenarios/toml_reader.h"

namespace upsurge {

struct ScenarioDraft {
    std::filesystem::path folder;
    Model model;
    ProblemList problems;
    std::vector<std::string> defaults_used;
    Overrides overrides;
    std::string resolution;

    bool place_ids_known = false;   ///< places.csv could be read: an id not in place_of_id is unknown
    bool places_trusted = false;    ///< nothing is wrong with places.csv
    bool strata_ids_known = false;  ///< the same for strata
    bool strata_trusted = false;
    bool default_shares_known = false;  ///< every stratum has a default share and they sum to 1
    bool report_ids_known = false;
    bool source_ids_known = false;  ///< sources.csv exists and could be read
    bool clock_trusted = false;

    std::map<std::string, int, std::less<>> place_of_id;  ///< index into model.places
    std::vector<std::vector<int>> leaves_under;           ///< [place] leaf ordinals
    std::vector<TextPosition> map_shape_at;               ///< [place]
    TextPosition strata_at;                               ///< where the default shares end
    std::map<std::string, int, std::less<>> stratum_of_id;
    std::set<std::string, std::less<>> report_ids;
    std::set<std::string, std::less<>> source_ids;

    /// Path of one of the scenario's files as it stands in messages.
    std::string shown(std::string_view name) const { return (folder / name).string(); }

    /// Index of a place by id. Reports an unknown one with the nearest; -1 then or if ids cannot be known.
    int find_place(std::string_view id, const std::string& file, TextPosition at);
    /// The same for a list of ids in TOML.
    std::vector<int> find_places(const std::vector<Placed<std::string>>& ids, const std::string& file);
    /// Depth in the tree of places: 0 for the country.
    int depth(int place) const;
    std::vector<std::string> place_ids() const;
};

/// Keys every entry with evidence has: source and mark.
void read_evidence(TomlReader& reader, const std::string& file, ProblemList& problems, std::string& source,
                   Mark& mark);

}  // namespace upsurge
