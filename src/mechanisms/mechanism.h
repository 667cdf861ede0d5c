/// A mechanism: one reason why something changes, one file.
///
/// A mechanism adds hazards to rows and steps fields; the flows between rows are the engine's, so it need
/// not know whether counts or people stand on them. Its parameter table is the one source of help text,
/// checks, defaults, priors and the methods section of the page.
#pragma once

#include <span>
#include <string_view>

#include "mechanisms/tick_context.h"
#include "numbers/parameter.h"
#include "society/states.h"

namespace upsurge {

/// A named choice of rule; the first option is the default.
struct SwitchSpec {
    const char* name;
    std::span<const char* const> options;
    const char* meaning;
};

/// Does a move also change a trait? At the end of the scale the person stays in the same bin.
enum class TraitMove : std::uint8_t { none, hardship_up, risk_aversion_up, organised_up, organised_down };
inline constexpr int trait_move_count = 5;

/// One kind of move of a person.
struct Move {
    PersonState from;
    PersonState to;
    TraitMove trait = TraitMove::none;
    friend constexpr bool operator==(const Move&, const Move&) = default;
};

/// Phases in which people flow by hazards; all hazards of a phase see the state at its start.
enum class FlowPhase : std::uint8_t { reach, traits, street, slow_exits };
inline constexpr int flow_phase_count = 4;

/// Adds to the hazard (per hour) of one move for every trait bin of one (place, stratum).
///
/// @param hazard  [bins] added to, >= 0
struct HazardTerm {
    FlowPhase phase;
    Move move;
    void (*add)(const TickContext& tick, int place, int stratum, std::span<double> hazard);
    bool by_stratum = false;  ///< otherwise the same for every stratum: `add` does not read it
};

/// Steps fields of every place; called once per tick in its phase.
using FieldStep = void (*)(TickContext& tick);

struct Mechanism {
    const char* name;     ///< as in files and commands
    const char* title;    ///< for people
    const char* group;    ///< M1..M14 of the model's blocks
    const char* summary;  ///< one sentence
    const char* source;   ///< the science
    std::span<const ParameterSpec> parameters;
    std::span<const SwitchSpec> switches;
    FieldStep start = nullptr;             ///< sets initial fields, once
    FieldStep prepare = nullptr;           ///< fills derived quantities that never change, once
    FieldStep impose = nullptr;            ///< phase 1, after the schedule: standing orders of actors
    FieldStep inform = nullptr;            ///< phase 2, first
    FieldStep after_perception = nullptr;  ///< phase 2, when every place has perceived
    FieldStep after_reach = nullptr;       ///< phase 2, after the reach flow
    FieldStep decide = nullptr;            ///< phase 3: single actors
    FieldStep weigh_loyalty = nullptr;     ///< phase 4: units
    FieldStep update_fields = nullptr;     ///< phase 5
    FieldStep work = nullptr;              ///< phase 6: workplaces
    std::span<const HazardTerm> hazards = {};
    FieldStep before_arming = nullptr;  ///< phase 9, before any location
    /// Phase 9: weapons and people at one location.
    void (*arm)(TickContext& tick, int location, QuotaPool& pool) = nullptr;
    /// Phase 10: quotas at one location in one sub-tick of `hours`.
    void (*encounter)(TickContext& tick, int location, int sub_tick, double hours, QuotaPool& pool) = nullptr;
    FieldStep after_encounters = nullptr;  ///< phase 10, after all locations
    FieldStep take_control = nullptr;      ///< phase 11
};

}  // namespace upsurge
