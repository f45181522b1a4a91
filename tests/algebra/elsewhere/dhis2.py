"""DHIS2's own analytics cases, put to istmo.

In DHIS2 a value of an org unit is the unit's own part and adds to those of the units below it. In istmo a place's own
value is the value of the whole place, within one series. So every org unit reports as a series of its own: what a unit
states is then its own part, and units add up the hierarchy.

istmo has no formulas over indicators and no maximum or mean over places and periods: it is asked for what the formula
is made of, and the framework that wants more is shown to be refused.
"""

import ast
import csv
import operator
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from istmo.kernel.period import Period
from istmo.kernel.quantity import rounded
from tests.algebra.elsewhere import Answer
from tests.algebra.elsewhere.reading import Share
from tests.algebra.elsewhere.shapes_places import refused
from tests.algebra.elsewhere.world import World

_OPERAND = re.compile(r"#\{(?P<element>\w+)(?:\.[^}]*)?\}(?P<modifiers>(?:\.\w+\([^)]*\))*)")
_RATE = re.compile(r"R\{(?P<set>\w+)\.REPORTING_RATE\}")
_NESTED = re.compile(r"N\{(?P<indicator>\w+)\}(?P<modifiers>(?:\.\w+\([^)]*\))*)")
_MODIFIER = re.compile(r"\.(\w+)\(([^)]*)\)")
_DX = re.compile(r"(?P<set>\w+)\.REPORTING_RATE")
_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def period(code: str) -> str:
    """`2017Q1` is 2017-Q1, `201703` is 2017-03."""
    return re.sub(r"^(\d{4})(Q\d|\d{2})$", r"\1-\2", code)


def as_list(told: Any) -> list[Any]:
    """One thing, or several."""
    return told if isinstance(told, list) else [told]


class Dhis2:
    """The data of the cases, and what istmo says of it."""

    def __init__(self, cases: dict[str, Any], folder: Path, out: Path) -> None:
        """`folder` holds the files that `cases` names; releases are built in `out`."""
        self._units: dict[str, str | None] = cases["hierarchy"]
        self._sets = cases["dataSets"]
        self._values = _rows(folder / cases["data"])
        self._received = {
            (row["dataSet"], row["period"], row["orgUnit"]) for row in _rows(folder / cases["registrations"])
        }
        self._out, self._made = out, 0
        self._kept: dict[Any, Decimal | None] = {}

    def answer(self, case: dict[str, Any]) -> Answer:
        """The values under the keys of the case's own answer, or what is refused and what is told instead."""
        if case.get("agg", "SUM") != "SUM":
            return self._refused(algebra={"time": case["agg"].lower()})
        if "dx" in case:
            return self._elements(case)
        indicators = {one["id"]: one for one in case.get("indicators", [case.get("indicator")])}
        if any("aggregationType" in one["numerator"] for one in indicators.values()):
            return self._refused(algebra={"time": "max"})
        if all(_is_plain(one) for one in indicators.values()):
            return self._keyed(
                case, list(indicators), lambda code, ou, pe: self.value(indicators, code, ou, pe)
            )
        return self._formula(case, indicators)

    def worked_out(self, case: dict[str, Any]) -> Answer:
        """What the formulas of a case give over the values that istmo tells: proves that those are right."""
        indicators = {one["id"]: one for one in case.get("indicators", [case.get("indicator")])}
        return self._keyed(case, list(indicators), lambda code, ou, pe: self.value(indicators, code, ou, pe))

    def _elements(self, case: dict[str, Any]) -> Answer:
        def told(dx: str, ou: str, pe: str) -> Decimal | None:
            found = _DX.fullmatch(dx)
            return self.rate(found["set"], ou, pe) if found else self.element(dx, ou, pe)

        return self._keyed(case, as_list(case["dx"]), told)

    def _keyed(self, case: dict[str, Any], codes: list[str], told: Any) -> Answer:
        """By the case's own keys: what, perhaps where, and when; what has no value has no key."""
        units = as_list(case.get("ou") or "")
        answer = {}
        for code in codes:
            for ou in units:
                for pe in as_list(case["pe"]):
                    value = told(code, ou, period(pe))
                    if value is not None:
                        answer["|".join(part for part in (code, ou, pe) if part)] = value
        return answer

    def _formula(self, case: dict[str, Any], indicators: dict[str, Any]) -> Answer:
        """No formula is taken; what it is made of is told, value by value."""
        texts = [one["numerator"] for one in indicators.values()]
        operands = dict.fromkeys(found[0] for text in texts for found in _OPERAND.finditer(text))
        return {
            **self._refused(formula=texts[-1]),
            "operands": [
                [
                    self._operand(operand, ou, period(pe))
                    for ou in as_list(case.get("ou") or "")
                    for pe in as_list(case["pe"])
                ]
                for operand in operands
            ],
        }

    def _refused(self, **indicator: Any) -> Answer:
        world = World(**indicator)
        world.place("anywhere")
        return refused(world, self._folder())

    def _folder(self) -> Path:
        self._made += 1
        return self._out / str(self._made)

    def value(self, indicators: dict[str, Any], code: str, ou: str, pe: str) -> Decimal | None:
        """One indicator: a single value as istmo tells it, or a formula worked out here over such values."""
        one, seen = indicators[code], []

        def said(value: Decimal | None) -> str:
            seen.append(value)
            return f"({value or 0})"

        text = _OPERAND.sub(lambda found: said(self._operand(found[0], ou, pe)), one["numerator"])
        # DHIS2 rounds a rate to two decimals before it goes on calculating.
        text = _RATE.sub(lambda found: said(rounded(self.rate(found["set"], ou, pe) or Decimal(0), 2)), text)
        text = _NESTED.sub(
            lambda found: said(
                self.value(indicators, found["indicator"], ou, _shift(found["modifiers"], pe))
            ),
            text,
        )
        if seen and all(value is None for value in seen):
            return None
        text = text.replace("[yearlyPeriodCount]", "12")
        return _evaluate(text) * Decimal(str(one["factor"])) / _evaluate(one["denominator"])

    def _operand(self, text: str, ou: str, pe: str) -> Decimal | None:
        found = _OPERAND.fullmatch(text)
        assert found, text
        return self.element(found["element"], ou, _shift(found["modifiers"], pe))

    def element(self, code: str, ou: str, pe: str) -> Decimal | None:
        """A data element up to an org unit, '' for all of them, in exactly that period."""
        key = (code, ou, pe)
        if key not in self._kept:
            world = self._world()
            for row in self._values:
                if row["dataelement"] == code:
                    unit = row["orgunit"]
                    number = {"true": "1", "false": "0"}.get(row["value"], row["value"])
                    world.say(Decimal(number), place=unit, period=row["period"], by=f"work-in-{unit}")
            with world.released(self._folder()) as asked:
                self._kept[key] = asked.up_to(ou, pe)["result"]
        return self._kept[key]

    def rate(self, dataset: str, ou: str, pe: str) -> Decimal | None:
        """Data sets received of those due: each month a share of one, pooled over the months of the period."""
        world = self._world("percentage", algebra={"time": "flow"})
        whole, month = Period.parse(pe), Period.parse(f"{pe[:4]}-01")
        while True:
            if whole.contains(month):
                for unit in self._sets[dataset]["orgUnits"]:
                    there = (dataset, month.code, unit) in self._received
                    share = Share(Decimal(there), Decimal(1))
                    world.say(share, place=unit, period=month.code, by=f"work-in-{unit}")
            following = month.following()
            if (
                following is None
                or following.start is None
                or whole.end is None
                or following.start > whole.end
            ):
                break
            month = following
        with world.released(self._folder()) as asked:
            told: Decimal | None = asked.up_to(ou, pe)["result"]
            return told

    def _world(self, preset: str = "things_delivered", **indicator: Any) -> World:
        world = World(preset, **indicator)
        for unit, parent in self._units.items():
            world.place(unit, parent)
        return world


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, skipinitialspace=True))


def _is_plain(indicator: dict[str, Any]) -> bool:
    """Whether it is one value and no formula."""
    single = _OPERAND.fullmatch(indicator["numerator"]) is not None
    return single and indicator["denominator"] == "1" and indicator["factor"] == 1


def _shift(modifiers: str, pe: str) -> str:
    """The period that is really asked for: so many before, or from the first day of the year on."""
    for name, argument in _MODIFIER.findall(modifiers):
        if name == "periodOffset":
            moved: Period | None = Period.parse(pe)
            for _ in range(abs(int(argument))):
                moved = (
                    moved.previous() if moved and int(argument) < 0 else moved.following() if moved else None
                )
            assert moved is not None
            pe = moved.code
        elif name == "yearToDate":
            pe = f"{pe[:4]}-01/{pe}" if pe != f"{pe[:4]}-01" else pe
    return pe


def _evaluate(text: str) -> Decimal:
    return _number(ast.parse(text, mode="eval").body)


def _number(node: ast.expr) -> Decimal:
    if isinstance(node, ast.BinOp):
        return _ARITHMETIC[type(node.op)](_number(node.left), _number(node.right))
    assert isinstance(node, ast.Constant), ast.dump(node)
    return Decimal(str(node.value))
