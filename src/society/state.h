/// The whole changing state of one run in one flat block: fork and checkpoint are a copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "society/actors.h"
#include "society/facilities.h"
#include "society/fields.h"
#include "society/layout.h"
#include "society/units.h"
#include "society/weapons.h"
#include "society/workplaces.h"

namespace upsurge {

/// Integers per leaf place that are not rows.
enum class Tally : int {
    rumour_ignorant,
    rumour_spreader,
    rumour_stifler,
    crowd_peaceful,          ///< by location, after the encounters of the last tick
    crowd_violent,           ///< by location
    crowd_armed,             ///< by location
    detentions_total,        ///< by location
    injured_total,           ///< by location
    dead_total,              ///< by location (wounds: home place)
    joined_today,            ///< by home place, since local midnight
    deaths_last,             ///< by location, last tick, in encounters
    injuries_last,           ///< by location, last tick, in encounters
    arrests_last,            ///< by location, last tick
    security_dead_total,     ///< members of units, by location
    security_injured_total,  ///< by location
    foreign_detained_total,  ///< people whose home is abroad, by location
    foreign_dead_total,      ///< people whose home is abroad, by location
    defections_total,        ///< members who went over, by location
    stood_aside_total,       ///< members who stood aside, by location
    sites_abandoned_total,   ///< facilities that fell without a garrison, by location
    sites_stormed_total,     ///< facilities that fell to a crowd, by location
    order_policing,          ///< order of a government that decides by itself, as Policing
    order_emergency,         ///< 1 while such a government has declared an emergency
    fallen,                  ///< 1 while the units gone over outweigh the regime's strength
    city_lost,               ///< 1 while the city is lost
};
inline constexpr int tally_count = 25;

/// Counts per row (people, < 2^31 each), fields and tallies per leaf place, numbers of the country, the
/// weapon ledger and the columns of the small tables.
class State {
  public:
    State() = default;
    explicit State(const Layout& layout)
        : places_(static_cast<std::size_t>(layout.places)),
          workplaces_(static_cast<std::size_t>(layout.workplaces)),
          units_(static_cast<std::size_t>(layout.units)),
          facilities_(static_cast<std::size_t>(layout.facilities)),
          cliques_(static_cast<std::size_t>(layout.cliques)),
          powers_(static_cast<std::size_t>(layout.powers)),
          rows_(layout.rows()),
          block_(8 * eights() + 4 * (fours() + rows_)) {}

    std::span<double> field(Field which) { return {double_at(at(which)), places_}; }
    std::span<const double> field(Field which) const { return {double_at(at(which)), places_}; }
    std::span<std::int64_t> tally(Tally which) {
        return {reinterpret_cast<std::int64_t*>(block_.data()) + at(which), places_};
    }
    std::span<const std::int64_t> tally(Tally which) const {
        return {reinterpret_cast<const std::int64_t*>(block_.data()) + at(which), places_};
    }
    double& national(National which) { return *double_at(at(which)); }
    double national(National which) const { return *double_at(at(which)); }

    /// [workplace], [unit], [clique], [power]
    std::span<double> numbers(WorkplaceNumber which) { return {double_at(at(which)), workplaces_}; }
    std::span<const double> numbers(WorkplaceNumber which) const {
        return {double_at(at(which)), workplaces_};
    }
    std::span<double> numbers(UnitNumber which) { return {double_at(at(which)), units_}; }
    std::span<const double> numbers(UnitNumber which) const { return {double_at(at(which)), units_}; }
    std::span<double> numbers(CliqueNumber which) { return {double_at(at(which)), cliques_}; }
    std::span<const double> numbers(CliqueNumber which) const { return {double_at(at(which)), cliques_}; }
    std::span<double> numbers(PowerNumber which) { return {double_at(at(which)), powers_}; }
    std::span<const double> numbers(PowerNumber which) const { return {double_at(at(which)), powers_}; }

    /// [workplace], [unit], [facility]
    std::span<std::int32_t> column(WorkplaceColumn which) { return {int_at(at(which)), workplaces_}; }
    std::span<const std::int32_t> column(WorkplaceColumn which) const {
        return {int_at(at(which)), workplaces_};
    }
    std::span<std::int32_t> column(UnitColumn which) { return {int_at(at(which)), units_}; }
    std::span<const std::int32_t> column(UnitColumn which) const { return {int_at(at(which)), units_}; }
    std::span<std::int32_t> column(FacilityColumn which) { return {int_at(at(which)), facilities_}; }
    std::span<const std::int32_t> column(FacilityColumn which) const {
        return {int_at(at(which)), facilities_};
    }

    /// Weapons of a type in a holding, [place].
    std::span<std::int32_t> weapons(WeaponType type, Holding holding) {
        return {int_at(at(type, holding)), places_};
    }
    std::span<const std::int32_t> weapons(WeaponType type, Holding holding) const {
        return {int_at(at(type, holding)), places_};
    }
    /// Weapons of a type that got loose so far, by source, [place].
    std::span<std::int32_t> taken(WeaponType type, WeaponSource source) {
        return {int_at(at(type, source)), places_};
    }
    std::span<const std::int32_t> taken(WeaponType type, WeaponSource source) const {
        return {int_at(at(type, source)), places_};
    }

    std::span<std::int32_t> counts() { return {int_at(fours()), rows_}; }
    std::span<const std::int32_t> counts() const { return {int_at(fours()), rows_}; }

    /// The whole block, for hashing, forking and checkpoints.
    std::span<const std::byte> bytes() const { return block_; }
    /// All but the counts.
    std::span<const std::byte> bytes_before_counts() const {
        return bytes().first(8 * eights() + 4 * fours());
    }

  private:
    // The block holds the numbers of eight bytes first, then those of four.
    std::size_t eights() const {
        return places_ * (field_count + tally_count) + national_count + workplaces_ * workplace_number_count +
               units_ * unit_number_count + cliques_ * clique_number_count + powers_ * power_number_count;
    }
    std::size_t fours() const { return weapon_ledger() + table_columns(); }
    std::size_t weapon_ledger() const {
        return places_ * weapon_type_count * (holding_count + weapon_source_count);
    }
    std::size_t table_columns() const {
        return workplaces_ * workplace_column_count + units_ * unit_column_count +
               facilities_ * facility_column_count;
    }

    std::size_t at(Field which) const { return static_cast<std::size_t>(which) * places_; }
    std::size_t at(Tally which) const { return (field_count + static_cast<std::size_t>(which)) * places_; }
    std::size_t at(National which) const {
        return (field_count + tally_count) * places_ + static_cast<std::size_t>(which);
    }
    std::size_t at(WorkplaceNumber which) const {
        return at(static_cast<National>(national_count)) + static_cast<std::size_t>(which) * workplaces_;
    }
    std::size_t at(UnitNumber which) const {
        return at(static_cast<WorkplaceNumber>(workplace_number_count)) +
               static_cast<std::size_t>(which) * units_;
    }
    std::size_t at(CliqueNumber which) const {
        return at(static_cast<UnitNumber>(unit_number_count)) + static_cast<std::size_t>(which) * cliques_;
    }
    std::size_t at(PowerNumber which) const {
        return at(static_cast<CliqueNumber>(clique_number_count)) + static_cast<std::size_t>(which) * powers_;
    }
    std::size_t at(WeaponType type, Holding holding) const {
        return (static_cast<std::size_t>(type) * holding_count + static_cast<std::size_t>(holding)) * places_;
    }
    std::size_t at(WeaponType type, WeaponSource source) const {
        return (static_cast<std::size_t>(weapon_type_count) * holding_count +
                static_cast<std::size_t>(type) * weapon_source_count + static_cast<std::size_t>(source)) *
               places_;
    }
    std::size_t at(WorkplaceColumn which) const {
        return weapon_ledger() + static_cast<std::size_t>(which) * workplaces_;
    }
    std::size_t at(UnitColumn which) const {
        return at(static_cast<WorkplaceColumn>(workplace_column_count)) +
               static_cast<std::size_t>(which) * units_;
    }
    std::size_t at(FacilityColumn which) const {
        return at(static_cast<UnitColumn>(unit_column_count)) + static_cast<std::size_t>(which) * facilities_;
    }

    double* double_at(std::size_t i) { return reinterpret_cast<double*>(block_.data()) + i; }
    const double* double_at(std::size_t i) const {
        return reinterpret_cast<const double*>(block_.data()) + i;
    }
    std::int32_t* int_at(std::size_t i) {
        return reinterpret_cast<std::int32_t*>(block_.data() + 8 * eights()) + i;
    }
    const std::int32_t* int_at(std::size_t i) const {
        return reinterpret_cast<const std::int32_t*>(block_.data() + 8 * eights()) + i;
    }

    std::size_t places_ = 0;
    std::size_t workplaces_ = 0;
    std::size_t units_ = 0;
    std::size_t facilities_ = 0;
    std::size_t cliques_ = 0;
    std::size_t powers_ = 0;
    std::size_t rows_ = 0;
    std::vector<std::byte> block_;
};

}  // namespace upsurge
