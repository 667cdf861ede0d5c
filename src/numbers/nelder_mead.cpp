#include "numbers/nelder_mead.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace upsurge {

namespace {

struct Corner {
    std::vector<double> point;
    double value;
};

/// One search; the classic coefficients: reflect by 1, expand by 2, contract and shrink by a half.
class Search {
  public:
    Search(const std::function<double(std::span<const double>)>& function, const NelderMeadOptions& options)
        : function_(function), options_(options) {}

    NelderMeadResult from(std::span<const double> start) {
        build_simplex(start);
        bool converged = false;
        while (evaluations_ < options_.evaluations_max) {
            // Equal values keep their order, so the path does not depend on the sort.
            std::stable_sort(corners_.begin(), corners_.end(),
                             [](const Corner& a, const Corner& b) { return a.value > b.value; });
            if (small_enough()) {
                converged = true;
                break;
            }
            step();
        }
        std::stable_sort(corners_.begin(), corners_.end(),
                         [](const Corner& a, const Corner& b) { return a.value > b.value; });
        return {corners_.front().point, corners_.front().value, evaluations_, converged};
    }

  private:
    double value_at(std::span<const double> point) {
        ++evaluations_;
        const double value = function_(point);
        return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
    }

    void build_simplex(std::span<const double> start) {
        corners_.clear();
        std::vector<double> point(start.begin(), start.end());
        const double at_start = value_at(point);
        corners_.push_back({point, at_start});
        for (std::size_t i = 0; i < start.size(); ++i) {
            point[i] = start[i] + options_.first_step;
            double value = value_at(point);
            if (value == -std::numeric_limits<double>::infinity()) {
                point[i] = start[i] - options_.first_step;
                value = value_at(point);
            }
            corners_.push_back({point, value});
            point[i] = start[i];
        }
    }

    bool small_enough() const {
        const Corner& best = corners_.front();
        if (!(best.value - corners_.back().value <= options_.tolerance)) {
            return false;
        }
        for (const Corner& corner : corners_) {
            for (std::size_t i = 0; i < best.point.size(); ++i) {
                if (std::fabs(corner.point[i] - best.point[i]) > options_.spread) {
                    return false;
                }
            }
        }
        return true;
    }

    /// centre + factor (worst - centre)
    Corner towards_worst(std::span<const double> centre, double factor) {
        std::vector<double> point(centre.size());
        for (std::size_t i = 0; i < centre.size(); ++i) {
            point[i] = centre[i] + factor * (corners_.back().point[i] - centre[i]);
        }
        const double value = value_at(point);
        return {std::move(point), value};
    }

    void step() {
        const std::size_t others = corners_.size() - 1;
        std::vector<double> centre(others, 0.0);
        for (std::size_t corner = 0; corner < others; ++corner) {
            for (std::size_t i = 0; i < others; ++i) {
                centre[i] += corners_[corner].point[i];
            }
        }
        for (double& coordinate : centre) {
            coordinate /= static_cast<double>(others);
        }
        Corner& worst = corners_.back();
        Corner reflected = towards_worst(centre, -1.0);
        if (reflected.value > corners_.front().value) {
            Corner expanded = towards_worst(centre, -2.0);
            worst = expanded.value > reflected.value ? std::move(expanded) : std::move(reflected);
            return;
        }
        if (reflected.value > corners_[others - 1].value) {
            worst = std::move(reflected);
            return;
        }
        const bool outside = reflected.value > worst.value;
        Corner contracted = towards_worst(centre, outside ? -0.5 : 0.5);
        if (contracted.value > (outside ? reflected.value : worst.value)) {
            worst = std::move(contracted);
            return;
        }
        for (std::size_t corner = 1; corner < corners_.size(); ++corner) {
            for (std::size_t i = 0; i < others; ++i) {
                corners_[corner].point[i] =
                    corners_[0].point[i] + 0.5 * (corners_[corner].point[i] - corners_[0].point[i]);
            }
            corners_[corner].value = value_at(corners_[corner].point);
        }
    }

    const std::function<double(std::span<const double>)>& function_;
    const NelderMeadOptions& options_;
    std::vector<Corner> corners_;
    int evaluations_ = 0;
};

}  // namespace

NelderMeadResult maximise(const std::function<double(std::span<const double>)>& function,
                          std::span<const double> start, const NelderMeadOptions& options) {
    NelderMeadResult best = Search(function, options).from(start);
    for (int restart = 0; restart < options.restarts; ++restart) {
        NelderMeadResult next = Search(function, options).from(best.point);
        next.evaluations += best.evaluations;
        best = std::move(next);
    }
    return best;
}

}  // namespace upsurge
