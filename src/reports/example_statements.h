/// Statements of every form on scales of every kind, small enough to be listed; used by tests only.
#pragma once

#include <string>
#include <vector>

#include "reports/report_likelihood.h"

namespace upsurge {

struct ExampleStatement {
    std::string name;
    ScoredReport report;
    std::vector<double> numbers;  ///< x of runs: none, few, many
};

inline std::vector<ExampleStatement> example_statements() {
    ReportScale counts;
    counts.top = 2000;
    ReportScale few = counts;
    few.top = 17;
    ReportScale prices;
    prices.counts = false;
    prices.lowest = 1;
    prices.top = 299;
    ReportScale shares;
    shares.counts = false;
    shares.step = 0.01;
    shares.top = 100;
    shares.background = ReportScale::Background::uniform;

    ErrorModel crowd;
    crowd.size = 4;
    crowd.base = 0.05;
    crowd.log_bias = -0.2;
    crowd.occurred_scale = 50;
    crowd.occurred_power = 0.7;
    ErrorModel poisson = crowd;
    poisson.size = elementary::infinity;
    const ErrorModel off = seen_with(crowd, {1.2, 0});
    ErrorModel seen;
    seen.law = ErrorModel::Law::binomial;
    seen.coverage = 0.7;
    ErrorModel exact;
    exact.law = ErrorModel::Law::exact;
    ErrorModel price;
    price.law = ErrorModel::Law::log_normal;
    price.spread = 0.1;
    ErrorModel share;
    share.law = ErrorModel::Law::normal;
    share.spread = 0.1;

    std::vector<ExampleStatement> all;
    const auto add = [&](std::string name, const Statement& statement, const ReportScale& scale,
                         const ErrorModel& error, std::vector<double> numbers) {
        ScoredReport report;
        report.statement = statement;
        report.scale = scale;
        report.error = error;
        all.push_back({std::move(name), report, std::move(numbers)});
    };
    const std::vector<double> people = {0, 3, 180, 1500, 50000};
    add("exact number", rounded_statement(221, 1, counts), counts, crowd, people);
    add("number of no spread", rounded_statement(221, 1, counts), counts, poisson, people);
    add("about 300", rounded_statement(300, 100, counts), counts, crowd, people);
    add("about 50", rounded_statement(50, 10, counts), counts, crowd, people);
    add("200 to 700", interval_statement(200, 700, counts), counts, crowd, people);
    add("none to 9", interval_statement(0, 9, counts), counts, crowd, people);
    add("at least 300", at_least_statement(300, counts), counts, crowd, people);
    add("at least 300, near", at_least_statement(300, counts, 0.5), counts, crowd, people);
    add("at least 1, near", at_least_statement(1, counts, 0.3), counts, poisson, people);
    add("at most 40", at_most_statement(40, counts), counts, crowd, people);
    add("occurred", occurred_statement(true), counts, crowd, people);
    add("denied", occurred_statement(false), counts, crowd, people);
    add("8 regions", rounded_statement(8, 1, few), few, crowd, {0, 8, 17});
    add("3 to 6 seen", interval_statement(3, 6, few), few, seen, {0, 5, 17});
    add("at least 5, exactly", at_least_statement(5, few), few, exact, {0, 5, 17});
    add("price of 120", rounded_statement(119, 1, prices), prices, price, {0, 4, 120, 280, 900});
    add("price 50 to 60", interval_statement(49, 59, prices), prices, price, {55, 200});
    add("depth of .95", rounded_statement(95, 1, shares), shares, share, {0, 0.5, 1});
    add("depth of at most .2", at_most_statement(20, shares), shares, share, {0, 0.25, 1});
    add("exact number of a model that is off", rounded_statement(221, 1, counts), counts, off, people);
    add("200 to 700 of a model that is off", interval_statement(200, 700, counts), counts, off, people);
    add("at least 300 of a model that is off", at_least_statement(300, counts), counts, off, people);
    return all;
}

}  // namespace upsurge
