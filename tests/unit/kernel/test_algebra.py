from dataclasses import replace
from decimal import Decimal

import pytest

from istmo.kernel.algebra import (
    PRESETS,
    Algebra,
    Measure,
    OverSeries,
    contradictions,
    for_context,
    nearest_preset,
)
from istmo.kernel.tables import TABLES


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "milestone"])
def test_presets_do_not_contradict_themselves(name):
    assert contradictions(PRESETS[name]) == []
    assert contradictions(for_context(PRESETS[name])) == []
    assert nearest_preset(PRESETS[name]) in PRESETS


def test_milestone_needs_its_states():
    assert contradictions(replace(PRESETS["milestone"], states=("planned", "enacted"))) == []
    [told] = contradictions(PRESETS["milestone"])
    assert told.startswith("a milestone names at least two states")
    assert contradictions(replace(PRESETS["milestone"], states=("planned", "planned")))


@pytest.mark.parametrize(
    ("preset", "changed", "rule", "nearest"),
    [
        ("people_reached", {"over_series": "sum"}, "the same people may be counted twice", "people_reached"),
        ("stock", {"counts": "people"}, "the same people may be counted twice", "people_reached"),
        (
            "things_delivered",
            {"over_series": "range"},
            "over_series: range is for people",
            "things_delivered",
        ),
        ("percentage", {"over_series": "sum"}, "ratios are never added", "percentage"),
        ("percentage", {"time": "running"}, "a ratio is no running total", "percentage"),
        ("percentage", {"per": None}, "a ratio says its per", "percentage"),
        ("percentage", {"per": Decimal(0)}, "per is a number above zero", "percentage"),
        ("amount", {"per": Decimal(100)}, "a ratio says its per", "amount"),
        ("amount", {"bounded": True}, "bounded is about a numerator", "amount"),
        ("amount", {"counts": "things"}, "a count says what it counts", "amount"),
        ("amount", {"over_series": "ratio"}, "over_series: ratio pools", "amount"),
        ("score", {"over_places": "sum"}, "a score is never added up", "score"),
        ("mean_time", {"time": "flow"}, "a quantity is never added up", "mean_time"),
        ("score", {"statistic": "mean"}, "mean and median are told of a quantity", "mean_time"),
        ("score", {"states": ("a", "b")}, "states belong to a milestone", "score"),
        ("text", {"direction": "up"}, "a text has no direction", "text"),
    ],
)
def test_contradictions_name_rule_and_nearest_preset(preset, changed, rule, nearest):
    told = contradictions(replace(PRESETS[preset], **changed))
    assert told[0].startswith(rule)
    assert "; the nearest preset is " in told[-1]
    if nearest != "mean_time":
        assert told[-1].endswith(nearest)


def test_context_adds_nothing_over_places_or_series():
    for preset in PRESETS.values():
        assert not for_context(preset).adds


def test_levels_are_judged_by_distance():
    levels = {name for name, algebra in PRESETS.items() if algebra.is_level}
    assert levels == {"stock", "percentage", "mean_time", "score", "context_rate"}


def test_algebra_reads_its_own_row():
    algebra = replace(PRESETS["milestone"], states=("planned", "enacted"))
    row = dict.fromkeys(TABLES["indicators"].names) | {
        "measure": "milestone",
        "time": "none",
        "over_places": "none",
        "over_series": "none",
        "direction": "up",
        "bounded": False,
        "states": "planned|enacted",
    }
    assert Algebra.of(row) == algebra
    assert Algebra.of(row | {"states": None}).states == ()


def test_algebra_takes_plain_words_and_refuses_others():
    assert Algebra("count", counts="people", over_series="range").over_series is OverSeries.RANGE
    assert Algebra("count").measure is Measure.COUNT
    with pytest.raises(ValueError, match="is not a valid Measure"):
        Algebra("kpi")
