/// Reliability: the chance w that a statement of a source comes from knowledge, before any data.
///
/// Grades are priors and nothing else: what a source is worth is learned from how its reports fit together.
/// No number of the Admiralty code is established (Irwin and Mandel 2019); all here are assumed.
#pragma once

#include <array>

namespace upsurge {

/// Shapes of the beta prior of w for a letter: A (19, 1), B (17, 3), C (14, 6), D (5, 5), E (4, 16), F (1,
/// 1). Assumed.
struct BetaShapes {
    double a = 1;
    double b = 1;
    double mean() const { return a / (a + b); }
};
/// @param letter  'A' .. 'F'; anything else is F
BetaShapes shapes_of_letter(char letter);

/// Chance that a report of this joint grade is right: a stated table of letter and digit, drawn half way back
/// to the letter's mean, because letter and digit go together when people grade (87% of reports on the
/// diagonal, Baker et al. 1968) and their product would count one judgement twice. Assumed.
/// @param digit  1 .. 5; 6 (cannot be judged) and anything else leave the letter's mean
double chance_of_grade(char letter, int digit);

/// Factor on the odds w / (1 - w) of a source graded `source` for one of its reports graded letter and digit.
double odds_of_grade(char source, char letter, int digit);

/// The prior of w as points with weights.
constexpr int reliability_nodes = 8;
struct Reliability {
    std::array<double, reliability_nodes> node{};    ///< values of w, 0 .. 1
    std::array<double, reliability_nodes> weight{};  ///< >= 0, sum 1

    double mean() const;
};
/// The beta prior of a letter by Gauss-Jacobi quadrature: exact for up to 15 reports of a source.
Reliability reliability_of_letter(char letter);
/// w is known, 0 .. 1: nothing is learned.
Reliability fixed_reliability(double w);

}  // namespace upsurge
