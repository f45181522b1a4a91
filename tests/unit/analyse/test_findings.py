"""Each rule of the question claims: an example that it finds, and one that it does not, in findings/<code>.yaml."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from istmo.analyse import claims
from istmo.analyse.findings.rules import ABOUT, KINDS, rules
from istmo.kernel.tables import TABLES
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

EXAMPLES = Path(__file__).parent / "findings"
RULES = {rule.code: rule for rule in rules()}
YEAR = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
ONE = {
    "framework": {"code": "f", "title": "The plan", "version": "1"},
    "indicator": INDICATOR | {"code": "i", "title": "Roads"},
    "place": {"code": "HN", "name": "Honduras", "kind": "country"},
    "figure": FIGURE
    | YEAR
    | {"indicator": "i", "place": "HN", "agency": "usaid", "activity": "roads", "source": "d"},
}
DEFAULTS: dict[str, Row] = {
    "claims": {"source": "d", "text": "It is so.", "indicator": "i", "place": "HN", "period": "2016"} | YEAR,
    "figures": ONE["figure"] | {"value": 5},
    "indicators": ONE["indicator"],
    "horizons": {"open_ended": False},
    "nodes": {"position": 1},
    "transactions": YEAR | {"currency": "USD", "kind": "increment", "provider": "us", "place": "HN"},
}
ALWAYS: dict[str, list[Row]] = {
    "agencies": [{"code": "usaid", "name": "USAID", "own": True, "kind": "government"}],
    "activities": [{"code": "roads", "title": "Roads"}],
    "sources": [
        {"code": "d", "title": "A document", "kind": "own", "publisher": "P", "published_on": "2017"},
        {"code": "d2", "title": "Another", "kind": "own", "publisher": "P", "published_on": "2017"},
    ],
}


def filled(example: Mapping[str, Any]) -> Store:
    """A release of one framework, indicator, place and result, changed and added to as an example says."""
    one = {name: {**row, **example.get(name, {})} for name, row in ONE.items()}
    tables = {f"{name}s": [row] for name, row in one.items()}
    tables["figures"] = [{"value": 5, **one["figure"]}]
    for name in dict.fromkeys((*ALWAYS, *example)):
        if name in ONE:
            continue
        given = [{**DEFAULTS.get(name, {}), **row} for row in example.get(name, ())]
        tables[name] = [*tables.get(name, ()), *ALWAYS.get(name, ()), *given]
    for name, rows in tables.items():
        unknown = {column for row in rows for column in row} - set(TABLES[name].names)
        assert not unknown, f"{name} has no column {unknown}"
    return Store().fill(tables)


def found(example: Mapping[str, Any], code: str) -> list[Row]:
    """What one rule finds in an example."""
    return claims.ask(filled(example), rule=code, row="finding").dicts()


def examples(code: str) -> Any:
    return YAML(typ="safe").load((EXAMPLES / f"{code}.yaml").read_text(encoding="utf-8"))


def test_each_rule_has_an_example_and_each_example_a_rule() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.yaml")) == sorted(RULES)


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_finds_what_its_example_has_and_nothing_in_the_other(code: str) -> None:
    given = examples(code)
    finds = found(given["finds"], code)
    assert finds
    for one in finds:
        assert one["sentence"].endswith("."), one["sentence"]
        assert "None" not in one["sentence"]
        assert "()" not in one["sentence"]
    assert found(given["does_not"], code) == []


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_has_a_head_that_can_be_read(code: str) -> None:
    rule = RULES[code]
    assert rule.kind in KINDS
    assert rule.about in ABOUT
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")


@pytest.mark.parametrize("code", sorted(code for code, rule in RULES.items() if rule.kind == "look_here"))
def test_a_rule_about_words_shows_them(code: str) -> None:
    for one in found(examples(code)["finds"], code):
        assert one["sentence"].startswith("Look here: ")
        assert one["words"]
        assert one["kind"] == "look_here"
