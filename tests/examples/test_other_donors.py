"""Other donors in the worked example: their own words, their own numbers, in no total of ours."""

from collections import Counter
from pathlib import Path

import pytest

from istmo.formats import iati
from istmo.spec.architecture import load
from tests.examples import worked_example as example
from tests.unit.formats.iati_files import register, told

THEIRS = example.ROOT / "others" / "iati"
SENT = example.ROOT / "submissions" / "other-donors"
FILE = example.SHARED / "data" / "iati" / "central_america_with_results.xml"


def test_every_activity_and_indicator_is_anothers() -> None:
    architecture = load(example.ROOT)
    own = {row["code"] for row in architecture.records("agencies") if row["own"]}
    activities = example.rows(THEIRS / "activities.csv")
    assert len(activities) == 118
    assert not {row["agency"] for row in activities} & own
    theirs = [row for row in architecture.records("indicators") if row["framework"] is None]
    assert len(theirs) == len(example.rows(THEIRS / "indicators.csv"))
    assert {row["activity"] for row in theirs} <= {row["code"] for row in activities}


def test_works_in_one_of_the_seven_countries() -> None:
    places = Counter(
        row["activity"]
        for row in example.rows(THEIRS / "activity_places.csv")
        if row["place"] in example.COUNTRIES
    )
    assert set(places) == {row["code"] for row in example.rows(THEIRS / "activities.csv")}


def test_groups_say_that_no_split_is_given() -> None:
    groups = [row for row in example.rows(THEIRS / "places.csv") if row["kind"] == "group"]
    assert groups
    assert all("no split" in row["note"] and len(row["members"].split("|")) > 1 for row in groups)


def test_source_says_whose_licence_holds() -> None:
    [source] = [row for row in example.rows(example.ROOT / "sources.csv") if row["code"] == "iati"]
    assert source["licence"] == "As registered by each publisher"
    assert "not for the region" in source["note"]


@pytest.mark.shared
@pytest.mark.skipif(not FILE.is_file(), reason="the reference material is not beside the checkout")
def test_example_has_every_row_of_the_publishers_file(tmp_path: Path) -> None:
    came = iati.read(FILE, tmp_path)
    figures = example.rows(SENT / "figures.csv")
    assert [(row["indicator"], row["role"], row["value_as_written"] or None) for row in figures] == told(
        came.figures, "indicator, role, value_as_written"
    )
    amounts = example.rows(SENT / "transactions.csv")
    assert [(row["stage"], row["value_as_written"]) for row in amounts] == told(
        came.transactions, "stage, value_as_written"
    )
    for table in (
        "agencies",
        "activities",
        "activity_places",
        "activity_sectors",
        "activity_parties",
        "indicators",
    ):
        assert len(example.rows(THEIRS / f"{table}.csv")) == len(register(came, table))
