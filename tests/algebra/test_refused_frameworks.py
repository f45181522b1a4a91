"""A framework whose algebra contradicts itself is refused by the command: rule named, nearest preset proposed."""

import re
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from istmo.cli.app import main
from istmo.kernel.algebra import Algebra, Counts, Direction, Measure, OverPlaces, OverSeries, Statistic, Time
from istmo.kernel.algebra import contradictions as rules_broken
from tests.algebra.building import write_framework
from tests.algebra.reading import Case

#: What an author wrote, a piece of the rule, and the preset proposed.
REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"preset": "people_reached", "algebra": {"over_series": "sum"}}, "may be counted twice", "people_reached"),
    ({"preset": "stock", "algebra": {"counts": "people"}}, "may be counted twice", "people_reached"),
    ({"preset": "things_delivered", "algebra": {"over_series": "range"}}, "range is for people", "things_delivered"),
    ({"preset": "amount", "unit": "USD", "algebra": {"over_series": "range"}}, "range is for people", "amount"),
    ({"preset": "percentage", "algebra": {"over_series": "sum"}}, "ratios are never added", "percentage"),
    ({"preset": "percentage", "algebra": {"over_series": "range"}}, "ratios are never added", "percentage"),
    ({"preset": "percentage", "algebra": {"time": "running"}}, "a ratio is no running total", "percentage"),
    ({"preset": "things_delivered", "algebra": {"over_series": "ratio"}}, "which only a ratio has", "things_delivered"),
    ({"preset": "percentage", "per": None}, "a ratio says its per", "percentage"),
    ({"preset": "things_delivered", "per": 100}, "a ratio says its per", "things_delivered"),
    ({"preset": "amount", "unit": "USD", "algebra": {"bounded": True}}, "only a ratio has", "amount"),
    ({"preset": "amount", "unit": "USD", "algebra": {"counts": "things"}}, "a count says what it counts", "amount"),
    ({"preset": "people_reached", "algebra": {"counts": None}}, "a count says what it counts", "people_reached"),
    ({"preset": "score", "algebra": {"over_places": "sum"}}, "a score is never added up", "score"),
    ({"preset": "mean_time", "unit": "days", "algebra": {"time": "flow"}}, "quantity is never added up", "mean_time"),
    ({"preset": "change", "algebra": {"over_series": "sum"}}, "a change is never added up", "change"),
    ({"preset": "things_delivered", "algebra": {"statistic": "median"}}, "of a quantity only", "things_delivered"),
    ({"preset": "score", "states": ["low", "high"]}, "states belong to a milestone", "score"),
    ({"preset": "milestone", "states": ["planned"]}, "at least two states", "milestone"),
    ({"preset": "milestone", "states": ["a", "b"], "direction": "down"}, "from its first state", "milestone"),
    ({"preset": "change", "algebra": {"time": "stock"}}, "not read at the end of a period", "change"),
    ({"preset": "stock", "algebra": {"over_series": "none"}}, "places add up as series do", "stock"),
    ({"preset": "text", "direction": "up"}, "a text has no direction", "text"),
]  # fmt: skip

#: A rule that no file can break: its reader refuses the value before.
REFUSED_BEFORE = {"per is a number above zero"}


@pytest.mark.parametrize(
    ("written", "rule", "nearest"), REFUSED, ids=[f"{r}: {w['preset']}" for w, r, _ in REFUSED]
)
def test_command_names_rule_and_nearest_preset(
    written: dict[str, Any], rule: str, nearest: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = check({"code": "odd", **written}, tmp_path, capsys)
    assert code == 1
    assert rule in told
    assert f"the nearest preset is {nearest}" in told
    assert "indicators.yaml" in told


def test_per_of_nought_is_refused_by_its_reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = check({"code": "odd", "preset": "percentage", "per": 0}, tmp_path, capsys)
    assert code == 1
    assert "above 0" in told


def test_indicator_within_itself_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = check({"code": "odd", "preset": "percentage", "within": "odd"}, tmp_path, capsys)
    assert code == 1
    assert "odd under odd" in told


def test_every_rule_is_broken_by_one_of_these() -> None:
    known = {_rule(told) for told in _every_contradiction()} - REFUSED_BEFORE
    unbroken = [rule for rule in sorted(known) if not any(piece in rule for _, piece, _ in _general())]
    assert unbroken == []


def check(indicator: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code of `istmo framework check` and all it says, as one line."""
    framework = write_framework(Case("odd", "", [indicator], []), folder / "framework")
    try:
        main(["framework", "check", str(framework)])
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    out, err = capsys.readouterr()
    return code, " ".join(f"{out} {err}".split())


def _general() -> list[tuple[dict[str, Any], str, str]]:
    return [(written, _rule(rule), nearest) for written, rule, nearest in REFUSED]


def _rule(told: str) -> str:
    """A rule without the measure it names and without the preset proposed."""
    return re.sub(r"\b(a )?(quantity|score|change|milestone|text) is never", "it is never", told).partition(
        "; the"
    )[0]


def _every_contradiction() -> set[str]:
    """The rules that any combination of the closed lists breaks."""
    counts: tuple[Counts | None, ...] = (None, *Counts)
    statistics: tuple[Statistic | None, ...] = (None, *Statistic)
    fields = (
        Measure, counts, Time, OverPlaces, OverSeries, (Direction.UP, Direction.NONE), (None, Decimal(0), Decimal(100)),
        (False, True), statistics, ((), ("a",), ("a", "b")),
    )  # fmt: skip
    return {told for cells in product(*fields) for told in rules_broken(Algebra(*cells))}
