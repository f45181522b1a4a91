"""Effect: what is told of a pair, what is not, and with which words."""

import re
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from istmo.analyse import effect
from istmo.kernel._compared import DESIGNS
from istmo.kernel.problem import WrongUse
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

RATIO = {
    "measure": "ratio",
    "counts": None,
    "per": Decimal(100),
    "bounded": True,
    "kind": "outcome",
    "time": "none",
}
INDICATORS = [
    INDICATOR | {"code": "deaths", "title": "Deaths", "kind": "outcome", "direction": "down", "unit": "deaths"},
    INDICATOR | {"code": "killed", "title": "Killed", "kind": "context", "time": "none", "preferred_source": "un"},
    INDICATOR | {"code": "wells", "title": "Wells"},
    INDICATOR | {"code": "open", "title": "Open clinics", "kind": "outcome", "time": "stock"},
    INDICATOR | RATIO | {"code": "won", "title": "Cases won", "unit": "percent"},
    INDICATOR | RATIO | {"code": "won-by-all", "title": "Cases won by all", "kind": "context", "unit": "percent"},
    INDICATOR | RATIO | {"code": "rate", "title": "Rate", "per": Decimal(100000), "bounded": False},
    INDICATOR | {"code": "wait", "title": "Wait", "kind": "outcome", "measure": "quantity", "counts": None, "unit": "days"},
    INDICATOR | {"code": "less", "title": "Change", "kind": "outcome", "measure": "change", "counts": None, "unit": "percent"},
]  # fmt: skip
PLACES = [{"code": code, "name": name, "kind": "country"} for code, name in (("A", "Alta"), ("B", "Bera"))]
AGENCIES = [{"code": code, "name": code, "own": True} for code in ("one", "two")]
COMPARISON = {
    "code": "c", "text": "Compared", "indicator": "won", "place": "A", "period": "2016", "period_start": date(2016, 1, 1),
    "period_end": date(2016, 12, 31), "breakdown": "", "against": "baseline", "comparator_period": "2015",
    "comparator_start": date(2015, 1, 1), "comparator_end": date(2015, 12, 31), "design": "before_after",
    "chosen_because": "other",
}  # fmt: skip
#: Words that say why: nothing but a matched or a drawn group may be spoken of so.
STRONG = re.compile(
    r"\b(effect|caus\w+|reduc\w+|increas\w+|improv\w+|impact|achiev\w+|due|result\w*|thanks|led|help\w*)\b",
    re.I,
)


def figure(indicator: str, year: int, value: object = None, place: str = "A", **more: Any) -> Row:
    days = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    told = {
        "indicator": indicator,
        "place": place,
        "agency": "one",
        "source": "un",
        "submission": "s",
        "row": year,
    }
    return FIGURE | days | told | {"value": None if value is None else Decimal(str(value))} | more


def share(indicator: str, year: int, cases: int, of: int, place: str = "A", **more: Any) -> Row:
    numbers = {"numerator": Decimal(cases), "denominator": Decimal(of)}
    return figure(indicator, year, place=place, **numbers, **more)


def beside(place: str = "B", indicator: str = "won", **more: Any) -> Row:
    other = {
        "against": "group",
        "comparator_indicator": indicator,
        "comparator_place": place,
        "comparator_breakdown": "",
        "comparator_period": "2016",
        "comparator_start": date(2016, 1, 1),
        "comparator_end": date(2016, 12, 31),
        "design": "comparison_group",
        "groups_overlap": "no",
    }
    return COMPARISON | other | more


def asked(figures: list[Row], *comparisons: Row, **where: object) -> list[Row]:
    tables: dict[str, Any] = {"places": PLACES, "agencies": AGENCIES, "indicators": INDICATORS}
    tables |= {"figures": figures, "comparisons": comparisons}
    return effect.ask(Store().fill(tables), **where).dicts()


def one(figures: list[Row], comparison: Row, **where: object) -> Row:
    [row] = asked(figures, comparison, **where)
    return row


def test_shares_of_two_periods_have_a_score_interval() -> None:
    row = one([share("won", 2016, 56, 70), share("won", 2015, 48, 80)], COMPARISON)
    assert (row["value"], row["n"], row["base"], row["base_n"]) == (80, 70, 60, 80)
    assert (row["change"], row["estimate"], row["low"], row["high"]) == (
        20,
        20,
        Decimal("5.243"),
        Decimal("33.39"),
    )
    assert (row["confidence"], row["estimate_of"]) == (95, "difference in percentage points")
    assert "Newcombe" in row["method"]
    assert "60 percent in 2015, 80 percent in 2016: it rose by 20 percentage points." in row["sentence"]
    assert "more than chance alone would make. A before and after" in row["sentence"]


def test_counts_of_two_years_have_an_exact_interval() -> None:
    comparison = COMPARISON | {"indicator": "deaths"}
    row = one([figure("deaths", 2016, 9), figure("deaths", 2015, 16)], comparison)
    assert (row["estimate"], row["low"] < 1 < row["high"]) == (Decimal("0.5625"), True)
    assert "chance alone could make it" in row["sentence"]
    assert "small base: fewer than 20 events (9 and 16)" in row["notes"]
    assert "a full count and no sample" in row["notes"]
    assert row["change_percent"] == Decimal("-43.75")


def test_ninety_six_beside_seventy_four_shows_no_effect_size() -> None:
    comparison = beside("A", "won-by-all", groups_overlap="unknown", chosen_because="unknown")
    row = one([figure("won", 2016, 96), figure("won-by-all", 2016, 74, role="context")], comparison)
    assert row["no_interval"] == "denominators not given; groups may overlap"
    assert [row[name] for name in ("change", "change_percent", "estimate", "low", "high", "confidence")] == [
        None
    ] * 6
    assert "base not given" in row["notes"]
    assert "96 percent in 2016; beside it Cases won by all: 74 percent in 2016" in row["sentence"]


def test_a_group_inside_another_is_compared_with_the_rest_of_it() -> None:
    comparison = beside("A", "won-by-all", groups_overlap="nested", n=Decimal(50), comparator_n=Decimal(200))
    row = one([figure("won", 2016, 96), figure("won-by-all", 2016, 74, role="context")], comparison)
    assert row["rest"] == Decimal("66.666666667")
    assert (row["change"], row["estimate"]) == (None, Decimal("29.33"))
    assert "48 of 50 counted back from 96 percent" in row["notes"]
    assert "148 of 200 counted back from 74 percent" in row["notes"]
    assert "from the rest of that group" in row["sentence"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"groups_overlap": "yes"}, "some cases are in both groups"),
        ({"groups_overlap": "nested"}, "is said to lie inside the other, and the numbers do not fit that"),
    ],
)
def test_groups_that_are_not_separate_have_no_interval(more: Row, why: str) -> None:
    row = one([share("won", 2016, 9, 10), share("won", 2016, 30, 90, "B")], beside(**more) | {"place": "B"} | {
        "comparator_place": "A"
    })  # fmt: skip
    assert why in row["no_interval"]
    assert (row["low"], row["change"]) == (None, None)


def test_percent_that_no_whole_number_of_cases_gives_is_told() -> None:
    comparison = beside(n=Decimal(30), comparator_n=Decimal(200))
    row = one([figure("won", 2016, 96), figure("won", 2016, 74, "B")], comparison)
    assert row["no_interval"] == "no whole number of cases out of 30 gives 96 percent"


def test_a_change_without_a_base() -> None:
    comparison = COMPARISON | {"indicator": "less", "chosen_because": "unknown"}
    row = one([figure("less", 2016, -42, base_period="2015")], comparison)
    assert row["no_interval"] == "base not given: the source tells the change alone"
    assert row["notes"].startswith("base not given; why it was chosen is not told")
    assert row["sentence"].startswith("Change, Alta: told as a change of -42 percent on 2015.")
    assert row["change"] is None


def test_percent_change_of_a_mean_without_an_interval() -> None:
    comparison = COMPARISON | {"indicator": "wait"}
    row = one([figure("wait", 2016, 82), figure("wait", 2015, 278, role="baseline")], comparison)
    assert row["change_percent"] == Decimal("-70.503597122")
    assert row["no_interval"] == "an average or a quantity, and how its cases spread is not told"
    assert "it fell by 70.5 percent" in row["sentence"]


def test_units_that_differ_are_not_compared() -> None:
    comparison = COMPARISON | {"indicator": "wait"}
    row = one([figure("wait", 2016, 2), figure("wait", 2015, 3, unit="weeks")], comparison)
    assert (row["change"], row["no_interval"]) == (None, "the units differ (days and weeks): not compared")


def test_range_has_no_single_change() -> None:
    comparison = COMPARISON | {"indicator": "wait"}
    ranged = figure("wait", 2016, low=Decimal(1), high=Decimal(3))
    row = one([ranged, figure("wait", 2015, 3)], comparison)
    assert "no single change" in row["no_interval"]


def test_output_has_a_change_and_no_interval() -> None:
    comparison = COMPARISON | {"indicator": "wells"}
    row = one([figure("wells", 2016, 30), figure("wells", 2015, 20)], comparison)
    assert (row["change"], row["low"]) == (10, None)
    assert row["no_interval"] == "an output is what was done, and chance does not move it"
    assert row["sentence"].endswith("An output is what was done; it is no effect.")


def test_level_is_no_number_of_events() -> None:
    row = one([figure("open", 2016, 30), figure("open", 2015, 20)], COMPARISON | {"indicator": "open"})
    assert row["no_interval"] == "a level at one moment is no number of events"


def test_at_least_is_no_exact_count() -> None:
    row = one(
        [figure("deaths", 2016, 30, qualifier="at_least"), figure("deaths", 2015, 20)],
        COMPARISON | {"indicator": "deaths"},
    )
    assert row["no_interval"] == "one of the two is not told as an exact number"
    assert "the figure is told as at least" in row["notes"]


def test_periods_of_unequal_length_are_compared_by_the_day() -> None:
    half = figure("deaths", 2016, 100) | {"period_end": date(2016, 6, 30)}
    comparison = COMPARISON | {"indicator": "deaths", "period": "2016-H1", "period_end": date(2016, 6, 30)}
    row = one([half, figure("deaths", 2015, 200)], comparison)
    assert (row["change"], row["estimate_of"]) == (None, "ratio of rates")
    assert row["estimate"] == Decimal("1.003")  # 100 in 182 days beside 200 in 365


def test_counts_of_two_places_need_people_or_days() -> None:
    figures = [figure("deaths", 2016, 30), figure("deaths", 2016, 20, "B")]
    comparison = beside(indicator="deaths") | {"indicator": "deaths"}
    row = one(figures, comparison)
    assert (row["no_interval"], row["change"]) == (
        "how many people or days stand behind the counts is not given",
        None,
    )
    row = one(figures, comparison | {"n": Decimal(1000), "comparator_n": Decimal(2000)})
    assert (row["estimate"], row["estimate_of"]) == (3, "ratio of rates")


def test_rates_are_compared_by_their_ratio() -> None:
    comparison = COMPARISON | {"indicator": "rate"}
    row = one([share("rate", 2016, 50, 100_000), share("rate", 2015, 100, 100_000)], comparison)
    assert (row["estimate"], row["change"]) == (Decimal("0.5"), -50)


def test_chosen_because_it_was_the_worst() -> None:
    figures = [figure("deaths", 2016, 300), figure("deaths", 2015, 400)]
    comparison = COMPARISON | {"indicator": "deaths"}
    worst = one(figures, comparison | {"chosen_because": "extreme"})
    assert "would be expected without anything done (regression to the mean)" in worst["notes"]
    assert "regression" not in one(figures, comparison | {"chosen_because": "unknown"})["notes"]


def test_why_a_small_base_was_chosen_is_asked() -> None:
    figures = [figure("deaths", 2016, 3), figure("deaths", 2015, 9)]
    row = one(figures, COMPARISON | {"indicator": "deaths", "chosen_because": "unknown"})
    assert "why it was chosen is not told" in row["notes"]


def test_several_figures_that_fit_are_not_guessed() -> None:
    figures = [figure("deaths", 2016, 3), figure("deaths", 2016, 4, agency="two"), figure("deaths", 2015, 9)]
    comparison = COMPARISON | {"indicator": "deaths"}
    assert "2 figures fit" in one(figures, comparison)["no_interval"]
    assert one(figures, comparison | {"agency": "one"})["estimate"] == Decimal("0.3333")


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ([], "the release holds no such figure"),
        ([share("won", 2016, 1, 2)], "base not given"),
        ([figure("won", 2016, state="withheld")], "the figure is withheld"),
        ([share("won", 2016, 1, 2), figure("won", 2015, state="not_available")], "is not available"),
    ],
)
def test_what_is_missing_is_told(figures: list[Row], why: str) -> None:
    assert why in one(figures, COMPARISON)["no_interval"]


def test_series_are_told_where_their_indicator_is_asked() -> None:
    figures = [figure("killed", year, 100 + year, agency=None, role="context") for year in (2014, 2015, 2016)]
    assert asked(figures) == []
    rows = asked(figures, indicator="killed")
    assert [(row["period"], row["comparator_period"], row["against"]) for row in rows] == [
        ("2015", "2014", "year before"),
        ("2016", "2015", "year before"),
    ]
    assert all("context: no agency or activity is credited" in row["notes"] for row in rows)


def test_series_is_told_beside_its_baseline_too() -> None:
    figures = [
        figure("deaths", 2013, 50, role="baseline"),
        figure("deaths", 2015, 40),
        figure("deaths", 2016, 30),
    ]
    rows = asked(figures, indicator="deaths")
    assert [(row["period"], row["comparator_period"], row["against"]) for row in rows] == [
        ("2015", "2013", "baseline"),
        ("2016", "2013", "baseline"),
        ("2016", "2015", "year before"),
    ]


def test_a_registered_pair_is_not_told_twice() -> None:
    figures = [figure("deaths", 2016, 3), figure("deaths", 2015, 9)]
    rows = asked(figures, COMPARISON | {"indicator": "deaths"}, indicator="deaths")
    assert [row["comparison"] for row in rows] == ["c"]


@pytest.mark.parametrize(("design", "kind"), [*product(DESIGNS, ("outcome", "context", "output"))])
@pytest.mark.parametrize("cases", [(90, 100, 10, 100), (50, 100, 49, 100), None])
def test_words_are_never_stronger_than_the_design(
    design: str, kind: str, cases: tuple[int, ...] | None
) -> None:
    numbers = cases or (0, 0, 0, 0)
    told = [figure("won", 2016, 80), figure("won", 2016, 60, "B")]
    if cases:
        told = [share("won", 2016, *numbers[:2]), share("won", 2016, *numbers[2:], place="B")]
    indicators = [row | {"kind": kind} if row["code"] == "won" else row for row in INDICATORS]
    group = design != "before_after"
    comparison = beside(design=design) if group else COMPARISON
    tables: dict[str, Any] = {"places": PLACES, "agencies": AGENCIES, "indicators": indicators}
    tables |= {"figures": told, "comparisons": [comparison]}
    [row] = effect.ask(Store().fill(tables)).dicts()
    said = STRONG.findall(re.sub(r"it is no effect|nothing is said of an effect", "", row["sentence"]))
    allowed = design in ("matched", "randomised") and kind == "outcome" and cases is not None
    assert bool(said) == allowed, row["sentence"]
    if allowed and cases == (50, 100, 49, 100):
        assert "no effect shows beyond chance" in row["sentence"]
    if said:
        assert ("matched" if design == "matched" else "drawn by lot") in row["sentence"]
    assert not STRONG.findall(row["notes"] or "")


def test_the_same_release_gives_the_same_answer() -> None:
    figures = [figure("deaths", year, 7 * year % 50) for year in range(1990, 2017)]
    assert asked(figures, indicator="deaths") == asked(figures[::-1], indicator="deaths")


def test_unknown_column_is_refused() -> None:
    with pytest.raises(WrongUse, match="effect has no column p_value"):
        asked([], p_value="0.05")


def test_a_register_that_says_another_base_is_told_so() -> None:
    figures = [share("won", 2016, 56, 70), share("won", 2015, 48, 80)]
    row = one(figures, COMPARISON | {"n": Decimal(75), "comparator_n": Decimal(80)})
    assert "the register says 75 cases and the figure 70, which stands" in row["notes"]
    assert row["notes"].count("which stands") == 1


def test_undated_values_are_told_in_the_words_of_their_source() -> None:
    undated = {"period_start": None, "period_end": None}
    figures = [
        figure("wait", 2016, low=Decimal(2), high=Decimal(3)) | undated,
        figure("wait", 2015, 1, role="baseline", period_as_written="before") | undated,
    ]
    days = {
        "period": "undated",
        "comparator_period": "undated",
        "comparator_start": None,
        "comparator_end": None,
    }
    row = one(figures, COMPARISON | days | undated | {"indicator": "wait"})
    assert row["sentence"].startswith("Wait, Alta: 1 days (before), 2 to 3 days at a time that is not told.")


def test_the_other_group_is_named_by_what_differs() -> None:
    row = one([share("won", 2016, 9, 10), share("won", 2016, 30, 90, "B", agency="two")], beside())
    assert "; beside it Bera, two: 33.33 percent in 2016." in row["sentence"]


def test_nested_counts_without_people_or_days_have_one_clear_reason() -> None:
    figures = [figure("deaths", 2016, 3), figure("deaths", 2016, 9, "B")]
    row = one(figures, beside(indicator="deaths", groups_overlap="nested") | {"indicator": "deaths"})
    assert row["no_interval"] == (
        "how many people or days stand behind the counts is not given; one group lies inside the other, and the rest of"
        " that cannot be told"
    )
