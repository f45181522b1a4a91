"""A framework as StratML: Part 1 (ISO 17469-1, strategic plans) or Part 2 (ANSI/AIIM 22, with performance indicators).

StratML has two levels, goals and their objectives. What stands at the top of a framework becomes a goal; everything
below it becomes an objective of that goal, with its place in the tree in SequenceIndicator and OtherInformation. What
does not fit (deeper nodes, second parents, links, horizons, indicators of a goal) is told there in words, never left
out. A framework holds no figures, so no indicator has a MeasurementInstance.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from istmo.kernel.problem import WrongUse
from istmo.spec import stratml_words as words
from istmo.spec.architecture import Architecture
from istmo.spec.written import Record, Writing

#: Namespace and root of each part.
PARTS = {
    1: ("urn:ISO:std:iso:17469:tech:xsd:stratml_core", "StrategicPlan"),
    2: ("urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport", "PerformancePlanOrReport"),
}
_STAGES = {"output": "Output", "outcome": "Outcome"}
_QUALITATIVE = ("milestone", "text")


@dataclass(frozen=True)
class Written:
    """The document, and a sentence for each kind of thing that StratML has no place for."""

    text: str
    told: tuple[str, ...]


def as_stratml(architecture: Architecture, code: str, part: int = 2) -> Written:
    """The framework `code` as one XML document; WrongUse if there is none of that code or no such part."""
    if part not in PARTS:
        raise WrongUse(f"StratML has the parts {' and '.join(map(str, PARTS))}, and no part {part}.")
    if code not in architecture.frameworks:
        known = ", ".join(architecture.frameworks)
        raise WrongUse(f"There is no framework {code} here, only {known}.")
    plan = _Plan(architecture, code, part)
    root = plan.document()
    indent(root)
    text = tostring(root, encoding="unicode")
    return Written(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', tuple(plan.told()))


def identifier(framework: str, kind: str, code: str = "") -> str:
    """An xsd:ID that no other row of any framework has: what a name may not hold is written as _ and two digits."""
    parts = ["", _name(framework), kind, *([_name(code)] if code else [])]
    return "_".join(parts)


def _name(code: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-." else f"_{ord(letter):02X}" for letter in code)


def _add(parent: Element, tag: str, text: str | None = None) -> Element:
    made = SubElement(parent, tag)
    made.text = words.clean(text) if text else None
    return made


def _other(parent: Element, lines: Iterable[str]) -> None:
    """OtherInformation, if there is any."""
    if told := "\n".join(line for line in lines if line):
        _add(parent, "OtherInformation", told)


@dataclass
class _Plan:
    """One framework on its way to a document."""

    architecture: Architecture
    code: str
    part: int
    placed: set[str] = field(default_factory=set)
    deep: int = 0

    @cached_property
    def writing(self) -> Writing:
        return Writing(self.architecture)

    @cached_property
    def head(self) -> Record:
        [head] = self.writing.of("frameworks", code=self.code)
        return head

    @cached_property
    def nodes(self) -> dict[str, Record]:
        rows = self.writing.of("nodes", framework=self.code)
        return {row["code"]: row for row in sorted(rows, key=lambda row: int(row["position"]))}

    @cached_property
    def parents(self) -> dict[str, list[str]]:
        above: dict[str, list[str]] = {}
        for row in sorted(
            self.writing.of("node_parents", framework=self.code), key=lambda r: int(r["position"])
        ):
            above.setdefault(row["node"], []).append(row["parent"])
        return above

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """By first parents, in the order the nodes are numbered."""
        below: dict[str, list[str]] = {}
        for code in self.nodes:
            if code in self.parents:
                below.setdefault(self.parents[code][0], []).append(code)
        return below

    @cached_property
    def measured(self) -> dict[str, list[Record]]:
        """The indicators of each node, those of other frameworks too."""
        known = {row["code"]: row for row in self.architecture.records("indicators")}
        measured: dict[str, list[Record]] = {}
        for row in self.writing.of("indicator_nodes", framework=self.code):
            measured.setdefault(row["node"], []).append(known[row["indicator"]])
        return measured

    @cached_property
    def unplaced(self) -> list[Record]:
        """Indicators of this framework that name no node of it."""
        named = {row["code"] for rows in self.measured.values() for row in rows}
        return [row for row in self.writing.of("indicators", framework=self.code) if row["code"] not in named]

    def document(self) -> Element:
        namespace, tag = PARTS[self.part]
        root = Element(tag, {"xmlns": namespace} | ({"Type": "Strategic_Plan"} if self.part == 2 else {}))
        _add(root, "Name", self.head["title"])
        _other(root, words.of_framework(self.writing, self.code))
        core = _add(root, "StrategicPlanCore")
        if self.head["mission"]:
            mission = _add(core, "Mission")
            _add(mission, "Description", self.head["mission"])
            _add(mission, "Identifier", identifier(self.code, "mission"))
        top = [code for code in self.nodes if code not in self.parents]
        for place, code in enumerate(top, 1):
            self.goal(core, code, str(place))
        if not top or self.unplaced:
            self.no_goal(core)
        self.administration(root)
        return root

    def goal(self, core: Element, code: str, sequence: str) -> None:
        goal = _add(core, "Goal")
        self.node(goal, code, sequence, ())
        if self.part == 2 and self.measured.get(code):
            objective = _add(goal, "Objective")
            _add(objective, "Name", self.nodes[code]["title"])
            _other(objective, [words.THE_GOAL_ITSELF])
            self.indicators(objective, code)
        for below, place, line in self.below(code, sequence, ()):
            objective = _add(goal, "Objective")
            self.node(objective, below, place, line)
            self.deep += len(line) > 1
            if self.part == 2:
                self.indicators(objective, below)

    def below(
        self, code: str, sequence: str, line: tuple[str, ...]
    ) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Every node below `code` with its number and the nodes it stands under, topmost first."""
        for place, child in enumerate(self.children.get(code, []), 1):
            yield child, f"{sequence}.{place}", (*line, code)
            yield from self.below(child, f"{sequence}.{place}", (*line, code))

    def node(self, element: Element, code: str, sequence: str, line: tuple[str, ...]) -> None:
        row = self.nodes[code]
        _add(element, "Name", row["title"])
        _add(element, "Description", row["text"])
        _add(element, "Identifier", identifier(self.code, "node", code))
        _add(element, "SequenceIndicator", sequence)
        lines = words.of_node(self.writing, row, [self.nodes[above] for above in line[1:]])
        second = [self.nodes[above] for above in self.parents.get(code, [])[1:]]
        also = [
            words.also_under(above["title"], identifier(self.code, "node", above["code"])) for above in second
        ]
        _other(element, [*lines, *also, *self.named(code)])

    def named(self, code: str) -> Iterator[str]:
        """Indicators that a node names in words: all in Part 1; in Part 2 those that stand under another node."""
        for row in self.measured.get(code, []):
            if self.part == 1:
                yield f"Indicator: {words.indicator(row)}"
            elif row["code"] in self.placed:
                known = identifier(row["framework"], "indicator", row["code"])
                yield f"Measured by “{row['title']}” as well, which stands under another objective ({known})."

    def indicators(self, objective: Element, code: str) -> None:
        for row in self.measured.get(code, []):
            if row["code"] not in self.placed:
                self.placed.add(row["code"])
                self.indicator(objective, row, len(self.placed))

    def indicator(self, objective: Element, row: Record, number: int) -> None:
        kind = "Qualitative" if row["measure"] in _QUALITATIVE else "Quantitative"
        element = _add(objective, "PerformanceIndicator")
        if row["kind"] in _STAGES:
            element.set("ValueChainStage", _STAGES[row["kind"]])
        element.set("PerformanceIndicatorType", kind)
        _add(element, "SequenceIndicator", str(number))
        _add(element, "MeasurementDimension", row["title"])
        _add(element, "UnitOfMeasurement", words.unit(row))
        _add(element, "Identifier", identifier(row["framework"], "indicator", row["code"]))
        if row["within"]:
            relation = _add(element, "Relationship")
            relation.set("RelationshipType", "Narrower_Than")
            _add(relation, "ReferentIdentifier", self.referent(row["within"]))
            _add(relation, "Description", "Its population lies within that of the other indicator.")
        _other(element, words.of_indicator(self.writing, row))

    def referent(self, code: str) -> str:
        [row] = self.writing.of("indicators", code=code)
        return identifier(row["framework"], "indicator", code)

    def no_goal(self, core: Element) -> None:
        """Every plan of StratML has a goal: where the framework states none, the document says so."""
        goal = _add(core, "Goal")
        _add(goal, "Name", words.NOT_STATED)
        _add(goal, "Description", words.UNPLACED if self.unplaced else words.NO_GOAL)
        if self.unplaced and self.part == 1:
            _other(goal, [f"Indicator: {words.indicator(row)}" for row in self.unplaced])
        elif self.unplaced:
            objective = _add(goal, "Objective")
            _add(objective, "Name", words.NOT_STATED)
            for row in self.unplaced:
                self.placed.add(row["code"])
                self.indicator(objective, row, len(self.placed))

    def administration(self, root: Element) -> None:
        """Dates and address where they are stated as such: a year alone is no date and stands in OtherInformation."""
        [source] = self.writing.of("sources", code=self.head["source"]) or [{}]
        told: dict[str, Any] = {}
        if self.part == 2:
            told["Identifier"] = identifier(self.code, "framework")
        told["StartDate"] = str(self.head["effective_on"] or "")
        told["PublicationDate"] = words.day(source.get("published_on"))
        told["Source"] = words.address(source.get("address"))
        if any(told.values()):
            element = _add(root, "AdministrativeInformation")
            for tag, text in told.items():
                if text:
                    _add(element, tag, text)

    def told(self) -> Iterator[str]:
        """What the person who exports should know."""
        if not self.nodes:
            yield "The framework states no goal, and StratML asks for one: a goal named “Not stated” says so."
        if self.deep:
            yield (
                f"{self.deep} nodes lie deeper than StratML's two levels: they stand directly under their goal, and"
                " SequenceIndicator and OtherInformation say where they belong."
            )
        if self.unplaced:
            yield f"{len(self.unplaced)} indicators name no node of this framework: they stand under a goal “Not stated”."
        if self.part == 1 and self.measured:
            yield "Part 1 holds no indicators: they are named in OtherInformation. Part 2 holds them (--part 2)."
        if self.writing.of("links", framework=self.code):
            yield "StratML has no links between strategies: they are told in OtherInformation."
