"""The one context series that is summed here: asylum seekers by origin, from UNHCR's pairs of countries."""

import csv
import gzip

import pytest

from tests.examples import worked_example as example

UNHCR = example.SHARED / "data/migration/unhcr_population_central_america.csv.gz"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not UNHCR.exists(), reason="UNHCR's files are not beside the checkout"),
]


def by_origin(column: str) -> dict[tuple[str, str], int]:
    """A column of UNHCR's table of populations, summed over the countries of asylum, by our place and year."""
    codes = {
        place["iso3"]: place["code"] for place in example.rows(example.ROOT / "places.csv") if place["iso3"]
    }
    sums: dict[tuple[str, str], int] = {}
    with gzip.open(UNHCR, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (codes.get(row["coo_iso"], row["coo_iso"]), row["year"])
            sums[key] = sums.get(key, 0) + int(row[column] or 0)
    return sums


def test_asylum_seekers_are_the_sums_of_their_publisher() -> None:
    told = by_origin("asylum_seekers")
    rows = example.rows(example.ROOT / "submissions/context-2017/unhcr.csv")
    assert len(rows) == 77
    for row in rows:
        assert int(row["value"]) == told[row["place"], row["period"]]


def test_summing_so_gives_the_series_that_is_published_summed() -> None:
    """Refugees by origin, which the World Bank takes from UNHCR: the same way of summing, where it can be checked."""
    told = by_origin("refugees")
    rows = [
        row
        for row in example.context_figures()
        if (row["indicator"], row["period"]) == ("refugees-by-origin", "2017")
        and row["place"] in example.COUNTRIES
    ]
    assert len(rows) == len(example.COUNTRIES)
    for row in rows:
        assert int(row["value"]) == told[row["place"], "2017"], row["place"]
