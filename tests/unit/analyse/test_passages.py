"""What a question leaves out of its SQL when a parameter is absent gives nothing: with it the answer is the same."""

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from istmo.analyse.answer import sql
from istmo.analyse.totals import Wanted
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
    parameters = asdict(wanted)
    with open_release(folder) as release:
        told = release.query(sql("progress", parameters), parameters)
        assert told
        assert told == release.query(sql("progress"), parameters)


def test_passages_are_left_out_where_all_their_parameters_are_absent() -> None:
    without = sql("progress", asdict(NOWHERE))
    assert "levels AS (" not in without
    assert "levels AS (" in sql("progress", asdict(replace(NOWHERE, within="")))
    assert "counted AS (" in sql("progress", asdict(YEAR))
    assert not [line for line in without.splitlines() if line.strip().startswith(("--[", "--]"))]
