"""A release carries what changed since its parent: changes with reasons, fates of nodes, breaks, closed indicators."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from istmo.kernel.problem import InputProblem
from istmo.release.build import build
from istmo.release.reader import open_release
from istmo.release.verify import verify
from istmo.spec.architecture import load
from tests.unit.release.made import part
from tests.unit.release.versions import CHANGES, FIRST, SECOND, architecture, later, releases


def asked(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with open_release(folder) as release:
        return release.query(sql)


HOMES = "SELECT indicator, node, fate, via, share FROM indicator_nodes ORDER BY ALL"


def test_changes_stand_with_their_reasons(tmp_path: Path) -> None:
    _, second = releases(tmp_path)
    told = asked(second, 'SELECT kind, "old", "new", field, reason FROM framework_changes ORDER BY position')
    assert told == [
        ("dropped", "trained", None, None, None),
        ("split", "A2", "A4|A5", None, "Two offices do it"),
        ("redefined", "lamps", "lamps", "definition", "Half a night is none"),
    ]
    assert verify(second) == []


def test_every_old_node_has_its_fate(tmp_path: Path) -> None:
    _, second = releases(tmp_path)
    told = asked(
        second,
        'SELECT what, "old", "new", fate, "by", old_version, version FROM mappings ORDER BY what DESC, "old", "new"',
    )
    versions = ("1", "2")
    assert told == [
        ("node", "A", "A", "kept", "code", *versions),
        ("node", "A1", "A1", "kept", "code", *versions),
        ("node", "A2", "A4", "split", "mapping", *versions),
        ("node", "A2", "A5", "split", "mapping", *versions),
        ("node", "A3", "A3", "kept", "code", *versions),
        ("node", "B", "B", "kept", "code", *versions),
        ("indicator", "lamps", "lamps", "kept", "code", *versions),
        ("indicator", "trained", "", "dropped", None, *versions),
    ]


def test_a_split_without_shares_stands_above_its_parts_undivided(tmp_path: Path) -> None:
    _, second = releases(tmp_path)
    via = "A2 of plan 1, split into A4, A5; not divided, so it stands above them"
    assert asked(second, HOMES) == [
        ("lamps", "A", "split", via, None),
        ("trained", "A3", "kept", "A3 of plan 1, kept", None),
    ]


def test_a_split_with_shares_stands_under_each_with_its_share(tmp_path: Path) -> None:
    changes = {"nodes": [CHANGES["nodes"][0] | {"shares": ["0.75", "0.25"]}]}
    _, second = releases(tmp_path, changes)
    told = [(node, share) for indicator, node, _, _, share in asked(second, HOMES) if indicator == "lamps"]
    assert told == [("A4", Decimal("0.75")), ("A5", Decimal("0.25"))]


def test_a_split_at_the_top_stands_whole_under_each_part(tmp_path: Path) -> None:
    def top(strategy: dict[str, Any], _: dict[str, Any]) -> None:
        parts = strategy["nodes"][0]["children"][1:3]
        del strategy["nodes"][0]["children"][1:3]
        strategy["nodes"] += parts

    _, second = releases(tmp_path, edit=top)
    told = [row for row in asked(second, HOMES) if row[0] == "lamps"]
    assert [row[1] for row in told] == ["A4", "A5"]
    assert all("the whole stands under each" in row[3] for row in told)


def test_a_home_that_authors_name_holds(tmp_path: Path) -> None:
    def named(_: dict[str, Any], indicators: dict[str, Any]) -> None:
        indicators["indicators"][0]["nodes"] = ["A4"]

    _, second = releases(tmp_path, edit=named)
    assert ("lamps", "A4", None, None, None) in asked(second, HOMES)


def test_what_was_dropped_leads_nowhere(tmp_path: Path) -> None:
    changes = {"nodes": [{"old": "A2", "fate": "dropped", "reason": "No longer ours"}]}
    _, second = releases(tmp_path, changes)
    assert [row[0] for row in asked(second, HOMES)] == ["trained"]


def test_breaks_name_the_day_and_what_held_before(tmp_path: Path) -> None:
    _, second = releases(tmp_path)
    told = asked(
        second, "SELECT indicator, first_day, dated, part, earlier, later, reason FROM breaks ORDER BY ALL"
    )
    day = date(2020, 10, 1)
    assert told == [
        (
            "lamps",
            day,
            True,
            "definition",
            "Lamps that burn at night.",
            "Lamps that burn all night.",
            "Half a night is none",
        ),
        ("lamps", day, True, "node", "A2 Lamps and patrols", "A4 Lamps · A5 Patrols", "Two offices do it"),
    ]


def test_without_a_day_the_break_follows_the_last_value(tmp_path: Path) -> None:
    def undated(strategy: dict[str, Any], _: dict[str, Any]) -> None:
        del strategy["effective_on"]

    _, second = releases(tmp_path, edit=undated)
    assert asked(second, "SELECT DISTINCT first_day, dated FROM breaks") == [(date(2020, 10, 1), False)]


def test_an_indicator_that_is_gone_is_kept_closed_for_its_figures(tmp_path: Path) -> None:
    _, second = releases(tmp_path)
    told = asked(second, "SELECT code, closed_on FROM indicators ORDER BY code")
    assert told == [("lamps", None), ("trained", date(2020, 10, 1))]


def test_one_nobody_ever_had_is_still_refused(tmp_path: Path) -> None:
    first, _ = releases(tmp_path)
    strange = part(tmp_path / "strange.parquet", [(*SECOND[0][:0], "wells", *SECOND[0][1:])])
    with pytest.raises(InputProblem, match="wells"):
        build(
            architecture=load(tmp_path / "v2"),
            figures=[strange],
            number=3,
            title="x",
            parent=first,
            out=tmp_path / "3",
        )


def test_a_third_release_under_the_same_framework_keeps_the_past(tmp_path: Path) -> None:
    _, second = releases(tmp_path)
    parts = [part(tmp_path / "a.parquet", FIRST), part(tmp_path / "b.parquet", SECOND)]
    third = tmp_path / "3"
    build(
        architecture=load(tmp_path / "v2"), figures=parts, number=3, title="Third", parent=second, out=third
    )
    assert asked(third, "SELECT count(*) FROM framework_changes") == [(0,)]
    for table in ("indicator_nodes", "mappings", "breaks", "indicators"):
        sql = f"SELECT * FROM {table} ORDER BY ALL"
        assert asked(third, sql) == asked(second, sql)


def test_a_release_without_parent_holds_what_was_declared(tmp_path: Path) -> None:
    strategy, indicators = later()
    read = load(architecture(tmp_path / "v2", strategy, indicators, CHANGES))
    build(architecture=read, figures=[], number=1, title="First", out=tmp_path / "1")
    assert asked(tmp_path / "1", 'SELECT "old", "new", "by", version FROM mappings ORDER BY ALL') == [
        ("A2", "A4", None, None),
        ("A2", "A5", None, None),
    ]
    assert asked(tmp_path / "1", "SELECT count(*) FROM breaks") == [(0,)]
