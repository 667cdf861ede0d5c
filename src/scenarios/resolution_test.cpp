// One scenario at several resolutions: what is the same at each, and what adds up.
#include <numeric>

#include "mechanisms/registry.h"
#include "scenarios/scenario_fixture.h"

namespace upsurge {
namespace {

/// The fixture with an undivided region and a remainder that are divided at standard, a stratum that has
/// parts there, and a place abroad.
class ResolutionTest : public ScenarioFixture {
  protected:
    void SetUp() override {
        ScenarioFixture::SetUp();
        files["places.csv"] =
            "id,name,kind,parent,latitude,longitude,time_zone,population,urban_share,map_shape,resolution\n"
            "L-E-C,Capital of the east,city,L-E,45,65,+06:00,151,1,,standard\n"
            "L,Land,country,,45,60,+05:00,1000,0.5,,\n"
            "L-W,West,region,L,45,55,+05:00,600,0.5,,\n"
            "L-W-A,Alpha,city,L-W,45.5,55.5,+05:00,400,1,,\n"
            "L-W-R,Rest of the west,remainder,L-W,45,55,+05:00,200,,,\n"
            "L-W-R-T,Towns,remainder,L-W-R,45,55,+05:00,83,,,standard\n"
            "L-W-R-V,Villages,remainder,L-W-R,45,55,+05:00,117,,,standard\n"
            "L-E,East,region,L,45,65,+06:00,400,0.5,,\n"
            "L-E-R,Rest of the east,remainder,L-E,46,66,+06:00,249,0.2,,standard\n"
            "L-X,Neighbour,abroad,L,50,70,+06:00,70,,,\n";
        change(
            "scenario.toml", "[[strata]]\nid = \"others\"",
            "[resolution.standard]\nhardship_cuts = [0.5, 0.9]\nrisk_aversion_bins = 3\n\n"
            "[resolution.standard.parameters]\n\"grievance.price_weight\" = { value = 0.4 }\n\n"
            "[[strata]]\nid = \"miners\"\nwithin = \"workers\"\nresolution = \"standard\"\nshare = 0.25\n\n"
            "[[strata]]\nid = \"builders\"\nwithin = \"workers\"\nresolution = \"standard\"\nshare = 0.75\n\n"
            "[[strata]]\nid = \"others\"");
        files["strata.csv"] =
            "place,stratum,share,source,mark\n"
            "L-W,workers,0.7,a census,measured\n"
            "L-W,others,0.3,a census,measured\n"
            "L-W-R-V,workers,0.4,a guess,assumed\n"
            "L-W-R-V,others,0.6,a guess,assumed\n"
            "L-E-C,miners,0,a guess,assumed\n"
            "L-E-C,builders,1,a guess,assumed\n";
        files["destinations.csv"] =
            "place,location,share,source,mark,resolution\n"
            "L-E,L-W-A,0.2,guess,assumed,\n"
            "L-E-R,L-E-C,0.3,guess,assumed,standard\n"
            "L-W-A,L-W-R,0.1,guess,assumed,\n";
        files["scenario.toml"] +=
            "\n[[schedule]]\nkind = \"police\"\nplaces = [\"L-E\", \"L-W-A\"]\n"
            "from = 2029-12-31T00:00:00+05:00\nvalue = 80\n"
            "\n[[schedule]]\nkind = \"shutdown\"\nplaces = [\"L-E-C\"]\nresolution = \"standard\"\n"
            "from = 2030-01-01T00:00:00+05:00\nvalue = 0.5\n"
            "\n[[place_parameters]]\nparameter = \"grievance.exposure\"\nplaces = [\"L-W-R-V\"]\n"
            "resolution = \"standard\"\nvalue = 0.25\n"
            "\n[[groups]]\nid = \"villages\"\nplaces = [\"L-W-R-V\"]\nresolution = \"standard\"\n";
        change("reports.csv", "L-W;L-E", "L-E-C;L-E-R");
    }

    Model read_at(const char* resolution) {
        options.resolution = resolution;
        const Result<ReadScenario> result = read_files();
        EXPECT_TRUE(result.has_value()) << text_of(result.error());
        return result ? result->model : Model{};
    }
};

std::vector<std::string> leaf_ids(const Model& model) {
    std::vector<std::string> ids;
    for (const int leaf : model.leaves) {
        ids.push_back(model.places[static_cast<std::size_t>(leaf)].id);
    }
    return ids;
}

std::vector<std::string> stratum_ids(const Model& model) {
    std::vector<std::string> ids;
    for (const Stratum& stratum : model.strata) {
        ids.push_back(stratum.id);
    }
    return ids;
}

int leaf_of(const Model& model, const std::string& id) {
    const std::vector<std::string> ids = leaf_ids(model);
    const auto found = std::find(ids.begin(), ids.end(), id);
    EXPECT_NE(found, ids.end()) << id;
    return static_cast<int>(found - ids.begin());
}

using Ids = std::vector<std::string>;
using Counts = std::vector<std::int64_t>;

TEST_F(ResolutionTest, WhatIsFinerIsNotThereAtCoarse) {
    const Model model = read_at("coarse");
    EXPECT_EQ(leaf_ids(model), (Ids{"L-W-A", "L-W-R", "L-E", "L-X"}));
    EXPECT_EQ(stratum_ids(model), (Ids{"workers", "others"}));
    EXPECT_EQ(model.people[1], (Counts{140, 60}));
    EXPECT_EQ(model.people[2], (Counts{240, 160}));
    EXPECT_EQ(model.layout.bins(), 3 * 2 * 2);
    EXPECT_EQ(model.groups.size(), 1u);
    EXPECT_EQ(model.schedule.size(), 4u);
}

TEST_F(ResolutionTest, StandardHasThePartsInTheirPlace) {
    const Model model = read_at("standard");
    EXPECT_EQ(leaf_ids(model), (Ids{"L-W-A", "L-W-R-T", "L-W-R-V", "L-E-C", "L-E-R", "L-X"}));
    EXPECT_EQ(stratum_ids(model), (Ids{"miners", "builders", "others"}));
    EXPECT_TRUE(model.strata[0].active);
    EXPECT_FALSE(model.strata[2].active);
    EXPECT_EQ(model.layout.bins(), 3 * 3 * 2);
    EXPECT_EQ(model.layout.strata, 3);
    EXPECT_EQ(model.groups.size(), 2u);
    // Its own shares hold within the capital: every worker there is a builder.
    EXPECT_EQ(model.people[3][0], 0);
    EXPECT_EQ(model.people[0], (Counts{70, 210, 120}));
}

TEST_F(ResolutionTest, ParentsComeFirstWhereverTheyStandInTheFile) {
    const Model model = read_at("standard");
    for (std::size_t i = 0; i < model.places.size(); ++i) {
        EXPECT_LT(model.places[i].parent, static_cast<int>(i)) << model.places[i].id;
    }
    EXPECT_EQ(model.places[0].id, "L");
}

TEST_F(ResolutionTest, SharesOfAPartAreFittedToTheCountOfTheWhole) {
    const Model model = read_at("standard");
    // 200 people, 140 workers: 83 in towns, 117 in villages. With x workers in the towns the odds ratio is
    // that of the shares, x (117 - 140 + x) / ((83 - x) (140 - x)) = .7/.3 / (.4/.6) = 3.5, so x = 69.74.
    const Counts& towns = model.people[static_cast<std::size_t>(leaf_of(model, "L-W-R-T"))];
    const Counts& villages = model.people[static_cast<std::size_t>(leaf_of(model, "L-W-R-V"))];
    EXPECT_EQ(towns[0] + towns[1], 70);
    EXPECT_EQ(towns[2], 13);
    EXPECT_EQ(villages[0] + villages[1], 70);
    EXPECT_EQ(villages[2], 47);
}

TEST_F(ResolutionTest, EntriesThatNameLargerPlacesHoldForTheirParts) {
    const Model model = read_at("standard");
    const auto& exposure =
        model.parameters.place[static_cast<std::size_t>(*find_parameter("grievance.exposure"))];
    EXPECT_EQ(exposure[static_cast<std::size_t>(leaf_of(model, "L-W-R-T"))].value, 0.5);
    EXPECT_EQ(exposure[static_cast<std::size_t>(leaf_of(model, "L-W-R-V"))].value, 0.25);
    EXPECT_TRUE(exposure[static_cast<std::size_t>(leaf_of(model, "L-X"))].is_default);
    const int price_weight = *find_parameter("grievance.price_weight");
    EXPECT_EQ(model.parameters.global[static_cast<std::size_t>(price_weight)].value, 0.4);
    EXPECT_EQ(read_at("coarse").parameters.global[static_cast<std::size_t>(price_weight)].value, 0.2);
}

TEST_F(ResolutionTest, OfficersAreSharedOutByPeople) {
    for (const char* resolution : {"coarse", "standard"}) {
        const Model model = read_at(resolution);
        const auto police = std::find_if(model.schedule.begin(), model.schedule.end(), [](const auto& entry) {
            return entry.kind == ScheduleKind::police;
        });
        ASSERT_NE(police, model.schedule.end());
        ASSERT_EQ(police->officers.size(), police->leaves.size());
        double sum = 0;
        for (std::size_t i = 0; i < police->leaves.size(); ++i) {
            sum += police->officers[i];
            if (police->leaves[i] == leaf_of(model, "L-W-A")) {
                EXPECT_EQ(police->officers[i], 80);
            }
        }
        EXPECT_NEAR(sum, 160, 1e-9) << resolution;
        if (model.resolution == "standard") {
            EXPECT_EQ(police->leaves[1], leaf_of(model, "L-E-C"));
            EXPECT_NEAR(police->officers[1], 80.0 * 151 / 400, 1e-9);
        }
    }
}

TEST_F(ResolutionTest, ReportsMoveToTheNearestPlaceThatExists) {
    EXPECT_EQ(read_at("standard").reports[1].places.size(), 2u);
    const Model coarse = read_at("coarse");
    ASSERT_EQ(coarse.reports[1].places.size(), 1u);
    EXPECT_EQ(coarse.places[static_cast<std::size_t>(coarse.reports[1].places[0])].id, "L-E");
}

TEST_F(ResolutionTest, DestinationsFollowTheParts) {
    const Model coarse = read_at("coarse");
    ASSERT_EQ(coarse.destinations.size(), 2u);
    EXPECT_EQ(coarse.destinations[0].share, 0.1);  // Alpha to the rest of the west
    EXPECT_EQ(coarse.destinations[1].share, 0.2);
    const Model model = read_at("standard");
    double to_the_west = 0;
    for (const Destination& one : model.destinations) {
        if (one.leaf == leaf_of(model, "L-W-A")) {
            to_the_west += one.share;
        }
        if (one.leaf == leaf_of(model, "L-E-R")) {  // its own row in place of the region's
            EXPECT_EQ(one.destination, leaf_of(model, "L-E-C"));
            EXPECT_EQ(one.share, 0.3);
        }
    }
    EXPECT_NEAR(to_the_west, 0.1, 1e-12);  // over two places by their people
    EXPECT_EQ(model.destinations.size(), 4u);
}

TEST_F(ResolutionTest, APlaceAbroadIsNoPartOfTheCountry) {
    const Model model = read_at("coarse");
    const int abroad = leaf_of(model, "L-X");
    const Place& place =
        model.places[static_cast<std::size_t>(model.leaves[static_cast<std::size_t>(abroad)])];
    EXPECT_EQ(place.kind, PlaceKind::abroad);
    EXPECT_EQ(place.parent, -1);
    EXPECT_EQ(model.population(), 1070);
    EXPECT_EQ(model.places[0].population, 1000);
    EXPECT_EQ(model.people[static_cast<std::size_t>(abroad)], (Counts{42, 28}));
    for (const ScheduleEntry& entry : model.schedule) {
        EXPECT_EQ(std::count(entry.leaves.begin(), entry.leaves.end(), abroad), 0);  // "L" does not hold it
    }
}

/// People per place and stratum of `coarse`, counted in `finer`.
void expect_sums(const Model& coarse, const Model& finer,
                 const std::map<std::string, std::string>& whole_of) {
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    for (std::size_t leaf = 0; leaf < finer.leaves.size(); ++leaf) {
        std::int64_t people = 0;
        for (std::size_t s = 0; s < finer.strata.size(); ++s) {
            const std::int64_t count = finer.people[leaf][s];
            EXPECT_GE(count, 0);
            people += count;
            const auto whole = whole_of.find(finer.strata[s].id);
            const std::string& stratum = whole != whole_of.end() ? whole->second : finer.strata[s].id;
            for (int place = finer.leaves[leaf]; place >= 0;
                 place = finer.places[static_cast<std::size_t>(place)].parent) {
                sums[{finer.places[static_cast<std::size_t>(place)].id, stratum}] += count;
            }
        }
        EXPECT_EQ(people, finer.places[static_cast<std::size_t>(finer.leaves[leaf])].population);
    }
    for (std::size_t leaf = 0; leaf < coarse.leaves.size(); ++leaf) {
        const std::string& id = coarse.places[static_cast<std::size_t>(coarse.leaves[leaf])].id;
        for (std::size_t s = 0; s < coarse.strata.size(); ++s) {
            EXPECT_EQ((sums[{id, coarse.strata[s].id}]), coarse.people[leaf][s])
                << id << " " << coarse.strata[s].id;
        }
    }
}

TEST_F(ResolutionTest, HeadCountsSumToTheCoarseOnes) {
    const std::map<std::string, std::string> whole_of = {{"miners", "workers"}, {"builders", "workers"}};
    expect_sums(read_at("coarse"), read_at("standard"), whole_of);
    // A third level: fine parts of the villages and of the builders.
    change("places.csv", "L-E,East",
           "L-W-R-V-N,North,remainder,L-W-R-V,45,55,+05:00,60,,,fine\n"
           "L-W-R-V-S,South,remainder,L-W-R-V,45,55,+05:00,57,,,fine\nL-E,East");
    change("scenario.toml", "[[strata]]\nid = \"others\"",
           "[resolution.fine]\nhardship_cuts = [0.5]\nrisk_aversion_bins = 2\n\n"
           "[[strata]]\nid = \"masons\"\nwithin = \"builders\"\nresolution = \"fine\"\nshare = 0.37\n\n"
           "[[strata]]\nid = \"joiners\"\nwithin = \"builders\"\nresolution = \"fine\"\nshare = 0.63\n\n"
           "[[strata]]\nid = \"others\"");
    const Model fine = read_at("fine");
    EXPECT_EQ(stratum_ids(fine), (Ids{"miners", "masons", "joiners", "others"}));
    EXPECT_EQ(fine.leaves.size(), 7u);
    expect_sums(read_at("standard"), fine, {{"masons", "builders"}, {"joiners", "builders"}});
}

TEST(ShippedResolutionsTest, TheFlagshipCountsTheSamePeopleAtStandard) {
    const std::filesystem::path folder =
        std::filesystem::path(UPSURGE_SOURCE_DIR) / "scenarios" / "kazakhstan-2022";
    const Result<ReadScenario> coarse = read_scenario(folder);
    ScenarioOptions options;
    options.resolution = "standard";
    const Result<ReadScenario> standard = read_scenario(folder, options);
    ASSERT_TRUE(coarse.has_value());
    ASSERT_TRUE(standard.has_value()) << standard.error().front().what;
    EXPECT_GE(standard->model.leaves.size(), 45u);
    EXPECT_LE(standard->model.leaves.size(), 60u);
    std::map<std::string, std::string> whole_of;
    for (const char* part : {"oil_gas_mining", "oil_service_construction", "other_industry"}) {
        whole_of[part] = "industrial";
    }
    for (const char* part :
         {"public_services", "private_services", "self_employed", "unemployed_and_migrants", "students",
          "smallholders", "professionals", "state_administration"}) {
        whole_of[part] = "other_working";
    }
    expect_sums(coarse->model, standard->model, whole_of);
}

TEST_F(ResolutionTest, PartsThatCannotHoldTheStrataAreAProblem) {
    change("strata.csv", "L-W-R-V,workers,0.4,a guess,assumed\nL-W-R-V,others,0.6",
           "L-W-R-V,workers,0,a guess,assumed\nL-W-R-V,others,1");
    EXPECT_TRUE(read_at("coarse").leaves.size() == 4);
    options.resolution = "standard";
    expect_one("strata.csv", 0, 0, "the strata of 'L-W-R' cannot be spread");
}

// One change and one problem each, at every resolution.
struct OneFault {
    const char* file;
    const char* from;
    const char* to;
    int line;
    const char* what;
};

class ResolutionFaultTest : public ResolutionTest, public testing::WithParamInterface<OneFault> {};

TEST_P(ResolutionFaultTest, IsFoundAtEveryResolution) {
    const OneFault& fault = GetParam();
    change(fault.file, fault.from, fault.to);
    for (const char* resolution : {"coarse", "standard"}) {
        options.resolution = resolution;
        const Problems found = problems();
        ASSERT_EQ(found.size(), 1u) << resolution << "\n" << text_of(found);
        EXPECT_EQ(found[0].file, (folder() / fault.file).string());
        EXPECT_EQ(found[0].line, fault.line) << text_of(found);
        EXPECT_NE((found[0].what + "|" + found[0].expected + "|" + found[0].hint).find(fault.what),
                  std::string::npos)
            << text_of(found);
    }
}

const OneFault resolution_faults[] = {
    // places.csv
    {"places.csv", "151,1,,standard", "151,1,,standrad", 2, "did you mean 'standard'?"},
    {"places.csv", "151,1,,standard", "151,1,,", 10, "'L-E-R' exists from resolution standard on"},
    {"places.csv", "L-E,East,region,L,45,65,+06:00,400,0.5,,",
     "L-E,East,region,L,45,65,+06:00,400,0.5,,standard", 9,
     "a place of kind region exists at every resolution"},
    {"places.csv", "70,,,\n", "70,,,standard\n", 11, "a place of kind abroad exists at every resolution"},
    {"places.csv", "L-X,Neighbour,abroad,L,", "L-X,Neighbour,abroad,L-E,", 11,
     "the parent 'L-E' is a region"},
    {"places.csv", "Capital of the east,city,L-E,", "Capital of the east,city,L-X,", 2,
     "the parent 'L-X' is a abroad"},
    {"places.csv", "83,,,standard", "83,,,", 7, "is a remainder of resolution coarse"},
    {"places.csv", "L-W-R-T,Towns,remainder,L-W-R,", "L-W-R-T,Towns,remainder,L-W-R-V,", 7,
     "is a remainder of resolution standard"},
    {"places.csv", "L-W-R-V,Villages,remainder,L-W-R,", "L-W-R-V,Villages,remainder,L-W-R-V,", 8,
     "is a remainder of resolution standard"},
    {"places.csv", ",83,", ",84,", 6, "but the 2 places within have 201"},
    // scenario.toml, strata
    {"scenario.toml", "share = 0.25\n", "share = 0.2\n", 38, "the parts of 'workers' sum to 0.95"},
    {"scenario.toml", "share = 0.25\n", "", 28, "has no 'share'"},
    {"scenario.toml", "within = \"workers\"", "within = \"wrokers\"", 30, "did you mean 'workers'?"},
    {"scenario.toml", "within = \"workers\"", "within = \"builders\"", 30,
     "exists from resolution standard on, its part from standard"},
    {"scenario.toml", "within = \"workers\"\nresolution = \"standard\"", "within = \"workers\"", 30,
     "'within' without 'resolution'"},
    {"scenario.toml", "within = \"workers\"\nresolution = \"standard\"",
     "within = \"workers\"\nresolution = \"fine\"", 31, "there is no [resolution.fine]"},
    {"scenario.toml", "share = 0.25\n", "share = 0.25\nactive = true\n", 33, "means nothing here"},
    {"scenario.toml", "id = \"others\"\n", "id = \"others\"\nresolution = \"standard\"\n", 42,
     "exists at every resolution"},
    // scenario.toml, entries
    {"scenario.toml", "places = [\"L-E-C\"]\nresolution = \"standard\"", "places = [\"L-E-C\"]", 98,
     "exists only at resolution standard"},
    {"scenario.toml", "places = [\"L-W-R-V\"]\nresolution = \"standard\"\nvalue",
     "places = [\"L-W-R-V\"]\nvalue", 105, "exists only at resolution standard"},
    {"scenario.toml", "resolution = \"standard\"\nfrom", "resolution = \"standrad\"\nfrom", 99,
     "did you mean 'standard'?"},
    {"scenario.toml", "\"grievance.price_weight\" = { value = 0.4 }",
     "\"grievance.price_wieght\" = { value = 0.4 }", 26, "did you mean 'grievance.price_weight'?"},
    // strata.csv and destinations.csv
    {"strata.csv", "L-E-C,builders,1", "L-E-C,builders,0.9", 6,
     "the parts of 'workers' in 'L-E-C' sum to 0.9"},
    {"strata.csv", "L-W-R-V,others,0.6", "L-W-R-V,others,0.5", 4, "the shares of 'L-W-R-V' sum to 0.9"},
    {"destinations.csv", "L-E-R,L-E-C,0.3,guess,assumed,standard", "L-E,L-E-C,0.3,guess,assumed,", 3,
     "exists only at resolution standard"},
    {"destinations.csv", "0.3,guess,assumed,standard", "0.3,guess,assumed,fine", 3, "no [resolution.fine]"},
};

INSTANTIATE_TEST_SUITE_P(Each, ResolutionFaultTest, testing::ValuesIn(resolution_faults));

}  // namespace
}  // namespace upsurge
