/// One mechanism alone in a hand-made society: its hooks are called by hand, what they derive is read.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engines/founding.h"
#include "mechanisms/registry.h"

namespace upsurge::tests {

class OneMechanism {
  public:
    /// The model must outlive this. Every field at its start, every factor neutral.
    OneMechanism(const Model& model, std::string_view name, const ParameterValues& values)
        : ordinal_(*find_mechanism(name)),
          mechanism_(*all_mechanisms()[static_cast<std::size_t>(ordinal_)]),
          society_(found_society(model)),
          state(found_state(model, society_, values)),
          options_(chosen_options(model)) {
        const auto places = static_cast<std::size_t>(society_.layout.places);
        for (std::size_t parameter = 0; parameter < all_parameters().size(); ++parameter) {
            for (std::size_t place = 0; place < places; ++place) {
                values_.push_back(values.at(static_cast<int>(parameter), static_cast<int>(place)));
            }
        }
        for (const std::int64_t people : society_.population) {
            derived.news_kernel.push_back(static_cast<double>(people) /
                                          static_cast<double>(society_.total_population));
        }
        for (auto* field : {&derived.news_factor, &derived.turnout_factor, &derived.exit_factor,
                            &derived.violence_factor, &derived.refusal_factor, &derived.credibility_factor}) {
            field->assign(places, 1.0);
        }
        derived.organised_people.assign(places, 0.0);
        derived.grievance.assign(places * static_cast<std::size_t>(society_.layout.bins()), 0.0);
        forcing.emergency.assign(places, 0);
        context_.values = values_;
        context_.options = options_;
        context_.first_parameter = first_parameter_of(ordinal_);
        context_.first_switch = first_switch_of(ordinal_);
        call(&Mechanism::start);
        call(&Mechanism::prepare);
    }

    void call(FieldStep Mechanism::*hook) {
        if (mechanism_.*hook != nullptr) {
            (mechanism_.*hook)(context_);
        }
    }

  private:
    int ordinal_;
    const Mechanism& mechanism_;
    Society society_;

  public:
    Forcing forcing;
    State state;
    Derived derived;

  private:
    std::vector<double> values_;
    std::vector<std::uint8_t> options_;
    TickContext context_{society_,
                         forcing,
                         state,
                         derived,
                         array_functions(VectorPath::portable),
                         make_run_key(1, Purpose::simulate, 0, 0, 0)};
};

}  // namespace upsurge::tests
