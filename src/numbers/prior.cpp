#include "numbers/prior.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "numbers/densities.h"
#include "numbers/elementary.h"

namespace upsurge {

namespace {

using Family = Prior::Family;
using elementary::infinity;

struct FamilyRow {
    Family family;
    std::string_view name;
    std::size_t numbers;
    std::string_view form;
};

constexpr std::array<FamilyRow, 8> families = {{
    {Family::fixed, "fixed", 1, "fixed(value)"},
    {Family::uniform, "uniform", 2, "uniform(low, high)"},
    {Family::log_uniform, "log_uniform", 2, "log_uniform(low, high)"},
    {Family::normal, "normal", 2, "normal(mean, sd)"},
    {Family::half_normal, "half_normal", 1, "half_normal(scale)"},
    {Family::log_normal, "log_normal", 2, "log_normal(median, log_sd)"},
    {Family::beta, "beta", 2, "beta(a, b)"},
    {Family::gamma, "gamma", 2, "gamma(shape, scale)"},
}};

const FamilyRow& row_of(Family family) {
    return families[static_cast<std::size_t>(family)];
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<double> parse_number(std::string_view text) {
    text = trimmed(text);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

std::string all_forms() {
    std::string text = "one of ";
    for (std::size_t i = 0; i < families.size(); ++i) {
        text += (i == 0 ? "" : ", ");
        text += families[i].form;
    }
    return text;
}

tl::unexpected<Problems> not_a_prior(std::string_view text, std::string_view what, std::string expected) {
    Problem problem;
    problem.what = "prior '" + std::string(text) + "' " + std::string(what);
    problem.expected = std::move(expected);
    problem.hint = "for example log_uniform(0.02, 1)";
    return failure(std::move(problem));
}

/// What is wrong with the numbers of a prior; empty when nothing is.
std::string_view range_problem(const Prior& prior) {
    switch (prior.family) {
        case Family::fixed:
            return {};
        case Family::uniform:
            return prior.a < prior.b && std::isfinite(prior.b - prior.a) ? "" : "needs low < high";
        case Family::log_uniform:
            return prior.a > 0.0 && prior.a < prior.b && std::isfinite(prior.b / prior.a)
                       ? ""
                       : "needs 0 < low < high";
        case Family::normal:
            return prior.b > 0.0 ? "" : "needs sd > 0";
        case Family::half_normal:
            return prior.a > 0.0 ? "" : "needs scale > 0";
        case Family::log_normal:
            return prior.a > 0.0 && prior.b > 0.0 ? "" : "needs median > 0 and log_sd > 0";
        case Family::beta:
            return prior.a > 0.0 && prior.b > 0.0 ? "" : "needs a > 0 and b > 0";
        case Family::gamma:
            return prior.a > 0.0 && prior.b > 0.0 ? "" : "needs shape > 0 and scale > 0";
    }
    return "has no known family";
}

std::string shortest(double value) {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return std::string(buffer.data(), end);
}

double clamped(double x, double low, double high) {
    return x < low ? low : (x > high ? high : x);
}

}  // namespace

double Prior::sample(Draws& draws) const {
    switch (family) {
        case Family::beta:
            return upsurge::beta(draws, a, b);
        case Family::gamma:
            return b * upsurge::gamma(draws, a);
        default:
            return quantile(draws.uniform());
    }
}

double Prior::log_density(double x) const {
    switch (family) {
        case Family::fixed:
            return x == a ? 0.0 : -infinity;
        case Family::uniform:
            return uniform_log_density(x, a, b);
        case Family::log_uniform:
            return log_uniform_log_density(x, a, b);
        case Family::normal:
            return normal_log_density(x, a, b);
        case Family::half_normal:
            return half_normal_log_density(x, a);
        case Family::log_normal:
            return log_normal_log_density(x, log_of(a), b);
        case Family::beta:
            return beta_log_density(x, a, b);
        case Family::gamma:
            return gamma_log_density(x, a, b);
    }
    return elementary::quiet_nan;
}

double Prior::support_low() const {
    switch (family) {
        case Family::fixed:
        case Family::uniform:
        case Family::log_uniform:
            return a;
        case Family::normal:
            return -infinity;
        default:
            return 0.0;
    }
}

double Prior::support_high() const {
    switch (family) {
        case Family::fixed:
            return a;
        case Family::uniform:
        case Family::log_uniform:
            return b;
        case Family::beta:
            return 1.0;
        default:
            return infinity;
    }
}

double Prior::cdf(double x) const {
    if (x < support_low()) {
        return 0.0;
    }
    if (x >= support_high()) {
        return 1.0;
    }
    switch (family) {
        case Family::fixed:
            return 1.0;
        case Family::uniform:
            return (x - a) / (b - a);
        case Family::log_uniform:
            return log_of(x / a) / log_of(b / a);
        case Family::normal:
            return normal_cdf((x - a) / b);
        case Family::half_normal:
            return 1.0 - 2.0 * normal_cdf(-x / a);
        case Family::log_normal:
            return normal_cdf(log_of(x / a) / b);
        case Family::beta:
            return beta_cdf(x, a, b);
        case Family::gamma:
            return gamma_cdf(x / b, a);
    }
    return elementary::quiet_nan;
}

double Prior::quantile(double p) const {
    switch (family) {
        case Family::fixed:
            return a;
        case Family::uniform:
            return clamped(a + p * (b - a), a, b);
        case Family::log_uniform:
            return clamped(a * exp_of(p * log_of(b / a)), a, b);
        case Family::normal:
            return a + b * normal_quantile(p);
        case Family::half_normal:
            return a * -normal_quantile(0.5 * (1.0 - p));
        case Family::log_normal:
            return a * exp_of(b * normal_quantile(p));
        case Family::beta:
        case Family::gamma:
            break;
    }
    if (!(p > 0.0)) {
        return support_low();
    }
    if (!(p < 1.0)) {
        return support_high();
    }
    // Bisection on the distribution function: first in factors of two, then to the last bit.
    double low = family == Family::gamma ? b : 0.5;
    while (low > 0.0 && cdf(low) > p) {
        low *= 0.5;
    }
    double high = family == Family::gamma ? 2.0 * b : 1.0;
    while (cdf(high) < p) {
        high *= 2.0;
    }
    for (int step = 0; step < 200; ++step) {
        const double middle = low + 0.5 * (high - low);
        if (middle <= low || middle >= high) {
            break;
        }
        (cdf(middle) < p ? low : high) = middle;
    }
    return high;
}

Result<Prior> parse_prior(std::string_view text) {
    const std::string_view all = trimmed(text);
    const auto open = all.find('(');
    const std::string_view name = trimmed(all.substr(0, open));
    const FamilyRow* row = nullptr;
    for (const FamilyRow& candidate : families) {
        if (candidate.name == name) {
            row = &candidate;
        }
    }
    if (row == nullptr) {
        return not_a_prior(text, "names no known family", all_forms());
    }
    if (open == std::string_view::npos || all.back() != ')') {
        return not_a_prior(text, "has no numbers in parentheses", std::string(row->form));
    }
    std::string_view inside = all.substr(open + 1, all.size() - open - 2);
    std::vector<double> numbers;
    for (bool more = true; more;) {
        const auto comma = inside.find(',');
        more = comma != std::string_view::npos;
        const std::optional<double> number = parse_number(inside.substr(0, comma));
        if (!number) {
            return not_a_prior(text, "has something that is not a finite number", std::string(row->form));
        }
        numbers.push_back(*number);
        inside.remove_prefix(more ? comma + 1 : inside.size());
    }
    if (numbers.size() != row->numbers) {
        return not_a_prior(text, "has the wrong number of numbers", std::string(row->form));
    }
    const Prior prior{row->family, numbers[0], numbers.size() > 1 ? numbers[1] : 0.0};
    if (const std::string_view problem = range_problem(prior); !problem.empty()) {
        return not_a_prior(text, problem, std::string(row->form));
    }
    return prior;
}

std::string to_string(const Prior& prior) {
    const FamilyRow& row = row_of(prior.family);
    std::string text = std::string(row.name) + "(" + shortest(prior.a);
    if (row.numbers > 1) {
        text += ", " + shortest(prior.b);
    }
    return text + ")";
}

double gamma_cdf(double x, double shape) {
    if (!(x > 0.0)) {
        return 0.0;
    }
    if (x >= infinity) {
        return 1.0;
    }
    const double front = exp_of(shape * log_of(x) - x - lgamma_of(shape));
    if (x < shape + 1.0) {
        // x^shape e^-x / Gamma(shape) * sum x^n / (shape (shape + 1) ... (shape + n))
        double term = 1.0 / shape;
        double sum = term;
        for (double n = shape + 1.0; term > sum * 0x1p-56; n += 1.0) {
            term *= x / n;
            sum += term;
        }
        return clamped(front * sum, 0.0, 1.0);
    }
    // The upper tail by its continued fraction (Lentz' method).
    double b = x + 1.0 - shape;
    double c = 1e300;
    double d = 1.0 / b;
    double h = d;
    for (int i = 1; i < 100000; ++i) {
        const double n = static_cast<double>(i);
        const double an = -n * (n - shape);
        b += 2.0;
        d = an * d + b;
        d = 1.0 / (std::fabs(d) < 1e-300 ? 1e-300 : d);
        c = b + an / c;
        c = std::fabs(c) < 1e-300 ? 1e-300 : c;
        h *= d * c;
        if (std::fabs(d * c - 1.0) < 0x1p-52) {
            break;
        }
    }
    return clamped(1.0 - front * h, 0.0, 1.0);
}

namespace {

/// beta_cdf for 0 < x <= (a + 1) / (a + b + 2), where the fraction converges fast.
double lower_beta_cdf(double x, double a, double b) {
    // Continued fraction, by Lentz' method.
    const double front =
        exp_of(a * log_of(x) + b * log1p_of(-x) + lgamma_of(a + b) - lgamma_of(a) - lgamma_of(b)) / a;
    double c = 1.0;
    double d = 1.0 - (a + b) * x / (a + 1.0);
    d = 1.0 / (std::fabs(d) < 1e-300 ? 1e-300 : d);
    double h = d;
    const auto advance = [&](double factor) {
        d = 1.0 + factor * d;
        d = 1.0 / (std::fabs(d) < 1e-300 ? 1e-300 : d);
        c = 1.0 + factor / c;
        c = std::fabs(c) < 1e-300 ? 1e-300 : c;
        h *= d * c;
        return d * c;
    };
    for (int i = 1; i < 100000; ++i) {
        const double m = static_cast<double>(i);
        advance(m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)));
        const double last = advance(-(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)));
        if (std::fabs(last - 1.0) < 0x1p-52) {
            break;
        }
    }
    return clamped(front * h, 0.0, 1.0);
}

}  // namespace

double beta_cdf(double x, double a, double b) {
    if (!(x > 0.0)) {
        return 0.0;
    }
    if (x >= 1.0) {
        return 1.0;
    }
    return x > (a + 1.0) / (a + b + 2.0) ? 1.0 - lower_beta_cdf(1.0 - x, b, a) : lower_beta_cdf(x, a, b);
}

}  // namespace upsurge
