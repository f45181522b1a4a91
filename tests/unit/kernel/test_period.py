import re
from datetime import date

import pytest

from istmo.kernel.period import Kind, Period, last_year_ended_by, tiles

DAYS = {
    "2016": ("2016-01-01", "2016-12-31", Kind.YEAR),
    "2016-H1": ("2016-01-01", "2016-06-30", Kind.HALF),
    "2016-H2": ("2016-07-01", "2016-12-31", Kind.HALF),
    "2016-Q1": ("2016-01-01", "2016-03-31", Kind.QUARTER),
    "2016-Q4": ("2016-10-01", "2016-12-31", Kind.QUARTER),
    "2016-02": ("2016-02-01", "2016-02-29", Kind.MONTH),
    "2016-06-15": ("2016-06-15", "2016-06-15", Kind.DAY),
    "FY2017": ("2016-10-01", "2017-09-30", Kind.FISCAL_YEAR),
    "FY2017-H1": ("2016-10-01", "2017-03-31", Kind.FISCAL_HALF),
    "FY2017-H2": ("2017-04-01", "2017-09-30", Kind.FISCAL_HALF),
    "2016/2017": ("2016-01-01", "2017-12-31", Kind.SPAN),
    "FY2015/FY2017": ("2014-10-01", "2017-09-30", Kind.SPAN),
    "2015-06/2016-12": ("2015-06-01", "2016-12-31", Kind.SPAN),
    "2016-05-31/2016-07-01": ("2016-05-31", "2016-07-01", Kind.SPAN),
}


@pytest.mark.parametrize("code", DAYS)
def test_parse_days_and_code(code):
    start, end, kind = DAYS[code]
    period = Period.parse(code)
    assert (str(period.start), str(period.end), period.kind) == (start, end, kind)
    assert period.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FY2017-Q1", "2016-Q4"),
        ("FY2017-Q2", "2017-Q1"),
        ("FY2017-Q4", "2017-Q3"),
        ("2016-01/2016-12", "2016"),
        ("2016-10/2017-09", "FY2017"),
        ("2016-04-01/2016-06-30", "2016-Q2"),
        ("2016-06-15/2016-06-15", "2016-06-15"),
        (" fy2017 ", "FY2017"),
        ("2016-q2", "2016-Q2"),
        ("2016-01-01/..", "2016/.."),
        ("UNDATED", "undated"),
    ],
)
def test_parse_same_days_print_alike(text, code):
    assert Period.parse(text).code == code


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2011/..", date(2011, 1, 1), None),
        ("2011-02/..", date(2011, 2, 1), None),
        ("2011-02-03/..", date(2011, 2, 3), None),
        ("../2016", None, date(2016, 12, 31)),
        ("../2016-09", None, date(2016, 9, 30)),
        ("../2016-09-29", None, date(2016, 9, 29)),
    ],
)
def test_parse_open_ends(code, start, end):
    period = Period.parse(code)
    assert (period.start, period.end, period.kind, period.code) == (start, end, Kind.OPEN, code)
    assert period.previous() is None
    assert period.following() is None


def test_wording_is_kept_beside_the_days():
    period = Period.parse("2016/2017", "early 2016 to mid-2017")
    assert (period.code, str(period)) == ("2016/2017", "early 2016 to mid-2017")
    assert str(Period.parse("2016")) == "2016"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("FY17", "did you mean FY2017?"),
        ("2017Q2", "did you mean 2017-Q2?"),
        ("Q2 FY2017", "did you mean FY2017-Q2?"),
        ("2016-2017", "did you mean 2016/2017?"),
        ("2016-5", "did you mean 2016-05?"),
        ("06/2017", "did you mean 2017-06?"),
        ("2016-13", "“2016-13” is not a day or month of the calendar"),
        ("2017-02-29", "“2017-02-29” is not a day or month of the calendar"),
        ("FY2017-06", "write it like one of"),
        ("next year", "write it like one of"),
        ("", "write it like one of"),
        ("0999", "write it like one of"),
        ("２０１６", "write it like one of"),
        ("../..", "write undated"),
        ("2017/2016", "ends (2016-12-31) before it begins (2017-01-01)"),
    ],
)
def test_parse_refuses_in_a_sentence(text, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        Period.parse(text)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("2016", "2015", "2017"),
        ("FY2017", "FY2016", "FY2018"),
        ("FY2017-H1", "FY2016-H2", "FY2017-H2"),
        ("2016-Q1", "2015-Q4", "2016-Q2"),
        ("2016-03", "2016-02", "2016-04"),
        ("2016-03-01", "2016-02-29", "2016-03-02"),
        ("2015/2017", "2012/2014", "2018/2020"),
        ("2016-01-02/2016-01-03", "2015-12-31/2016-01-01", "2016-01-04/2016-01-05"),
    ],
)
def test_previous_and_following_have_the_same_length(code, before, after):
    period = Period.parse(code)
    assert period.previous() == Period.parse(before)
    assert period.following() == Period.parse(after)


def test_previous_before_the_calendar_begins_is_none():
    assert Period(date(1, 1, 1), date(1, 12, 31)).previous() is None
    assert Period(date(9999, 12, 31), date(9999, 12, 31)).following() is None


@pytest.mark.parametrize(
    ("code", "told"),
    [("2017-Q1", "FY2017-Q2"), ("2016-Q4", "FY2017-Q1"), ("2017-Q3", "FY2017-Q4"), ("2017", "2017")],
)
def test_fiscal_code_of_quarters(code, told):
    assert Period.parse(code).fiscal_code == told
    assert Period.parse(told) == Period.parse(code)


def test_contains_and_overlaps():
    year, fiscal, since = Period.year(2016), Period.fiscal_year(2017), Period.parse("2011/..")
    undated = Period.parse("undated")
    assert year.contains(Period.parse("2016-Q4"))
    assert fiscal.contains(Period.parse("2016-Q4"))
    assert not fiscal.contains(year)
    assert year.overlaps(fiscal)
    assert since.contains(year)
    assert not year.contains(since)
    assert not since.overlaps(Period.year(2010))
    assert not undated.contains(undated)
    assert not undated.overlaps(year)


def test_last_year_ended_by_reads_context_beside_a_fiscal_year():
    assert last_year_ended_by(date(2017, 9, 30)) == Period.year(2016)
    assert last_year_ended_by(date(2017, 12, 31)) == Period.year(2017)


@pytest.mark.parametrize(
    ("whole", "parts", "covers"),
    [
        ("2016", ["2016-Q3", "2016-H1", "2016-Q4"], True),
        ("FY2017", ["2016-Q4", "2017-H1", "2017-Q3"], True),
        ("2016", ["2016-Q1", "2016-Q2", "2016-Q4"], False),
        ("2016", ["2016-H1", "2016-Q2", "2016-H2"], False),
        ("2016", ["2016", "2016"], True),
        ("2016", [], False),
        ("2016", ["2016-H1"], False),
        ("2016/..", ["2016"], False),
        ("2016", ["2016-H1", "2016-07/.."], False),
    ],
)
def test_tiles_without_gap_or_doubling(whole, parts, covers):
    assert tiles(Period.parse(whole), [Period.parse(part) for part in parts]) is covers


def test_sort_key_puts_open_starts_first_and_undated_last():
    codes = ["undated", "2016", "2016-Q1", "2016/..", "../2015", "2015"]
    ordered = sorted((Period.parse(code) for code in codes), key=lambda period: period.sort_key)
    assert [period.code for period in ordered] == ["../2015", "2015", "2016-Q1", "2016", "2016/..", "undated"]
