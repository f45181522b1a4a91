"""How much came of what was asked, by the SQL itself: groups of places, and what is asked everywhere."""

from datetime import date
from importlib.resources import files

import duckdb
import pytest

SQL = (files("istmo.collect") / "completeness.sql").read_text("utf-8")
YEAR = {"reporting_year": "2018", "first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}
MADE = """
    create table assigned as select * from (values ('works', 'output')) t(agency, kind);
    create table indicators as select * from (values ('wells', 'output', 'count')) t(code, kind, measure);
    create table places as select * from (values
        ('lands', null), ('alta', 'lands'), ('bera', null), ('alta-north', 'alta')) t(code, parent);
    create table sent as select 'file' as file, 'works' as agency;
    create table applies as select * from (values {applies}) t(indicator, place, agency) where indicator <> '';
    create table serves as select * from (values {serves}) t(indicator, agency, place) where indicator <> '';
    create table figures as select 'file' as file, 'wells' as indicator, place, 'result' as role, '2018' as reporting_year,
        'reported' as state, null::date as period_start, null::date as period_end, 1::decimal(38, 9) as value,
        null::decimal(38, 9) as numerator, null::decimal(38, 9) as denominator
    from (values {told}) t(place) where place <> '';
"""
NOTHING = "('', '', '')"


@pytest.mark.parametrize(
    ("applies", "serves", "told", "asked", "came"),
    [
        ("('wells', 'lands', '')", NOTHING, "('alta-north')", 1, 1),
        ("('wells', 'lands', '')", NOTHING, "('bera')", 1, 0),
        (NOTHING, NOTHING, "('bera')", 1, 1),
        (NOTHING, "('wells', 'works', 'alta'), ('wells', 'works', 'bera')", "('alta-north')", 2, 1),
        (NOTHING, "('wells', 'health', 'alta')", "('')", 1, 0),
        ("('wells', '', 'works')", "('wells', 'works', 'bera')", "('bera')", 1, 1),
    ],
    ids=[
        "in a group",
        "outside it",
        "anywhere",
        "of each activity",
        "nobody's activity",
        "everywhere of one",
    ],
)
def test_what_came_of_what_was_asked(applies: str, serves: str, told: str, asked: int, came: int) -> None:
    with duckdb.connect() as connection:
        connection.execute(MADE.format(applies=applies, serves=serves, told=told))
        assert connection.execute(SQL, YEAR).fetchall() == [("works", asked, came)]
