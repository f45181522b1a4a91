"""What a question leaves out of its SQL, by its parameters or by what a release has, gives nothing: the answer is the same."""

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from istmo.analyse.answer import given, sql
from istmo.analyse.wanted import Wanted, selected
from istmo.release.reader import open_release
from tests.unit.publish import basin

NOWHERE = Wanted()
YEAR = replace(NOWHERE, since=date(2017, 10, 1), until=date(2018, 9, 30))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return basin.write(tmp_path_factory.mktemp("passages") / "release")


@pytest.mark.parametrize(
    "wanted",
    [NOWHERE, replace(NOWHERE, apart=True), replace(NOWHERE, within=""), YEAR, replace(YEAR, within="")],
    ids=["as stated", "apart", "everywhere", "a year", "a year everywhere"],
)
def test_totals_without_passages_are_those_of_the_whole(folder: Path, wanted: Wanted) -> None:
    with open_release(folder) as release:
        asked = selected(release, wanted)
        short = sql("progress", asked)
        told = release.query(short, given(short, asked))
        assert told
        assert len(short) < len(sql("progress")) * 0.9
        assert told == release.query(sql("progress"), asdict(wanted))


def test_what_is_simpler_stands_in_the_place_of_what_is_left_out() -> None:
    """Rules that the release has nothing for are not in the SQL, and none of them is half in it."""
    asked = asdict(replace(NOWHERE, within="")) | {"combined": False, "together": True}
    assert "composed AS (" not in sql("progress", asked)
    assert "composed AS (" in sql("progress", asked | {"combined": True})
    assert "$horizon" not in sql("progress")


def test_passages_are_left_out_where_all_their_parameters_are_absent() -> None:
    without = sql("progress", asdict(NOWHERE))
    assert "climbed AS (" not in without
    assert "climbed AS (" in sql("progress", asdict(replace(NOWHERE, within="")))
    assert "counted AS (" in sql("progress", asdict(YEAR))
    assert not [line for line in without.splitlines() if line.strip().startswith(("--[", "--]"))]
