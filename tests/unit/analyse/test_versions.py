"""Last year's results under this year's framework: told through the mapping, with their old meaning, breaks marked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from istmo.analyse import crosswalk, rollup, trend
from istmo.release.reader import Release, open_release
from tests.unit.release.versions import CHANGES, releases


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    with open_release(releases(tmp_path_factory.mktemp("versions"))[1]) as release:
        yield release


def indicators(release: Release, **where: object) -> list[dict[str, Any]]:
    return [row for row in rollup.ask(release, **where).dicts() if row["row"] == "indicator"]


def test_last_years_results_roll_up_through_the_mapping(second: Release) -> None:
    rows = indicators(second, period="FY2020")
    told = [(row["node"], row["indicator"], row["result"], row["fate"], row["exact"]) for row in rows]
    assert told == [("A", "lamps", 50, "split", False), ("A3", "trained", 7, "kept", True)]
    assert "A2 of plan 1, split into A4, A5; not divided, so it stands above them" in rows[0]["notes"]


def test_a_split_with_shares_is_divided_and_adds_up(tmp_path: Path) -> None:
    changes = {"nodes": [CHANGES["nodes"][0] | {"shares": ["0.75", "0.15"]}]}
    with open_release(releases(tmp_path, changes)[1]) as release:
        answer = rollup.ask(release, period="FY2020").dicts()
    lamps = [(r["row"], r["node"], r["result"]) for r in answer if r["indicator"] == "lamps"]
    assert lamps == [
        ("indicator", "A4", Decimal("37.5")),
        ("indicator", "A5", Decimal("7.5")),
        ("shared", None, Decimal("5")),
        ("total", None, Decimal("50")),
    ]


def test_people_of_a_split_at_the_top_are_counted_once(tmp_path: Path) -> None:
    def top(strategy: dict[str, Any], _: dict[str, Any]) -> None:
        parts = strategy["nodes"][0]["children"][1:3]
        del strategy["nodes"][0]["children"][1:3]
        strategy["nodes"] += parts

    with open_release(releases(tmp_path, edit=top)[1]) as release:
        answer = rollup.ask(release, period="FY2020").dicts()
    lamps = [(r["row"], r["node"], r["result"]) for r in answer if r["indicator"] == "lamps"]
    assert lamps == [
        ("indicator", "A4", 50),
        ("indicator", "A5", 50),
        ("shared", None, -50),
        ("total", None, 50),
    ]


def test_a_value_keeps_the_definition_of_its_time(second: Release) -> None:
    told = [(row["period"], row["definition"]) for row in trend.ask(second, indicator="lamps").dicts()]
    assert told == [
        ("FY2019", "Lamps that burn at night."),
        ("FY2020", "Lamps that burn at night."),
        ("FY2021", "Lamps that burn all night."),
    ]


def test_the_break_is_marked_where_it_falls_and_no_change_is_taken_over_it(second: Release) -> None:
    before, last, now = trend.ask(second, indicator="lamps").dicts()
    assert (last["change"], last["break_kind"], last["break_day"]) == (10, None, None)
    assert before["break_kind"] is None
    assert (now["previous"], now["change"], now["moved"]) == (50, None, None)
    assert (now["break_kind"], now["break_day"]) == ("redefined", date(2020, 10, 1))
    assert now["breaks"] == (
        "redefined from 2020-10-01: definition was “Lamps that burn at night.” and is “Lamps that burn all night.” "
        "(Half a night is none); from 2020-10-01 its node A2 Lamps and patrols is A4 Lamps · A5 Patrols "
        "(Two offices do it)"
    )


def test_another_unit_stands_at_the_new_values_only(tmp_path: Path) -> None:
    def posts(_: dict[str, Any], indicators: dict[str, Any]) -> None:
        indicators["indicators"][0]["unit"] = "posts"

    with open_release(releases(tmp_path, edit=posts)[1]) as release:
        told = [(row["period"], row["unit"]) for row in trend.ask(release, indicator="lamps").dicts()]
        rolled = {row["period"]: row["unit"] for row in indicators(release) if row["indicator"] == "lamps"}
    assert told == [("FY2019", "lamps"), ("FY2020", "lamps"), ("FY2021", "posts")]
    assert rolled == dict(told)


def test_an_objective_that_was_split_breaks_nothing_of_the_numbers(tmp_path: Path) -> None:
    def same(_: dict[str, Any], indicators: dict[str, Any]) -> None:
        indicators["indicators"][0]["definition"] = "Lamps that burn at night."

    with open_release(releases(tmp_path, edit=same)[1]) as release:
        now = trend.ask(release, indicator="lamps").dicts()[-1]
    assert (now["change"], now["break_kind"]) == (10, "node")
    assert "its node A2 Lamps and patrols is A4 Lamps · A5 Patrols" in now["breaks"]


def test_the_crosswalk_says_where_an_indicator_came_from(second: Release) -> None:
    rows = crosswalk.ask(second, to="plan").dicts()
    told = {row["indicator"]: row["told"] for row in rows if row["row"] == "indicator"}
    assert told["lamps"].startswith("its own, through A2 of plan 1, split into A4, A5")
