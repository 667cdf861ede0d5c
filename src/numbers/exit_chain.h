/// Exits of many rows at the price of those that have any.
#pragma once

#include "numbers/samplers.h"

namespace upsurge {

/// Draws the exits of one row after another, each Binomial(n, 1 - exp(-h)) and independent of the others.
///
/// A row keeps all its people with chance exp(-n h). So a standard exponential, used up by n h from row to
/// row, tells in which row it runs out: all rows before that one have no exit, and that one has some. They
/// are inverted from what was left, a new exponential begins, and whatever the rows without exits cost is a
/// comparison. Rows with n h of inversion_limit and more, which have exits almost surely, are drawn by
/// themselves and use up nothing.
class ExitChain {
  public:
    ExitChain(RunKey key, const Address& address) : draws_(key, address) {}

    /// Exits of the next row. n >= 0, cumulative_hazard >= 0 and perhaps infinite.
    std::int64_t exits(std::int64_t n, double cumulative_hazard) {
        return exits(n, cumulative_hazard, n == 0 ? 0.0 : static_cast<double>(n) * cumulative_hazard);
    }
    /// The same where n h is known as `wait`, 0 for a row without people.
    std::int64_t exits(std::int64_t n, double cumulative_hazard, double wait) {
        if (wait < left_ && wait < inversion_limit) {
            left_ -= wait;
            return 0;
        }
        return wait == 0.0 ? 0 : exits_of_busy_row(n, cumulative_hazard, wait);
    }
    /// Whether nobody leaves any of the next rows, whose n h sum to `wait`: then they are passed, and else
    /// none is.
    bool passes(double wait) {
        if (wait == 0.0) {
            return true;
        }
        if (wait >= inversion_limit) {
            return false;
        }
        if (left_ == 0.0) {
            begin();
            if (used_ + wait < 1.0 - uniform_) {
                used_ += wait;
                return true;
            }
            know_left();
        }
        if (wait < left_) {
            left_ -= wait;
            return true;
        }
        return false;
    }
    /// For what else is drawn about the row just passed.
    Draws& draws() { return draws_; }

  private:
    void begin() {
        if (uniform_ == 0.0) {
            uniform_ = draws_.uniform();
            used_ = 0.0;
        }
    }
    void know_left() {
        left_ = -log_of(uniform_) - used_;
        uniform_ = 0.0;
    }
    std::int64_t exits_of_busy_row(std::int64_t n, double cumulative_hazard, double wait);

    Draws draws_;
    double left_ = 0;  ///< of the exponential; 0: none begun, or not known yet
    double uniform_ =
        0;  ///< the exponential is -log of it, at least 1 less it: most rows need no logarithm; 0: none
    double used_ = 0;  ///< of an exponential not known yet
};

}  // namespace upsurge
