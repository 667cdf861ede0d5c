#include "numbers/whole_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "upsurge/result.h"

namespace upsurge {

namespace {

constexpr int rounds_max = 500;
constexpr double close_enough = 1e-9;  // people

class Table {
  public:
    Table(std::span<const std::int64_t> row_sums, std::span<const std::int64_t> column_sums,
          std::span<const double> weights)
        : rows_(row_sums.size()),
          columns_(column_sums.size()),
          row_left_(row_sums.begin(), row_sums.end()),
          column_left_(column_sums.begin(), column_sums.end()),
          fit_(weights.begin(), weights.end()),
          allowed_(weights.size()),
          people_(weights.size(), 0) {
        for (std::size_t i = 0; i < weights.size(); ++i) {
            UPSURGE_CHECK(weights[i] >= 0 && std::isfinite(weights[i]), "whole_table: bad weight");
            allowed_[i] = weights[i] > 0;
        }
    }

    /// Scales rows and columns in turn.
    void fit() {
        for (int round = 0; round < rounds_max; ++round) {
            double furthest = 0;
            for (std::size_t r = 0; r < rows_; ++r) {
                furthest = std::max(furthest, scale(r * columns_, 1, columns_, row_left_[r]));
            }
            for (std::size_t c = 0; c < columns_; ++c) {
                furthest = std::max(furthest, scale(c, columns_, rows_, column_left_[c]));
            }
            if (furthest < close_enough) {
                return;
            }
        }
    }

    /// Rounds down, never beyond what a row or column still has to give.
    void round_down() {
        for (std::size_t r = 0; r < rows_; ++r) {
            for (std::size_t c = 0; c < columns_; ++c) {
                const double here = std::floor(std::min(fit_[at(r, c)], 0x1p53));
                give(r, c, std::min({static_cast<std::int64_t>(here), row_left_[r], column_left_[c]}));
            }
        }
    }

    /// One more for the largest remainders, while row and column have somebody left.
    void round_up() {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < fit_.size(); ++i) {
            if (allowed_[i]) {
                order.push_back(i);
            }
        }
        std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
            return fit_[a] - static_cast<double>(people_[a]) > fit_[b] - static_cast<double>(people_[b]);
        });
        for (const std::size_t i : order) {
            if (row_left_[i / columns_] > 0 && column_left_[i % columns_] > 0) {
                give(i / columns_, i % columns_, 1);
            }
        }
    }

    /// Hands out the rest along shortest paths of entries that rise and fall in turn (Edmonds and Karp 1972).
    /// False if somebody cannot be placed.
    bool place_the_rest() {
        for (std::size_t r = 0; r < rows_; ++r) {
            while (row_left_[r] > 0) {
                if (!place_from(r)) {
                    return false;
                }
            }
        }
        return true;
    }

    std::vector<std::int64_t> take() { return std::move(people_); }

  private:
    std::size_t at(std::size_t r, std::size_t c) const { return r * columns_ + c; }

    /// Scales `count` entries to a sum; returns how far from it they were.
    double scale(std::size_t first, std::size_t step, std::size_t count, std::int64_t wanted) {
        double sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            sum += fit_[first + i * step];
        }
        const auto target = static_cast<double>(wanted);
        if (sum > 0) {
            for (std::size_t i = 0; i < count; ++i) {
                fit_[first + i * step] = fit_[first + i * step] / sum * target;
            }
        }
        return std::fabs(sum - target);
    }

    void give(std::size_t r, std::size_t c, std::int64_t count) {
        people_[at(r, c)] += count;
        row_left_[r] -= count;
        column_left_[c] -= count;
    }

    bool place_from(std::size_t start) {
        constexpr std::size_t none = static_cast<std::size_t>(-1);
        std::vector<std::size_t> column_from(columns_, none);  // the row from which a column was reached
        std::vector<std::size_t> row_from(rows_, none);        // the column from which a row was reached
        std::vector<std::size_t> queue = {start};
        for (std::size_t i = 0; i < queue.size(); ++i) {
            const std::size_t r = queue[i];
            for (std::size_t c = 0; c < columns_; ++c) {
                if (!allowed_[at(r, c)] || column_from[c] != none) {
                    continue;
                }
                column_from[c] = r;
                if (column_left_[c] > 0) {
                    move_along(start, c, column_from, row_from);
                    return true;
                }
                for (std::size_t next = 0; next < rows_; ++next) {
                    if (next != start && row_from[next] == none && people_[at(next, c)] > 0) {
                        row_from[next] = c;
                        queue.push_back(next);
                    }
                }
            }
        }
        return false;
    }

    /// Moves as many as the path allows: one more at each rising entry, one fewer at each falling one.
    void move_along(std::size_t start, std::size_t last, const std::vector<std::size_t>& column_from,
                    const std::vector<std::size_t>& row_from) {
        std::int64_t most = std::min(row_left_[start], column_left_[last]);
        for (std::size_t c = last, r = column_from[c]; r != start; r = column_from[c]) {
            c = row_from[r];
            most = std::min(most, people_[at(r, c)]);
        }
        std::size_t c = last;
        for (std::size_t r = column_from[c];; r = column_from[c]) {
            people_[at(r, c)] += most;
            if (r == start) {
                break;
            }
            c = row_from[r];
            people_[at(r, c)] -= most;
        }
        row_left_[start] -= most;
        column_left_[last] -= most;
    }

    std::size_t rows_;
    std::size_t columns_;
    std::vector<std::int64_t> row_left_;     ///< of the row's sum
    std::vector<std::int64_t> column_left_;  ///< of the column's sum
    std::vector<double> fit_;
    std::vector<bool> allowed_;
    std::vector<std::int64_t> people_;
};

}  // namespace

std::optional<std::vector<std::int64_t>> whole_table(std::span<const std::int64_t> row_sums,
                                                     std::span<const std::int64_t> column_sums,
                                                     std::span<const double> weights) {
    UPSURGE_CHECK(weights.size() == row_sums.size() * column_sums.size(), "whole_table: a size is wrong");
    UPSURGE_CHECK(std::accumulate(row_sums.begin(), row_sums.end(), std::int64_t{0}) ==
                      std::accumulate(column_sums.begin(), column_sums.end(), std::int64_t{0}),
                  "whole_table: rows and columns differ in sum");
    Table table(row_sums, column_sums, weights);
    table.fit();
    table.round_down();
    table.round_up();
    if (!table.place_the_rest()) {
        return std::nullopt;
    }
    return table.take();
}

}  // namespace upsurge
