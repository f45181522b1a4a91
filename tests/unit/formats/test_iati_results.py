"""IATI: every numeric value of a baseline, target or actual is one figure, and what is no number stays as text."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.formats.iati_files import (
    activity,
    came_of,
    codes,
    document,
    indicator,
    period,
    register,
    told,
)


def test_results_give_one_row_an_element(tmp_path: Path) -> None:
    inside = '<baseline year="2016" iso-date="2016-12-31" value="10"/>' + period(
        '<target value="20"/><actual value="18.50"><comment><narrative>Rain.</narrative></comment></actual>'
    )
    came = came_of(tmp_path, document(activity(indicator(inside))))
    assert told(
        came.figures, "role, value, value_as_written, period_start::VARCHAR, period_end::VARCHAR"
    ) == [
        ("baseline", Decimal(10), "10", "2016-01-01", "2016-12-31"),
        ("target", Decimal(20), "20", "2017-10-01", "2018-09-30"),
        ("result", Decimal("18.5"), "18.50", "2017-10-01", "2018-09-30"),
    ]
    assert told(came.figures, "DISTINCT indicator, place, agency, activity, source, unit") == [
        ("XX-1-A.r1.i1", "HN", "XX-1", "XX-1-A", "iati", None)
    ]
    assert told(came.figures, "as_of::VARCHAR, note") == [("2016-12-31", None), (None, None), (None, "Rain.")]
    assert came.problems == ()


def test_rows_bear_the_line_and_the_path(tmp_path: Path) -> None:
    lines = indicator(period('<target value="1"/>\n<actual value="2"/>') + period('<actual value="3"/>\n'))
    came = came_of(tmp_path, document(activity(lines)))
    assert told(came.figures, '"row", "at"') == [
        (1, "line 3: result[1]/indicator[1]/period[1]/target[1]"),
        (2, "line 4: result[1]/indicator[1]/period[1]/actual[1]"),
        (3, "line 4: result[1]/indicator[1]/period[2]/actual[1]"),
    ]
    apart = indicator(period('<target value="1"/>\n<actual value="2"/>\n'))
    assert told(came_of(tmp_path / "b", document(activity(apart))).figures, '"row"') == [(3,), (4,)]


@pytest.fixture(autouse=True)
def _second_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()


@pytest.mark.parametrize("measure", ["1", "2", "3", "4", "5", "", "unit"])
def test_a_number_is_a_figure_whatever_the_measure(tmp_path: Path, measure: str) -> None:
    came = came_of(tmp_path, document(activity(indicator(period('<actual value="62"/>'), measure))))
    assert told(came.figures, "value, unit") == [(Decimal(62), "percent" if measure == "2" else None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.00", "10"),
        ("-3", "-3"),
        (" 10 ", "10"),
        (".5", "0.5"),
        ("7.", "7"),
        ("-0", "0"),
        ("000000000000000000000012", "12"),
    ],
)
def test_numbers_are_those_of_xpath(tmp_path: Path, text: str, value: str) -> None:
    came = came_of(tmp_path, document(activity(indicator(period(f'<actual value="{text}"/>')))))
    assert told(came.figures, "value, value_as_written") == [(Decimal(value), text)]
    assert came.problems == ()


@pytest.mark.parametrize(
    "text",
    ["1,000", "12%", "1e3", "TBD", "+5", "- 5", "--5", ".", "-", "NaN", "1 000", "٣", "11,36", "1.2.3"],
)
def test_what_is_no_number_is_told_and_stays_as_text(tmp_path: Path, text: str) -> None:
    came = came_of(tmp_path, document(activity(indicator(period(f'<actual value="{text}"/>')))))
    assert told(came.figures, "state, value, value_as_written") == [("reported", None, text)]
    [problem] = came.problems
    assert (problem.code, problem.severity, problem.where.row) == ("value_not_a_number", "warning", 3)
    assert f"“{text}”" in problem.found


def test_text_of_a_qualitative_indicator_is_only_noted(tmp_path: Path) -> None:
    inside = period(
        '<target value="Yes"/><actual><comment><narrative>The law is in force</narrative></comment></actual>'
    )
    came = came_of(tmp_path, document(activity(indicator(inside, "5"))))
    assert told(came.figures, "state, value, value_as_written, note") == [
        ("reported", None, "Yes", None),
        ("reported", None, "The law is in force", None),
    ]
    assert [(problem.code, problem.severity) for problem in came.problems] == [("value_is_text", "note")]


def test_element_without_a_value_is_a_row_only_if_it_has_a_comment(tmp_path: Path) -> None:
    inside = '<baseline year="2015"/>' + period(
        '<target value=" "/><actual><comment><narrative>Not measured</narrative></comment></actual>'
    )
    came = came_of(tmp_path, document(activity(indicator(inside))))
    assert told(came.figures, "role, state, value, note") == [
        ("result", "not_available", None, "Not measured")
    ]
    assert [(problem.code, problem.where.header) for problem in came.problems] == [
        ("no_value", "baseline/@value"),
        ("no_value", "target/@value"),
    ]
    assert register(came, "indicators")[0]["caveat"] == "A baseline of 2015 is named without a value"


@pytest.mark.parametrize(
    ("text", "fits"), [("9" * 20, True), ("1" + "0" * 20, False), ("9" * 20 + "." + "9" * 10, False)]
)
def test_number_of_too_many_digits_is_told(tmp_path: Path, text: str, fits: bool) -> None:
    came = came_of(tmp_path, document(activity(indicator(period(f'<actual value="{text}"/>')))))
    assert told(came.figures, "value, value_as_written") == [(Decimal(text) if fits else None, text)]
    assert codes(came) == ([] if fits else ["value_not_a_number"])


def test_more_than_nine_decimals_are_rounded_and_noted(tmp_path: Path) -> None:
    came = came_of(tmp_path, document(activity(indicator(period('<actual value="0.1234567895"/>')))))
    assert told(came.figures, "value, value_as_written") == [(Decimal("0.123456790"), "0.1234567895")]
    assert codes(came) == ["rounded"]


def test_dimensions_and_locations_are_the_breakdown(tmp_path: Path) -> None:
    place = '<location ref="L1"><name><narrative>Choluteca</narrative></name></location>'
    inside = period(
        '<actual value="3"><location ref="L1"/><dimension name="sex" value="female"/>'
        '<dimension name="Age (-18/18+)" value="18; and=over"/></actual>'
        '<actual value="4"><dimension name="sex" value="a"/><dimension name="sex" value="b"/></actual>'
        '<actual value="5"><dimension name="" value="x"/><dimension name="disabled"/></actual>'
    )
    came = came_of(tmp_path, document(activity(indicator(inside), place)))
    assert told(came.figures, "breakdown, note") == [
        (
            "Age (-18/18+)=18 and over;location=L1;sex=female",
            "Location L1: Choluteca; As published: Age (-18/18+) = 18; and=over",
        ),
        ("sex=a;sex 2=b", None),
        ("dimension=x;disabled=not stated", None),
    ]


def test_elements_that_nothing_tells_apart_are_kept_each(tmp_path: Path) -> None:
    twice = period('<target value="1"/><target value="2"/><actual value="1"/>')
    came = came_of(tmp_path, document(activity(indicator(twice + twice))))
    assert told(came.figures, "role, breakdown, value") == [
        ("target", "", 1),
        ("target", "element=2", 2),
        ("result", "", 1),
        ("target", "element=3", 1),
        ("target", "element=4", 2),
        ("result", "element=2", 1),
    ]
    assert [(problem.code, problem.count) for problem in came.problems] == [
        ("element_again", 3),
        ("element_again", 1),
    ]


@pytest.mark.parametrize(
    ("dates", "period_", "problem"),
    [
        ("", ("undated", ""), "period_not_readable"),
        ('<period-start iso-date="2018-01-01"/>', ("2018-01-01", ""), "period_open"),
        ('<period-end iso-date="2018-12-31Z"/>', ("..2018-12-31", ""), "period_open"),
        (
            "<period-start>2018-01-01</period-start><period-end>2018-12-31</period-end>",
            ("2018-01-01..2018-12-31", ""),
            "",
        ),
        (
            '<period-start iso-date="2019-01-01"/><period-end iso-date="2018-12-31"/>',
            ("undated", "2019-01-01/2018-12-31"),
            "period_not_readable",
        ),
        ('<period-start iso-date="soon"/>', ("undated", "soon"), "period_not_readable"),
    ],
)
def test_periods_that_lack_dates_are_open_or_undated_and_told(
    tmp_path: Path, dates: str, period_: tuple[str, str], problem: str
) -> None:
    came = came_of(tmp_path, document(activity(indicator(f'<period>{dates}<actual value="1"/></period>'))))
    [(start, end, words)] = told(
        came.figures, "period_start::VARCHAR, period_end::VARCHAR, period_as_written"
    )
    shown = f"{start or ''}{'..' if end else ''}{end or ''}" or "undated"
    assert ((shown, words or ""), codes(came)) == (period_, [problem] if problem else [])


@pytest.mark.parametrize(
    ("attributes", "days"),
    [
        ('year="2016"', ("2016-01-01", "2016-12-31", None)),
        ('year="2016" iso-date="2016-06-30"', ("2016-01-01", "2016-12-31", "2016-06-30")),
        ('iso-date="2016-06-30"', ("2016-06-30", "2016-06-30", None)),
        ('year="20"', (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_baseline_has_the_period_of_its_year_or_day(
    tmp_path: Path, attributes: str, days: tuple[str | None, ...]
) -> None:
    came = came_of(tmp_path, document(activity(indicator(f'<baseline {attributes} value="1"/>'))))
    assert told(came.figures, "period_start::VARCHAR, period_end::VARCHAR, as_of::VARCHAR") == [days]
    assert codes(came) == ([] if days[0] else ["period_not_readable"])


def test_values_outside_of_an_indicator_are_not_lost(tmp_path: Path) -> None:
    stray = '<baseline year="2016" value="1"/><result type="2"><actual value="2"/><period><target value="3"/></period></result>'
    came = came_of(tmp_path, document(activity(stray)))
    assert told(came.figures, "indicator, value") == [
        ("XX-1-A.r0.i0", 1),
        ("XX-1-A.r1.i0", 2),
        ("XX-1-A.r1.i0", 3),
    ]


def test_iati_1_is_read_alike(tmp_path: Path) -> None:
    old = (
        '<iati-activity default-currency="EUR"><iati-identifier>XX-1-B</iati-identifier>'
        '<reporting-org ref="XX-1" type="10">Ministry of Roads</reporting-org>'
        '<title xml:lang="fr">Une route</title><title xml:lang="en">A road</title>'
        '<participating-org role="Funding" ref="XX-2">The bank</participating-org>'
        '<activity-date type="start-actual" iso-date="2010-01-01"/><recipient-country code="HN" percentage="100"/>'
        '<sector vocabulary="DAC" code="21020">Roads</sector>'
        '<transaction><transaction-type code="D">Disbursement</transaction-type>'
        '<value value-date="2010-05-01">250</value><transaction-date iso-date="2010-05-02"/></transaction>'
        '<result type="1"><title>Roads</title><indicator measure="1"><title>Kilometres</title>'
        '<baseline year="2009" value="4"><comment>By hand</comment></baseline>'
        "<period><period-start>2010-01-01</period-start><period-end>2010-12-31</period-end>"
        '<target value="8"/><actual value="9"/></period></indicator></result></iati-activity>'
    )
    came = came_of(tmp_path, document(old, version="1.03"))
    assert told(came.figures, "role, value, note") == [
        ("baseline", 4, "By hand"),
        ("target", 8, None),
        ("result", 9, None),
    ]
    assert told(came.transactions, "stage, amount, currency") == [("disbursed", 250, "EUR")]
    assert register(came, "activities")[0]["title"] == "A road"
    assert register(came, "activity_parties")[0]["role"] == "funding"
    assert register(came, "activity_sectors")[0] == {
        "activity": "XX-1-B",
        "vocabulary": "DAC-5",
        "sector": "21020",
        "title": "Road transport",
    }
    assert came.problems == ()
