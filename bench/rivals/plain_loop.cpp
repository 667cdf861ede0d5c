#include "plain_loop.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "measurement.h"

namespace upsurge::bench {

namespace {

enum class Doing : std::uint8_t { at_home, in_street, withdrawn, detained };

struct Person {
    std::uint8_t town = 0;
    std::uint8_t hardship = 0;
    std::uint8_t risk_aversion = 0;
    std::uint8_t organised = 0;
    Doing doing = Doing::at_home;
};

/// The country's parameters, looked up once.
struct Rates {
    double cowed_share = 0;
    double detention_hours = 0;
    double radicalised_share = 0;
    double distance_km = 0;
    double distance_power = 0;
    double distance_weight = 0;
    double local_weight = 0;
    double media_weight = 0;
    double memory_hours = 0;
    double exposure = 0;
    double hardship_shape = 0;
    double legitimacy = 0;
    double loss_aversion = 0;
    double memory = 0;
    double price_weight = 0;
    double reference_days = 0;
    double deterrence = 0;
    double join_rate = 0;
    double leave_rate = 0;
    double organised_push = 0;
    double organised_share = 0;
    double reinforcement = 0;
    double reinforcement_half = 0;
    double risk_weight = 0;
    double sharpness = 0;
    double threshold = 0;
    double arrest_rate = 0;
    double detention_capacity = 0;
    double disperse_rate = 0;
    double fatigue_rate = 0;
    double recovery_rate = 0;
};

Rates rates_of(const Country& country) {
    Rates rates;
    rates.cowed_share = country.parameters.at("detention.cowed_share");
    rates.detention_hours = country.parameters.at("detention.detention_hours");
    rates.radicalised_share = country.parameters.at("detention.radicalised_share");
    rates.distance_km = country.parameters.at("diffusion.distance_km");
    rates.distance_power = country.parameters.at("diffusion.distance_power");
    rates.distance_weight = country.parameters.at("diffusion.distance_weight");
    rates.local_weight = country.parameters.at("diffusion.local_weight");
    rates.media_weight = country.parameters.at("diffusion.media_weight");
    rates.memory_hours = country.parameters.at("diffusion.memory_hours");
    rates.exposure = country.parameters.at("grievance.exposure");
    rates.hardship_shape = country.parameters.at("grievance.hardship_shape");
    rates.legitimacy = country.parameters.at("grievance.legitimacy");
    rates.loss_aversion = country.parameters.at("grievance.loss_aversion");
    rates.memory = country.parameters.at("grievance.memory");
    rates.price_weight = country.parameters.at("grievance.price_weight");
    rates.reference_days = country.parameters.at("grievance.reference_days");
    rates.deterrence = country.parameters.at("participation.deterrence");
    rates.join_rate = country.parameters.at("participation.join_rate");
    rates.leave_rate = country.parameters.at("participation.leave_rate");
    rates.organised_push = country.parameters.at("participation.organised_push");
    rates.organised_share = country.parameters.at("participation.organised_share");
    rates.reinforcement = country.parameters.at("participation.reinforcement");
    rates.reinforcement_half = country.parameters.at("participation.reinforcement_half");
    rates.risk_weight = country.parameters.at("participation.risk_weight");
    rates.sharpness = country.parameters.at("participation.sharpness");
    rates.threshold = country.parameters.at("participation.threshold");
    rates.arrest_rate = country.parameters.at("policing.arrest_rate");
    rates.detention_capacity = country.parameters.at("policing.detention_capacity");
    rates.disperse_rate = country.parameters.at("policing.disperse_rate");
    rates.fatigue_rate = country.parameters.at("withdrawal.fatigue_rate");
    rates.recovery_rate = country.parameters.at("withdrawal.recovery_rate");
    return rates;
}

/// Chances of one kind of person at one town in this tick.
struct Chances {
    double join = 0;     ///< over the whole tick
    double go_home = 0;  ///< from the street, over half a tick
    double leave = 0;    ///< go_home or withdraw, over half a tick
};

struct TownState {
    double reference_price = 0;
    double memory = 0;  ///< of how many were in the street
    double perceived = 0;
    double price = 0;
    double officers = 0;  ///< on the scene
    bool disperses = false;
    std::int64_t crowd = 0;
    std::int64_t detained = 0;
    std::int64_t withdrawn = 0;
    std::int64_t detentions = 0;
    std::int64_t joinings = 0;
    std::vector<Person*> street;
};

class Simulation {
  public:
    Simulation(const Country& country, std::uint64_t seed)
        : country_(country),
          rates_(rates_of(country)),
          random_(seed),
          towns_(country.towns.size()),
          hardship_bins_(country.hardship_cuts.size() + 1),
          risk_bins_(static_cast<std::size_t>(country.risk_aversion_bins)) {
        make_people();
        make_weights();
        for (std::size_t t = 0; t < towns_.size(); ++t) {
            towns_[t].reference_price = first_price(t);
        }
        chances_.resize(towns_.size() * kinds());
    }

    RunRecord run() {
        RunRecord record(country_.ticks, static_cast<int>(towns_.size()));
        for (int tick = 0; tick < country_.ticks; ++tick) {
            read_schedule(tick * country_.tick_hours);
            look_around();
            weigh();
            walk();
            police();
            release();
            write_down(record, tick);
        }
        for (const Person& person : people_) {
            record.hardship_steps[person.town] += person.hardship;
            record.risk_steps[person.town] += person.risk_aversion;
        }
        return record;
    }

  private:
    double uniform() { return uniform_(random_); }
    std::size_t kinds() const { return hardship_bins_ * risk_bins_ * 2; }
    std::size_t kind(const Person& person) const {
        return (person.hardship * risk_bins_ + person.risk_aversion) * 2 + person.organised;
    }

    void make_people() {
        const double organised = rates_.organised_share;
        std::vector<double> shares;
        for (std::size_t h = 0; h < hardship_bins_; ++h) {
            const double low = h == 0 ? 0 : country_.hardship_cuts[h - 1];
            const double high = h + 1 == hardship_bins_ ? 1 : country_.hardship_cuts[h];
            for (std::size_t r = 0; r < risk_bins_; ++r) {
                const double share = (high - low) / static_cast<double>(risk_bins_);
                shares.push_back(share * (1 - organised));
                shares.push_back(share * organised);
            }
        }
        for (std::size_t t = 0; t < towns_.size(); ++t) {
            for (const std::int64_t heads : country_.towns[t].active) {
                const std::vector<std::int64_t> counts = largest_remainder(heads, shares);
                for (std::size_t k = 0; k < counts.size(); ++k) {
                    Person person;
                    person.town = static_cast<std::uint8_t>(t);
                    person.hardship = static_cast<std::uint8_t>(k / 2 / risk_bins_);
                    person.risk_aversion = static_cast<std::uint8_t>(k / 2 % risk_bins_);
                    person.organised = static_cast<std::uint8_t>(k % 2);
                    people_.insert(people_.end(), static_cast<std::size_t>(counts[k]), person);
                }
            }
        }
    }

    static std::vector<std::int64_t> largest_remainder(std::int64_t heads,
                                                       const std::vector<double>& shares) {
        std::vector<std::int64_t> counts;
        std::vector<std::pair<double, std::size_t>> remainders;
        std::int64_t left = heads;
        for (std::size_t k = 0; k < shares.size(); ++k) {
            const double exact = shares[k] * static_cast<double>(heads);
            counts.push_back(static_cast<std::int64_t>(exact));
            left -= counts.back();
            remainders.emplace_back(-(exact - std::floor(exact)), k);
        }
        std::sort(remainders.begin(), remainders.end());
        for (std::size_t i = 0; left > 0; ++i, --left) {
            ++counts[remainders[i].second];
        }
        return counts;
    }

    /// How much town t minds town q.
    void make_weights() {
        double everybody = 0;
        for (const Country::Town& town : country_.towns) {
            everybody += static_cast<double>(town.population);
        }
        for (std::size_t t = 0; t < towns_.size(); ++t) {
            std::vector<double> near(towns_.size());
            double sum = 0;
            for (std::size_t q = 0; q < towns_.size(); ++q) {
                if (q != t) {
                    near[q] = static_cast<double>(country_.towns[q].population) *
                              std::pow(1 + kilometres(t, q) / rates_.distance_km, -rates_.distance_power);
                    sum += near[q];
                }
            }
            for (std::size_t q = 0; q < towns_.size(); ++q) {
                weights_.push_back(rates_.distance_weight * near[q] / sum +
                                   rates_.media_weight * static_cast<double>(country_.towns[q].population) /
                                       everybody +
                                   (q == t ? rates_.local_weight : 0));
            }
        }
    }

    double kilometres(std::size_t a, std::size_t b) const {
        constexpr double radian = 3.14159265358979323846 / 180;
        const Country::Town& from = country_.towns[a];
        const Country::Town& to = country_.towns[b];
        const double south = std::sin((to.latitude - from.latitude) * radian / 2);
        const double east = std::sin((to.longitude - from.longitude) * radian / 2);
        const double h =
            south * south + std::cos(from.latitude * radian) * std::cos(to.latitude * radian) * east * east;
        return 2 * 6371.0088 * std::asin(std::sqrt(h));
    }

    /// The entry in force of a kind: the one that began last.
    const Country::Entry* in_force(const char* kind, std::size_t town, double hour) const {
        const Country::Entry* found = nullptr;
        for (const Country::Entry& entry : country_.schedule) {
            const bool here = std::find(entry.towns.begin(), entry.towns.end(), static_cast<int>(town)) !=
                              entry.towns.end();
            if (entry.kind == kind && here && entry.from_hour <= hour &&
                (entry.until_hour < 0 || hour < entry.until_hour) &&
                (found == nullptr || entry.from_hour >= found->from_hour)) {
                found = &entry;
            }
        }
        return found;
    }

    double first_price(std::size_t town) const {
        const Country::Entry* first = nullptr;
        for (const Country::Entry& entry : country_.schedule) {
            const bool here = std::find(entry.towns.begin(), entry.towns.end(), static_cast<int>(town)) !=
                              entry.towns.end();
            if (entry.kind == "price" && here && (first == nullptr || entry.from_hour <= first->from_hour)) {
                first = &entry;
            }
        }
        return first == nullptr ? 1 : first->value;
    }

    void read_schedule(double hour) {
        for (std::size_t t = 0; t < towns_.size(); ++t) {
            const Country::Entry* price = in_force("price", t, hour);
            const Country::Entry* police = in_force("police", t, hour);
            const Country::Entry* order = in_force("policing", t, hour);
            TownState& town = towns_[t];
            town.price = price == nullptr ? 1 : price->value;
            const bool tolerates = order != nullptr && order->order == "tolerate";
            town.officers = police == nullptr || tolerates ? 0 : police->value;
            town.disperses = order != nullptr && order->order == "disperse";
        }
    }

    void look_around() {
        for (std::size_t t = 0; t < towns_.size(); ++t) {
            const double share =
                static_cast<double>(towns_[t].crowd) / static_cast<double>(country_.towns[t].population);
            const double kept = std::exp(-country_.tick_hours / rates_.memory_hours);
            towns_[t].memory = share + (towns_[t].memory - share) * kept;
        }
        for (std::size_t t = 0; t < towns_.size(); ++t) {
            towns_[t].perceived = 0;
            for (std::size_t q = 0; q < towns_.size(); ++q) {
                towns_[t].perceived += weights_[t * towns_.size() + q] * towns_[q].memory;
            }
        }
    }

    /// Grievance and risk, and from them the chances of each kind of person.
    void weigh() {
        const double hours = country_.tick_hours;
        const double shape = rates_.hardship_shape / (1 + rates_.memory);
        for (std::size_t t = 0; t < towns_.size(); ++t) {
            TownState& town = towns_[t];
            const double z = std::log(town.price / town.reference_price);
            const double felt = z > 0 ? z : z / rates_.loss_aversion;
            town.reference_price = town.price + (town.reference_price - town.price) *
                                                    std::exp(-hours / (24 * rates_.reference_days));
            const double shift = rates_.price_weight * rates_.exposure * felt;
            const double risk =
                1 - std::exp(-rates_.deterrence * town.officers / (static_cast<double>(town.crowd) + 1));
            const double seen = town.perceived * town.perceived;
            const double half = rates_.reinforcement_half;
            const double pull = rates_.reinforcement * seen / (seen + half * half);
            const double clearing =
                town.disperses && town.officers > 0
                    ? rates_.disperse_rate * town.officers / (town.officers + static_cast<double>(town.crowd))
                    : 0;
            for (std::size_t h = 0; h < hardship_bins_; ++h) {
                const double low = h == 0 ? 0 : country_.hardship_cuts[h - 1];
                const double high = h + 1 == hardship_bins_ ? 1 : country_.hardship_cuts[h];
                const double power = 1 + 1 / shape;
                const double hardship = 1 - shape / (shape + 1) *
                                                (std::pow(1 - low, power) - std::pow(1 - high, power)) /
                                                (high - low);
                const double grievance = std::clamp(hardship * (1 - rates_.legitimacy) + shift, 0.0, 1.0);
                for (std::size_t r = 0; r < risk_bins_; ++r) {
                    const double aversion = (static_cast<double>(r) + 0.5) / static_cast<double>(risk_bins_);
                    for (std::size_t m = 0; m < 2; ++m) {
                        const double utility = grievance - aversion * rates_.risk_weight * risk -
                                               rates_.threshold + pull +
                                               rates_.organised_push * static_cast<double>(m);
                        const double wants = 1 / (1 + std::exp(-utility / rates_.sharpness));
                        const double home = rates_.leave_rate * (1 - wants) + clearing;
                        const double out = home + rates_.fatigue_rate;
                        Chances& chance = chances_[t * kinds() + (h * risk_bins_ + r) * 2 + m];
                        chance.join = 1 - std::exp(-rates_.join_rate * wants * hours);
                        chance.leave = 1 - std::exp(-out * hours / 2);
                        chance.go_home = out > 0 ? chance.leave * home / out : 0;
                    }
                }
            }
        }
        recover_ = 1 - std::exp(-rates_.recovery_rate * hours / 2);
    }

    void leave(Person& person, const Chances& chance) {
        if (person.doing == Doing::in_street) {
            const double u = uniform();
            if (u < chance.leave) {
                person.doing = u < chance.go_home ? Doing::at_home : Doing::withdrawn;
            }
        } else if (person.doing == Doing::withdrawn && uniform() < recover_) {
            person.doing = Doing::at_home;
        }
    }

    /// Half a tick of leaving, a tick of joining, half a tick of leaving. People do not heed each other
    /// within a tick, so each walks the three parts alone.
    void walk() {
        for (TownState& town : towns_) {
            town.street.clear();
            town.withdrawn = 0;
        }
        for (Person& person : people_) {
            if (person.doing == Doing::detained) {
                continue;
            }
            TownState& town = towns_[person.town];
            const Chances& chance = chances_[person.town * kinds() + kind(person)];
            leave(person, chance);
            if (person.doing == Doing::at_home && uniform() < chance.join) {
                person.doing = Doing::in_street;
                ++town.joinings;
            }
            leave(person, chance);
            if (person.doing == Doing::in_street) {
                town.street.push_back(&person);
            } else if (person.doing == Doing::withdrawn) {
                ++town.withdrawn;
            }
        }
    }

    void police() {
        const int parts = std::max(1, static_cast<int>(6 * country_.tick_hours + 0.5));
        const double hours = country_.tick_hours / parts;
        for (int part = 0; part < parts; ++part) {
            for (std::size_t t = 0; t < towns_.size(); ++t) {
                TownState& town = towns_[t];
                if (town.officers <= 0 || town.street.empty()) {
                    continue;
                }
                const double cells =
                    std::floor(rates_.detention_capacity * static_cast<double>(country_.towns[t].population));
                const auto aim =
                    static_cast<std::int64_t>(town.officers * rates_.arrest_rate * hours + uniform());
                const std::int64_t arrests =
                    std::min({aim, static_cast<std::int64_t>(town.street.size()),
                              std::max<std::int64_t>(0, static_cast<std::int64_t>(cells) - town.detained)});
                for (std::int64_t i = 0; i < arrests; ++i) {
                    std::uniform_int_distribution<std::size_t> anybody(0, town.street.size() - 1);
                    std::swap(town.street[anybody(random_)], town.street.back());
                    town.street.back()->doing = Doing::detained;
                    detained_.push_back(town.street.back());
                    town.street.pop_back();
                    ++town.detentions;
                    ++town.detained;
                }
            }
        }
        for (TownState& town : towns_) {
            town.crowd = static_cast<std::int64_t>(town.street.size());
        }
    }

    void release() {
        const double out = 1 - std::exp(-country_.tick_hours / rates_.detention_hours);
        const double radicalised = rates_.radicalised_share;
        const double cowed = rates_.cowed_share;
        std::erase_if(detained_, [&](Person* person) {
            if (uniform() >= out) {
                return false;
            }
            const double u = uniform();
            if (u < radicalised) {
                person->hardship = static_cast<std::uint8_t>(
                    std::min<std::size_t>(person->hardship + 1U, hardship_bins_ - 1));
            } else if (u < radicalised + cowed) {
                person->risk_aversion = static_cast<std::uint8_t>(
                    std::min<std::size_t>(person->risk_aversion + 1U, risk_bins_ - 1));
            }
            person->doing = Doing::at_home;
            --towns_[person->town].detained;
            return true;
        });
    }

    void write_down(RunRecord& record, int tick) const {
        for (std::size_t t = 0; t < towns_.size(); ++t) {
            const int place = static_cast<int>(t);
            record.at(tick, place, Series::crowd) = static_cast<double>(towns_[t].crowd);
            record.at(tick, place, Series::detained) = static_cast<double>(towns_[t].detained);
            record.at(tick, place, Series::detentions) = static_cast<double>(towns_[t].detentions);
            record.at(tick, place, Series::joinings) = static_cast<double>(towns_[t].joinings);
            record.at(tick, place, Series::withdrawn) = static_cast<double>(towns_[t].withdrawn);
        }
    }

    const Country& country_;
    Rates rates_;
    std::mt19937_64 random_;
    std::uniform_real_distribution<double> uniform_{0.0, 1.0};
    std::vector<TownState> towns_;
    std::size_t hardship_bins_;
    std::size_t risk_bins_;
    std::vector<Person> people_;
    std::vector<Person*> detained_;
    std::vector<double> weights_;   ///< [town x town]
    std::vector<Chances> chances_;  ///< [town x kind]
    double recover_ = 0;
};

}  // namespace

PlainRun run_plain_loop(const Country& country, std::uint64_t seed) {
    PlainRun result;
    const double start = thread_seconds();
    Simulation simulation(country, seed);
    const double ready = thread_seconds();
    result.record = simulation.run();
    result.set_up_seconds = ready - start;
    result.run_seconds = thread_seconds() - ready;
    return result;
}

}  // namespace upsurge::bench
