/// One draw: a value for every parameter, per leaf place where it is place-scoped.
#pragma once

#include <cstddef>
#include <vector>

#include "models/model.h"
#include "numbers/philox.h"

namespace upsurge {

class ParameterValues {
  public:
    ParameterValues() = default;
    ParameterValues(int parameters, int leaves)
        : leaves_(static_cast<std::size_t>(leaves)),
          values_(static_cast<std::size_t>(parameters) * leaves_) {}

    /// Value of a parameter at a leaf; a global parameter has the same value at every leaf.
    double at(int parameter, int leaf) const {
        return values_[static_cast<std::size_t>(parameter) * leaves_ + static_cast<std::size_t>(leaf)];
    }
    void set(int parameter, int leaf, double value) {
        values_[static_cast<std::size_t>(parameter) * leaves_ + static_cast<std::size_t>(leaf)] = value;
    }
    void set_everywhere(int parameter, double value) {
        for (std::size_t leaf = 0; leaf < leaves_; ++leaf) {
            values_[static_cast<std::size_t>(parameter) * leaves_ + leaf] = value;
        }
    }
    int leaves() const { return static_cast<int>(leaves_); }

  private:
    std::size_t leaves_ = 0;
    std::vector<double> values_;
};

/// The point values of the model (its settings).
ParameterValues point_values(const Model& model);

/// One draw from the priors: parameters without a prior keep their point value. Addressed by `key`, so
/// draw i is the same whatever else is drawn. Values are clipped to the parameter's range.
ParameterValues prior_values(const Model& model, RunKey key);

}  // namespace upsurge
