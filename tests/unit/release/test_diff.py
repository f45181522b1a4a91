import json
from decimal import Decimal
from pathlib import Path

import pytest

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import TABLES
from istmo.release.changes import as_text
from istmo.release.diff import diff
from tests.unit.release.made import Plan, figure, part, release, row


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Panama's figure goes, Honduras' comes, El Salvador's changes; a place is renamed."""
    old = [figure(activity=None), figure(place="PA", row=3)]
    new = [figure(activity=None, value=Decimal("12.5"), note="recounted", row=9), figure(place="HN", row=3)]
    release(tmp_path / "1", part(tmp_path / "a.parquet", old, "a"))
    places = [
        row(TABLES["places"], code=code, name=f"{code}!", kind="country")
        if code == "PA"
        else (code, name, *rest)
        for code, name, *rest in Plan().tables()["places"]
    ]
    release(
        tmp_path / "2",
        part(tmp_path / "b.parquet", new, "b"),
        number=2,
        title="Second",
        architecture=Plan(places=places),
    )
    return tmp_path / "1", tmp_path / "2"


def test_release_is_the_same_as_itself(built: Path) -> None:
    found = diff(built, built)
    assert found.same
    assert "no table changed" in as_text(found)


def test_figures_added_removed_and_changed_are_told_by_key(two: tuple[Path, Path]) -> None:
    figures = next(table for table in diff(*two).tables if table.name == "figures")
    assert (figures.added, figures.removed, figures.changed) == (1, 1, 1)
    assert figures.rows_added[0]["place"] == "HN"
    assert figures.rows_removed[0]["place"] == "PA"
    (change,) = figures.rows_changed
    assert change.key["place"] == "SV"
    assert "activity" not in change.key
    assert change.values == {"value": (10, Decimal("12.5")), "note": (None, "recounted")}


def test_figure_that_only_came_with_another_submission_did_not_change(tmp_path: Path) -> None:
    release(tmp_path / "1", part(tmp_path / "a.parquet", [figure()], "a"))
    release(tmp_path / "2", part(tmp_path / "b.parquet", [figure(row=7, at="X7")], "b"))
    assert [table.name for table in diff(tmp_path / "1", tmp_path / "2").tables] == ["submissions"]


def test_registers_that_changed_are_told(two: tuple[Path, Path]) -> None:
    tables = {table.name: table for table in diff(*two).tables}
    assert set(tables) == {"figures", "places", "submissions"}
    assert tables["places"].rows_changed[0].values == {"name": ("Panamá", "PA!")}


def test_swapped_releases_swap_what_came_and_went(two: tuple[Path, Path]) -> None:
    there, back = diff(*two), diff(*reversed(two))
    assert [(t.name, t.added, t.removed, t.changed) for t in there.tables] == [
        (t.name, t.removed, t.added, t.changed) for t in back.tables
    ]


def test_json_has_counts_and_rows_as_plain_values(two: tuple[Path, Path]) -> None:
    told = json.loads(json.dumps(diff(*two).to_json()))
    assert told["same"] is False
    assert (told["old"]["number"], told["new"]["number"]) == (1, 2)
    changed = told["tables"]["figures"]["rows"]["changed"]
    assert changed[0]["values"]["value"] == {"old": "10.000000000", "new": "12.500000000"}


def test_text_names_old_and_new_value(two: tuple[Path, Path]) -> None:
    told = as_text(diff(*two))
    assert "figures: 1 added, 1 removed, 1 changed" in told
    assert "value 10 → 12.5; note (empty) → recounted" in told


def test_text_tells_how_many_rows_it_left_out(tmp_path: Path) -> None:
    rows = [figure(breakdown=f"n={n}") for n in range(30)]
    release(tmp_path / "1")
    release(tmp_path / "2", part(tmp_path / "a.parquet", rows))
    assert "… and 10 more; --json gives them" in as_text(diff(tmp_path / "1", tmp_path / "2"))


def test_diff_with_what_is_no_release_is_wrong_use(built: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is not a folder"):
        diff(built, tmp_path / "none")
