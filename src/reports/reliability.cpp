#include "reports/reliability.h"

#include "numbers/beta_quadrature.h"

namespace upsurge {

namespace {

/// How far the table of joint grades is drawn back to the letter's mean.
constexpr double shrink = 0.5;

/// Chance that a report is right, by letter and digit 1 .. 5, as it would be judged without shrinking.
constexpr double joint_table[6][5] = {
    {0.98, 0.96, 0.93, 0.80, 0.50},  // A
    {0.95, 0.90, 0.82, 0.60, 0.30},  // B
    {0.90, 0.82, 0.70, 0.45, 0.20},  // C
    {0.80, 0.68, 0.50, 0.30, 0.10},  // D
    {0.55, 0.38, 0.22, 0.12, 0.05},  // E
    {0.80, 0.68, 0.50, 0.30, 0.10},  // F
};

constexpr BetaShapes letter_shapes[6] = {{19, 1}, {17, 3}, {14, 6}, {5, 5}, {4, 16}, {1, 1}};

int row_of(char letter) {
    return letter >= 'A' && letter <= 'F' ? letter - 'A' : 5;
}

double odds_of(double chance) {
    return chance / (1.0 - chance);
}

}  // namespace

BetaShapes shapes_of_letter(char letter) {
    return letter_shapes[row_of(letter)];
}

double chance_of_grade(char letter, int digit) {
    const double mean = shapes_of_letter(letter).mean();
    if (digit < 1 || digit > 5) {
        return mean;
    }
    return mean + (1.0 - shrink) * (joint_table[row_of(letter)][digit - 1] - mean);
}

double odds_of_grade(char source, char letter, int digit) {
    return odds_of(chance_of_grade(letter, digit)) / odds_of(shapes_of_letter(source).mean());
}

double Reliability::mean() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < node.size(); ++i) {
        sum += weight[i] * node[i];
    }
    return sum;
}

Reliability reliability_of_letter(char letter) {
    const BetaShapes shapes = shapes_of_letter(letter);
    Reliability prior;
    beta_quadrature(shapes.a, shapes.b, prior.node, prior.weight);
    return prior;
}

Reliability fixed_reliability(double w) {
    Reliability prior;
    prior.node.fill(w);
    prior.weight[0] = 1.0;
    return prior;
}

}  // namespace upsurge
