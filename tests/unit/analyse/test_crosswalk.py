"""A release under another framework: links read from both ends, told in words, nothing counted twice."""

from typing import Any

import pytest

from istmo.analyse import crosswalk
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

FRAMEWORKS = [
    {"code": "f", "title": "Ours", "version": "1", "standing": "main"},
    {"code": "g", "title": "Theirs", "version": "1", "standing": "partner"},
]


def node(framework: str, code: str, position: int) -> Row:
    return {
        "framework": framework,
        "code": code,
        "level": "line",
        "title": code.title(),
        "position": position,
    }


def link(one: str, other: str, match: str) -> Row:
    return {
        "framework": "f",
        "node": one,
        "to_framework": "g",
        "to_node": other,
        "match": match,
        "note": "Why.",
    }


TABLES = REGISTERS | {
    "frameworks": FRAMEWORKS,
    "nodes": [*(node("f", code, n) for n, code in enumerate(("roads", "water", "law"), 1)),
              *(node("g", code, n) for n, code in enumerate(("works", "paved", "rest"), 1))],
    "node_parents": [{"framework": "g", "node": "paved", "parent": "works", "position": 1}],
    "links": [link("roads", "works", "broad"), link("roads", "paved", "exact"), link("water", "works", "related")],
    "indicators": [INDICATOR | {"code": code, "title": code} for code in ("i", "j", "k")],
    "indicator_nodes": [{"indicator": code, "framework": "f", "node": at}
                        for code, at in (("i", "roads"), ("j", "water"), ("k", "law"))],
    "figures": [figure("result", 80), figure("target", 100), figure("result", 7, indicator="k")],
}  # fmt: skip


def asked(**where: Any) -> list[Row]:
    return crosswalk.ask(Store().fill(TABLES), **where).dicts()


def test_links_read_from_the_other_end() -> None:
    rows = asked(to="g", row="match")
    assert [(row["node"], row["other_node"], row["match"], row["exact"]) for row in rows] == [
        ("works", "roads", "narrow", False), ("works", "water", "related", False), ("paved", "roads", "exact", True),
    ]  # fmt: skip
    assert (
        rows[0]["told"]
        == "not exact: the line roads of f is narrower, and holds only a part of what is meant here"
    )
    assert rows[0]["why"] == "Why."


def test_totals_come_over_and_count_where_the_link_is_strongest() -> None:
    rows = asked(to="g", row="indicator")
    assert [(row["node"], row["indicator"], row["result"], row["achievement"], row["counted"]) for row in rows] == [
        ("works", "i", 80, 80, False), ("works", "j", None, None, True), ("paved", "i", 80, 80, True),
    ]  # fmt: skip
    assert rows[0]["notes"] == "also under paved, counted once"
    assert rows[0]["via"] == "f:roads (narrow)"


def test_nodes_that_nothing_reaches_and_indicators_that_reach_none() -> None:
    rows = asked(to="g")
    assert [row["node"] for row in rows if row["row"] == "node" and not row["reached"]] == ["rest"]
    (apart,) = [row for row in rows if row["row"] == "apart"]
    assert (apart["indicator"], apart["result"], apart["counted"]) == ("k", 7, None)
    assert apart["told"] == "reaches no node: no link comes here from f:law"
    total = rows[-1]
    assert (total["nodes"], total["nodes_reached"], total["indicators"], total["not_exact"]) == (3, 2, 2, 1)
    assert total["notes"] == "nodes reached by nothing: 1; indicators of others that reach no node: 1"


def test_the_main_framework_may_be_asked_too() -> None:
    rows = asked(to="f", row="indicator")
    assert {(row["indicator"], row["told"]) for row in rows} == {(code, "its own") for code in "ijk"}


def test_one_period_tells_what_has_nothing_in_it() -> None:
    rows = asked(to="g", period="2016", row="indicator", node="paved")
    assert [(row["indicator"], row["result"], row["status"], row["period"]) for row in rows] == [
        ("i", None, "not_reported", "2016")
    ]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ({"to": "h"}, "no framework h. It has f, g"),
        ({"to": "g", "other": "h"}, "no framework h"),
        ({"to": "g", "place": "XX"}, "no place XX. It has HN"),
        ({"to": "g", "colour": "red"}, "no column colour"),
    ],
)
def test_what_cannot_be_asked_is_refused(where: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence):
        asked(**where)
