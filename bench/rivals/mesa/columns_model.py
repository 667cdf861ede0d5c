"""The small country as a Mesa Model whose people are numpy columns instead of Agents.

What somebody does who needs more speed than Agents give and stays with Mesa's Model, seed and DataCollector.
"""
import mesa
import numpy as np

from rules import TownFields

AT_HOME, IN_STREET, WITHDRAWN, DETAINED = range(4)


class SmallCountry(mesa.Model):
    def __init__(self, country, seed):
        super().__init__(seed=seed)
        self.country = country
        self.tick = 0
        self.fields = [TownFields(country, number) for number in range(len(country.towns))]
        heads = list(country.heads())
        counts = [count for _, _, count in heads]
        self.town = np.repeat([town for town, _, _ in heads], counts)
        self.kind = np.repeat([kind for _, kind, _ in heads], counts)
        self.cell = self.town * len(country.kinds) + self.kind  # row of the table of chances
        self.doing = np.zeros(len(self.town), dtype=np.int8)
        towns = len(self.fields)
        self.crowd = np.zeros(towns, dtype=int)
        self.detained = np.zeros(towns, dtype=int)
        self.detentions = np.zeros(towns, dtype=int)
        self.joinings = np.zeros(towns, dtype=int)
        self.withdrawn = np.zeros(towns, dtype=int)
        self.datacollector = mesa.DataCollector(model_reporters={"towns": SmallCountry.count})

    def count(self):
        return list(zip(self.crowd.tolist(), self.detained.tolist(), self.detentions.tolist(),
                        self.joinings.tolist(), self.withdrawn.tolist()))

    def per_town(self, people):
        return np.bincount(self.town[people], minlength=len(self.fields))

    def leave(self, go_home, leave):
        street = np.flatnonzero(self.doing == IN_STREET)
        away = np.flatnonzero(self.doing == WITHDRAWN)
        u = self.rng.random(len(street))
        cell = self.cell[street]
        self.doing[street[u < leave[cell]]] = WITHDRAWN
        self.doing[street[u < go_home[cell]]] = AT_HOME
        self.doing[away[self.rng.random(len(away)) < self.country.recover]] = AT_HOME

    def join(self, join):
        home = np.flatnonzero(self.doing == AT_HOME)
        out = home[self.rng.random(len(home)) < join[self.cell[home]]]
        self.doing[out] = IN_STREET
        self.joinings += self.per_town(out)

    def police(self):
        street = np.flatnonzero(self.doing == IN_STREET)
        town_of = self.town[street]
        for number, town in enumerate(self.fields):
            here = self.rng.permutation(street[town_of == number])
            taken = 0
            for _ in range(self.country.sub_ticks):
                if town.officers > 0 and taken < len(here):
                    taken += town.arrests(self.rng.random(), len(here) - taken, self.detained[number] + taken)
            self.doing[here[:taken]] = DETAINED
            self.detentions[number] += taken
            self.detained[number] += taken
            self.crowd[number] = len(here) - taken

    def come_out(self):
        inside = np.flatnonzero(self.doing == DETAINED)
        free = inside[self.rng.random(len(inside)) < self.country.release]
        for person in free:
            self.kind[person] = self.country.released(self.kind[person], self.rng.random())
        self.cell[free] = self.town[free] * len(self.country.kinds) + self.kind[free]
        self.doing[free] = AT_HOME
        self.detained -= self.per_town(free)

    def step(self):
        for field, crowd in zip(self.fields, self.crowd):
            field.remember(crowd)
        memories = [field.memory for field in self.fields]
        hour = self.tick * self.country.hours
        chances = np.array([field.weigh(hour, crowd, memories) for field, crowd in zip(self.fields, self.crowd)])
        join, go_home, leave = chances.reshape(-1, 3).T.copy()
        self.leave(go_home, leave)
        self.join(join)
        self.leave(go_home, leave)
        self.withdrawn = self.per_town(self.doing == WITHDRAWN)
        self.police()
        self.come_out()
        self.datacollector.collect(self)
        self.tick += 1

    def trait_steps(self):
        """Per town the sums of hardship and of risk-aversion bins."""
        kinds = np.array(self.country.kinds)
        return [kinds[self.kind[self.town == number], :2].sum(axis=0).tolist() for number in range(len(self.fields))]
