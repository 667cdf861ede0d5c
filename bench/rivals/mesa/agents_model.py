"""The small country as Mesa means it: one Agent per person, AgentSets, a DataCollector."""
import mesa

from rules import TownFields

AT_HOME, IN_STREET, WITHDRAWN, DETAINED = range(4)


class Person(mesa.Agent):
    """Somebody of an active stratum; the others never act and are only counted."""

    def __init__(self, model, town, kind):
        super().__init__(model)
        self.town = town
        self.kind = kind
        self.doing = AT_HOME

    def step(self):
        """Half a tick of leaving, a tick of joining, half a tick of leaving."""
        doing = self.doing
        if doing == DETAINED:
            return
        draw = self.model.draw
        join, go_home, leave = self.town.chances[self.kind]
        if doing != AT_HOME:
            doing = self._leave(doing, draw(), go_home, leave)
        if doing == AT_HOME and draw() < join:
            doing = IN_STREET
            self.town.joinings += 1
        if doing != AT_HOME:
            doing = self._leave(doing, draw(), go_home, leave)
            if doing == IN_STREET:
                self.town.street.append(self)
            elif doing == WITHDRAWN:
                self.town.withdrawn += 1
        self.doing = doing

    def _leave(self, doing, u, go_home, leave):
        if doing == IN_STREET:
            return AT_HOME if u < go_home else WITHDRAWN if u < leave else IN_STREET
        return AT_HOME if u < self.model.country.recover else WITHDRAWN

    def come_out(self):
        """Out of detention, perhaps."""
        if self.model.draw() < self.model.country.release:
            self.kind = self.model.country.released(self.kind, self.model.draw())
            self.doing = AT_HOME
            self.town.cells.remove(self)


class Town:
    def __init__(self, country, number):
        self.fields = TownFields(country, number)
        self.chances = []
        self.street = []
        self.crowd = 0
        self.cells = set()
        self.detentions = 0
        self.joinings = 0
        self.withdrawn = 0

    def police(self, model):
        if self.fields.officers <= 0 or not self.street:
            return
        arrests = self.fields.arrests(model.draw(), len(self.street), len(self.cells))
        for _ in range(arrests):
            number = model.random.randrange(len(self.street))
            self.street[number], self.street[-1] = self.street[-1], self.street[number]
            person = self.street.pop()
            person.doing = DETAINED
            self.cells.add(person)
            self.detentions += 1


class SmallCountry(mesa.Model):
    def __init__(self, country, seed):
        super().__init__(seed=seed)
        self.country = country
        self.draw = self.random.random
        self.tick = 0
        self.towns = [Town(country, number) for number in range(len(country.towns))]
        for town, kind, heads in country.heads():
            Person.create_agents(self, heads, self.towns[town], [kind] * heads)
        self.datacollector = mesa.DataCollector(model_reporters={"towns": SmallCountry.count})

    def count(self):
        return [(town.crowd, len(town.cells), town.detentions, town.joinings, town.withdrawn)
                for town in self.towns]

    def step(self):
        for town in self.towns:
            town.fields.remember(town.crowd)
        memories = [town.fields.memory for town in self.towns]
        for town in self.towns:
            town.chances = town.fields.weigh(self.tick * self.country.hours, town.crowd, memories)
            town.street = []
            town.withdrawn = 0
        # Nobody heeds the others within a tick, so their order does not matter and needs no shuffling.
        self.agents.do("step")
        for _ in range(self.country.sub_ticks):
            for town in self.towns:
                town.police(self)
        for town in self.towns:
            town.crowd = len(town.street)
            # In the order of their numbers: that of a set is not the same in every run.
            for person in sorted(town.cells, key=lambda person: person.unique_id):
                person.come_out()
        self.datacollector.collect(self)
        self.tick += 1

    def trait_steps(self):
        """Per town the sums of hardship and of risk-aversion bins."""
        sums = {town: [0, 0] for town in self.towns}
        for person in self.agents:
            h, r, _ = self.country.kinds[person.kind]
            sums[person.town][0] += h
            sums[person.town][1] += r
        return list(sums.values())
