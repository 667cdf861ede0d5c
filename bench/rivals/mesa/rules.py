"""The rules of bench/rivals/README.md that are about towns, not about people: fields, chances, schedule.

Both Mesa models use them. Kinds of people are numbered (hardship, risk aversion, organised), the last fastest.
"""
import math


class Country:
    """The numbers of country.json with everything about them that does not change in a run."""

    def __init__(self, data):
        self.ticks = data["ticks"]
        self.hours = data["tick_hours"]
        self.towns = data["towns"]
        self.parameters = data["parameters"]
        self.schedule = data["schedule"]
        self.risk_bins = data["risk_aversion_bins"]
        cuts = [0.0, *data["hardship_cuts"], 1.0]
        self.hardship_shares = [high - low for low, high in zip(cuts, cuts[1:])]
        self.hardship = [self._hardship(low, high) for low, high in zip(cuts, cuts[1:])]
        self.kinds = [(h, r, m) for h in range(len(self.hardship)) for r in range(self.risk_bins) for m in (0, 1)]
        self.kind_number = {kind: number for number, kind in enumerate(self.kinds)}
        self.weights = self._weights()
        self.cells = [math.floor(self.parameters["policing.detention_capacity"] * town["population"])
                      for town in self.towns]
        self.release = 1 - math.exp(-self.hours / self.parameters["detention.detention_hours"])
        self.recover = 1 - math.exp(-self.parameters["withdrawal.recovery_rate"] * self.hours / 2)
        self.sub_ticks = max(1, round(6 * self.hours))

    def _hardship(self, low, high):
        """Mean of Beta(1, shape) between two quantiles."""
        shape = self.parameters["grievance.hardship_shape"] / (1 + self.parameters["grievance.memory"])
        power = 1 + 1 / shape
        return 1 - shape / (shape + 1) * ((1 - low) ** power - (1 - high) ** power) / (high - low)

    def _weights(self):
        """How much each town minds each other one."""
        p = self.parameters
        everybody = sum(town["population"] for town in self.towns)
        table = []
        for here in self.towns:
            near = [0 if other is here else other["population"] *
                    (1 + kilometres(here, other) / p["diffusion.distance_km"]) ** -p["diffusion.distance_power"]
                    for other in self.towns]
            table.append([p["diffusion.distance_weight"] * n / sum(near) +
                          p["diffusion.media_weight"] * other["population"] / everybody +
                          (p["diffusion.local_weight"] if other is here else 0)
                          for n, other in zip(near, self.towns)])
        return table

    def heads(self):
        """Yields (town, kind, number of people) at the start, by largest remainder."""
        organised = self.parameters["participation.organised_share"]
        shares = [self.hardship_shares[h] / self.risk_bins * (organised if m else 1 - organised)
                  for h, _, m in self.kinds]
        for number, town in enumerate(self.towns):
            for people in town["active"]:
                exact = [share * people for share in shares]
                counts = [math.floor(x) for x in exact]
                order = sorted(range(len(exact)), key=lambda k: counts[k] - exact[k])
                for k in order[:people - sum(counts)]:
                    counts[k] += 1
                for k, count in enumerate(counts):
                    yield number, k, count

    def in_force(self, kind, town, hour):
        """The entry of a kind that began last, or None."""
        entries = [entry for entry in self.schedule
                   if entry["kind"] == kind and town in entry["towns"] and entry["from_hour"] <= hour
                   and (entry["until_hour"] < 0 or hour < entry["until_hour"])]
        return max(entries, key=lambda entry: entry["from_hour"], default=None)

    def first_price(self, town):
        entries = [e for e in self.schedule if e["kind"] == "price" and town in e["towns"]]
        return min(entries, key=lambda entry: entry["from_hour"])["value"]

    def released(self, kind, u):
        """The kind of somebody after detention: radicalised, cowed or as before."""
        h, r, m = self.kinds[kind]
        radicalised = self.parameters["detention.radicalised_share"]
        if u < radicalised:
            h = min(h + 1, len(self.hardship) - 1)
        elif u < radicalised + self.parameters["detention.cowed_share"]:
            r = min(r + 1, self.risk_bins - 1)
        return self.kind_number[h, r, m]


class TownFields:
    """What changes in a town beside its people. `chances` is made anew each tick."""

    def __init__(self, country, number):
        self.country = country
        self.number = number
        self.population = country.towns[number]["population"]
        self.reference_price = country.first_price(number)
        self.memory = 0.0
        self.officers = 0.0  # on the scene

    def remember(self, crowd):
        share = crowd / self.population
        kept = math.exp(-self.country.hours / self.country.parameters["diffusion.memory_hours"])
        self.memory = share + (self.memory - share) * kept

    def weigh(self, hour, crowd, memories):
        """Reads the schedule and returns [kind] (join, go home, leave): chances over a tick, half, half."""
        country, p = self.country, self.country.parameters
        police = country.in_force("police", self.number, hour)
        order = country.in_force("policing", self.number, hour)
        order = order["order"] if order else "contain"
        self.officers = police["value"] if police and order != "tolerate" else 0.0
        price = country.in_force("price", self.number, hour)["value"]
        z = math.log(price / self.reference_price)
        felt = z if z > 0 else z / p["grievance.loss_aversion"]
        kept = math.exp(-country.hours / (24 * p["grievance.reference_days"]))
        self.reference_price = price + (self.reference_price - price) * kept
        shift = p["grievance.price_weight"] * p["grievance.exposure"] * felt
        risk = 1 - math.exp(-p["participation.deterrence"] * self.officers / (crowd + 1))
        perceived = sum(w * m for w, m in zip(country.weights[self.number], memories))
        half = p["participation.reinforcement_half"]
        pull = p["participation.reinforcement"] * perceived**2 / (perceived**2 + half**2)
        clearing = (p["policing.disperse_rate"] * self.officers / (self.officers + crowd)
                    if order == "disperse" and self.officers > 0 else 0.0)
        chances = []
        for h, r, m in country.kinds:
            grievance = min(max(country.hardship[h] * (1 - p["grievance.legitimacy"]) + shift, 0), 1)
            aversion = (r + 0.5) / country.risk_bins
            utility = (grievance - aversion * p["participation.risk_weight"] * risk - p["participation.threshold"] +
                       pull + p["participation.organised_push"] * m)
            wants = 1 / (1 + math.exp(-utility / p["participation.sharpness"]))
            home = p["participation.leave_rate"] * (1 - wants) + clearing
            out = home + p["withdrawal.fatigue_rate"]
            leave = 1 - math.exp(-out * country.hours / 2)
            join = 1 - math.exp(-p["participation.join_rate"] * wants * country.hours)
            chances.append((join, leave * home / out if out > 0 else 0.0, leave))
        return chances

    def arrests(self, u, crowd, detained):
        """How many are arrested in a sub-tick."""
        aim = math.floor(self.officers * self.country.parameters["policing.arrest_rate"] *
                         self.country.hours / self.country.sub_ticks + u)
        return min(aim, crowd, max(0, self.country.cells[self.number] - detained))


def kilometres(a, b):
    """Great-circle distance (haversine)."""
    lat_a, lat_b = math.radians(a["latitude"]), math.radians(b["latitude"])
    south = math.sin((lat_b - lat_a) / 2)
    east = math.sin(math.radians(b["longitude"] - a["longitude"]) / 2)
    return 2 * 6371.0088 * math.asin(math.sqrt(south**2 + math.cos(lat_a) * math.cos(lat_b) * east**2))
