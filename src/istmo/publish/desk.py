"""All that a page may tell of one release: each part is read once, and only if a section asks for it."""

from collections import Counter
from functools import cached_property
from typing import Any

from istmo.kernel.problem import WrongUse
from istmo.publish import (
    answers,
    around,
    assessment,
    context,
    figures,
    money,
    named,
    quality,
    registers,
    strategy,
    undertakings,
)
from istmo.publish.around import Around
from istmo.publish.assessment import Record
from istmo.publish.context import Context
from istmo.publish.figures import Figure, Ledger
from istmo.publish.money import Money, Purse
from istmo.publish.quality import Quality
from istmo.publish.registers import Framework, Horizon, Passage, Place, Registers, Transaction
from istmo.publish.strategy import Tree
from istmo.publish.undertakings import Undertakings
from istmo.publish.words import Words
from istmo.release.reader import Release


class Desk:
    """A release laid out for whoever writes about it."""

    def __init__(self, release: Release, words: Words) -> None:
        """WrongUse if the release holds no framework to write about."""
        self.release, self.words = release, named.known(release, words)
        if not self.registers.frameworks:
            raise WrongUse("This release holds no framework, so there is nothing to report on.")

    @cached_property
    def registers(self) -> Registers:
        """What the release says in words."""
        return named.registers(registers.read(self.release), self.words)

    @cached_property
    def framework(self) -> Framework:
        """The strategy that is reported on."""
        return strategy.reported(self.registers)

    @cached_property
    def figures(self) -> list[Figure]:
        """Every figure."""
        return named.rows(figures.read(self.release), self.words)

    @cached_property
    def records(self) -> list[Record]:
        """What was reached, one record a total."""
        return assessment.records(self.release, self.figures, self.registers, self.words)

    @cached_property
    def tree(self) -> Tree:
        """The strategy with what was reported under it."""
        results = Counter(record.indicator.code for record in self.records if record.result)
        return strategy.plant(self.registers, self.framework.code, results)

    @cached_property
    def line(self) -> str:
        """What the strategy itself calls its topmost nodes: line of effort, goal, pillar …"""
        levels = {line.node.level for line in self.tree.lines}
        return self.words.say(levels.pop()) if len(levels) == 1 else self.words.say("part of the strategy")

    @cached_property
    def context(self) -> Context:
        """The operating environment."""
        return context.context(self.release, self.figures, self.registers, self.words)

    @cached_property
    def ledger(self) -> Ledger:
        """Which numbers were shown, and where."""
        return Ledger.of(self.figures)

    @cached_property
    def money(self) -> Money:
        """What the release tells of money."""
        if not self.transactions:
            return Money()
        last = self.years[-1] if self.years else ""
        how = (self.registers, self.words, last)
        return money.of(self.ask("funds"), self.ask("reconcile"), self.group, how)

    @cached_property
    def quality(self) -> Quality:
        """How well the indicators are described, and when their data were last assessed."""
        return quality.of(self.ask("quality"), self.registers, self.words)

    @cached_property
    def undertakings(self) -> Undertakings | None:
        """The undertakings; None where there are none."""
        return undertakings.of(self.ask("undertakings"), self.ask("undertakings", view="counts"), self.words)

    @cached_property
    def around(self) -> Around:
        """Own activities, and those of others beside them."""
        countries = [country.code for country in self.countries]
        return around.of(self.ask("who_does_what"), self.ask("others"), countries)

    @cached_property
    def transactions(self) -> list[Transaction]:
        """Every row of money."""
        rows = registers.rows(self.release, Transaction, "transactions", "submission, row")
        return named.rows(rows, self.words)

    @cached_property
    def purse(self) -> Purse:
        """Which amounts were shown, and where."""
        return Purse({row.code: number for number, row in enumerate(self.transactions, 1)})

    @cached_property
    def horizons(self) -> list[Horizon]:
        """The terms of the strategy."""
        return [horizon for horizon in self.registers.horizons if horizon.framework == self.framework.code]

    @cached_property
    def passages(self) -> dict[str, list[Passage]]:
        """What the report tells in words, by part."""
        parts: dict[str, list[Passage]] = {}
        for passage in self.registers.passages:
            if passage.framework == self.framework.code:
                parts.setdefault(passage.part, []).append(passage)
        return parts

    @cached_property
    def years(self) -> list[str]:
        """The years reported on."""
        return sorted({call.reporting_year for call in self.registers.calls if call.reporting_year})

    @cached_property
    def group(self) -> str:
        """The places the strategy is about: the group that benchmarks are made of, else the largest one; or none."""
        groups = [member.place for member in self.registers.members]
        made = [b.place for b in self.registers.benchmarks if b.method != "publisher" and b.place in groups]
        return made[0] if made else max(sorted(set(groups)), key=groups.count, default="")

    @cached_property
    def countries(self) -> list[Place]:
        """The countries of that group, by name."""
        members = {member.member for member in self.registers.members if member.place == self.group}
        places = [place for code, place in self.registers.places.items() if code in members]
        return sorted((place for place in places if place.kind == "country"), key=lambda place: place.name)

    def within(self, code: str) -> set[str]:
        """A place and all that lie in it."""
        inside, before = {code}, 0
        while len(inside) > before:
            before = len(inside)
            inside |= {place.code for place in self.registers.places.values() if place.parent in inside}
        return inside

    def ask(self, question: str, **where: object) -> list[dict[str, Any]]:
        """The rows of a question's answer."""
        return answers.ask(question, self.release, self.words, **where)

    def place(self, code: str) -> str:
        """The name of a place; its code where it has none."""
        return self.registers.places[code].name if code in self.registers.places else code
