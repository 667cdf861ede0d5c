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
#include "scenarios/resolution_level.h"
#include "scenarios/toml_reader.h"

namespace upsurge {

/// An id of places.csv. Every one is known at every resolution, so that a file is right or wrong as a whole.
struct KnownPlace {
    ResolutionLevel level = ResolutionLevel::coarse;  ///< from which it exists
    int place = -1;    ///< index into model.places; -1: does not exist at the wanted resolution
    int nearest = -1;  ///< the place itself, or the smallest existing place that holds it
};

/// An entry of [[strata]]. Those that exist at the wanted resolution become model.strata.
struct KnownStratum {
    Stratum stratum;
    ResolutionLevel level = ResolutionLevel::coarse;  ///< from which it exists
    int within = -1;  ///< the stratum it is a part of; -1: of the whole population
    TextPosition at;
    TextPosition share_at;
};

struct ScenarioDraft {
    std::filesystem::path folder;
    Model model;
    ProblemList problems;
    std::vector<std::string> defaults_used;
    Overrides overrides;
    std::string resolution;                                              ///< as asked for
    ResolutionLevel level = ResolutionLevel::coarse;                     ///< the same, if it is one
    std::set<ResolutionLevel> levels_given = {ResolutionLevel::coarse};  ///< that scenario.toml has

    bool place_ids_known = false;   ///< places.csv could be read: an id not in known_places is unknown
    bool places_trusted = false;    ///< nothing is wrong with places.csv
    bool strata_ids_known = false;  ///< the same for strata
    bool strata_trusted = false;
    bool families_known = false;        ///< of every stratum, whether and of which other one it is a part
    bool default_shares_known = false;  ///< every stratum has a default share and they sum to 1
    bool report_ids_known = false;
    bool source_ids_known = false;  ///< sources.csv exists and could be read
    bool clock_trusted = false;

    std::map<std::string, KnownPlace, std::less<>> known_places;  ///< by id
    std::vector<std::vector<int>> leaves_under;                   ///< [place] leaf ordinals
    std::vector<TextPosition> map_shape_at;                       ///< [place]
    std::vector<ResolutionLevel> place_levels;                    ///< [place] from which it exists
    TextPosition strata_at;                                       ///< where the default shares end
    std::vector<KnownStratum> known_strata;
    std::map<std::string, int, std::less<>> stratum_of_id;  ///< index into known_strata
    std::set<std::string, std::less<>> report_ids;
    std::set<std::string, std::less<>> source_ids;

    /// Path of one of the scenario's files as it stands in messages.
    std::string shown(std::string_view name) const { return (folder / name).string(); }

    /// A place by id. Reports an unknown one with the nearest; null then or if ids cannot be known.
    const KnownPlace* find_place(std::string_view id, const std::string& file, TextPosition at);
    /// The places of a list of ids in TOML, for an entry that is used `from` a level on. A place that exists
    /// only at a finer level is a problem; the list is empty if the entry is not used at the wanted one.
    std::vector<int> find_places(const std::vector<Placed<std::string>>& ids, const std::string& file,
                                 ResolutionLevel from);
    /// The key 'resolution' of an entry: from which level on it is used; coarse, so always, if absent; fine,
    /// so hardly ever, after reporting that it is none.
    ResolutionLevel read_level(TomlReader& reader, const std::string& file);
    /// The same for the optional column 'resolution' of a table; `otherwise` after reporting that it is none.
    ResolutionLevel read_level(const CsvSheet& sheet, std::size_t row, ResolutionLevel otherwise);
    /// What is written for `from` is used at the wanted resolution.
    bool used(ResolutionLevel from) const { return from <= level; }
    /// Depth in the tree of places: 0 for the country.
    int depth(int place) const;
    std::vector<std::string> place_ids() const;
};

/// Keys every entry with evidence has: source and mark.
void read_evidence(TomlReader& reader, const std::string& file, ProblemList& problems, std::string& source,
                   Mark& mark);

}  // namespace upsurge
