#include "scenarios/find_scenario.h"

#include <algorithm>
#include <cstdlib>

#include "scenarios/scenario_fixture.h"

namespace upsurge {
namespace {

class FindScenarioTest : public ScenarioFixture {
  protected:
    void TearDown() override {
        unsetenv("UPSURGE_SCENARIOS");
        ScenarioFixture::TearDown();
    }
};

TEST_F(FindScenarioTest, NamesAndPaths) {
    (void)read_files();
    const std::vector<std::string> names = built_in_scenarios();
    EXPECT_NE(std::find(names.begin(), names.end(), "tutorial-town"), names.end());
    EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
    EXPECT_TRUE(find_scenario("tutorial-town").has_value());
    EXPECT_EQ(*find_scenario(folder().string()), folder());
    EXPECT_EQ(*find_scenario((folder() / "scenario.toml").string()), folder());
    EXPECT_FALSE(find_scenario("").has_value());
    EXPECT_FALSE(find_scenario("/no/such/folder").has_value());
    EXPECT_FALSE(find_scenario("../tutorial-town-that-is-not").has_value());
    const auto missing = find_scenario("tutorial-twon");
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error()[0].hint, "did you mean 'tutorial-town'?");
}

TEST_F(FindScenarioTest, TheEnvironmentComesFirst) {
    (void)read_files();
    setenv("UPSURGE_SCENARIOS", folder().parent_path().c_str(), 1);
    EXPECT_EQ(*find_scenario(folder().filename().string()), folder());
}

}  // namespace
}  // namespace upsurge
