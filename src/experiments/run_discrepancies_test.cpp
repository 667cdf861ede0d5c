// How far the counts of a study's runs are off, as its table of histories has it.
#include "experiments/run_discrepancies.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace upsurge {
namespace {

namespace fs = std::filesystem;

class RunDiscrepancies : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("upsurge-discrepancies-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    void write(const std::string& rows) {
        std::ofstream(folder_ / "histories.csv")
            << "run,hypothesis,draw,replay,discrepancy_estimated,discrepancy_listed\n"
            << rows;
    }
    fs::path folder_;
};

TEST_F(RunDiscrepancies, AreNoneWithoutFittedHistories) {
    const auto found = run_discrepancies(folder_, 2);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->empty());
}

TEST_F(RunDiscrepancies, AreThoseOfTheDrawOfEachRun) {
    write("0,E0,3,yes,1.25,0.5\n1,E1,0,yes,0,0.25\n");
    const auto found = run_discrepancies(folder_, 2);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 2u);
    EXPECT_EQ((*found)[0].estimated, 1.25);
    EXPECT_EQ((*found)[0].listed, 0.5);
    EXPECT_EQ((*found)[1].estimated, 0);
    EXPECT_EQ((*found)[1].listed, 0.25);
}

TEST_F(RunDiscrepancies, AreRefusedWhereTheTableIsNotThatOfTheRuns) {
    write("0,E0,3,yes,1.25,0.5\n");
    EXPECT_FALSE(run_discrepancies(folder_, 2));
    write("0,E0,3,yes,-1,much\n1,E0,3,yes,1,1\n");
    const auto found = run_discrepancies(folder_, 2);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().size(), 2u);
    EXPECT_EQ(found.error().front().line, 2);
}

}  // namespace
}  // namespace upsurge
