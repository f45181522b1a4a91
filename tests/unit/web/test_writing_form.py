"""A form of an item: what it shows, and that it changes what a person changed and nothing else."""

from decimal import Decimal
from typing import Any

import pytest

from istmo.kernel.problem import Problem, Severity, Where
from istmo.web.writing import form
from istmo.web.writing.shape import MODELS, fields, list_of
from istmo.web.writing.typed import changed, controls, retyped
from istmo.web.writing.words import FIELDS

INDICATOR: dict[str, Any] = {
    "code": "trained",
    "title": {"en": "People trained", "es": "Personas capacitadas", "pt": "Pessoas treinadas"},
    "kind": "output",
    "preset": "people_reached",
    "algebra": {"time": "stock", "over_series": "sum"},
    "nodes": ["A", "other/B"],
    "dimensions": ["sex", {"code": "age", "required": "true"}],
    "valid": {"min": "0"},
    "definition": "Counted once.\nEach person.",
}
DIMENSION: dict[str, Any] = {
    "code": "sex",
    "title": "Sex",
    "exclusive": "yes",
    "complete": "true",
    "categories": [{"code": "f", "title": {"en": "Women", "es": "Mujeres"}}, {"code": "m", "title": "Men"}],
}


def typed(of: str, values: dict[str, Any]) -> dict[str, str]:
    return {one.name: one.text for field in fields(of) for one in controls(field, values)}


@pytest.mark.parametrize("of", [*MODELS, "places", "agencies", "forums", "sources"])
def test_every_field_has_words(of: str) -> None:
    assert [field.name for field in fields(of) if field.name.removesuffix("_es") not in FIELDS] == []


def test_a_form_sent_as_it_came_changes_nothing() -> None:
    for of, values in (("indicators", INDICATOR), ("dimensions", DIMENSION)):
        sent = {name: text.replace("\n", "\r\n") for name, text in typed(of, values).items()}
        assert changed(fields(of), values, sent) == {}


def test_a_field_that_is_not_sent_stays() -> None:
    assert changed(fields("indicators"), INDICATOR, {}) == {}


def test_other_languages_stay() -> None:
    sent = typed("indicators", INDICATOR) | {"title.en": "Trained people"}
    assert changed(fields("indicators"), INDICATOR, sent) == {
        "title": {"en": "Trained people", "es": "Personas capacitadas", "pt": "Pessoas treinadas"}
    }


def test_one_rule_of_the_algebra_leaves_the_others() -> None:
    sent = typed("indicators", INDICATOR) | {"algebra.time": "", "per": "100", "algebra.bounded": "yes"}
    assert changed(fields("indicators"), INDICATOR, sent) == {
        "algebra": {"over_series": "sum", "bounded": True},
        "per": Decimal(100),
    }


def test_emptied_fields_are_taken_away() -> None:
    sent = typed("indicators", INDICATOR) | {"definition.en": " ", "nodes": "", "valid.min": ""}
    assert changed(fields("indicators"), INDICATOR, sent) == {
        "definition": None,
        "nodes": None,
        "valid": None,
    }


def test_lines_and_rows_are_read() -> None:
    sent = typed("indicators", INDICATOR) | {
        "nodes": "A\r\n\r\n C ",
        "dimensions": "sex | yes\nage | yes\nplace",
        "applies": "HN | usaid\nSV",
    }
    assert changed(fields("indicators"), INDICATOR, sent) == {
        "nodes": ["A", "C"],
        "dimensions": [{"code": "sex", "required": True}, {"code": "age", "required": "true"}, "place"],
        "applies": [{"place": "HN", "agency": "usaid"}, {"place": "SV"}],
    }


def test_rows_keep_the_languages_that_are_not_shown() -> None:
    sent = typed("dimensions", DIMENSION) | {"categories": "f | Women\nm | Boys and men\nx | Other"}
    assert changed(fields("dimensions"), DIMENSION, sent) == {
        "categories": [
            {"code": "f", "title": {"en": "Women", "es": "Mujeres"}},
            {"code": "m", "title": "Boys and men"},
            {"code": "x", "title": "Other"},
        ]
    }


def test_what_is_no_number_or_day_goes_on_as_typed() -> None:
    sent = {"per": "a hundred", "effective_on": "1 October", "span.0": "5", "span.1": "x"}
    assert changed(fields("indicators"), {}, sent) == {"per": "a hundred"}
    assert changed(fields("head"), {}, sent) == {"effective_on": "1 October"}
    assert changed(fields("nodes"), {}, sent) == {"span": [Decimal(5), "x"]}


def test_a_mission_that_is_a_plain_text_becomes_a_map_only_if_it_must() -> None:
    sent = typed("head", {"mission": "Peace"})
    assert sent["mission.text.en"] == "Peace"
    told = changed(fields("head"), {"mission": "Peace"}, sent | {"mission.source": "law"})
    assert told == {"mission": {"text": "Peace", "source": "law"}}


def test_a_form_is_shown_again_with_what_was_typed() -> None:
    sent = typed("indicators", INDICATOR) | {"unit": "persons", "title.es": ""}
    again = retyped(fields("indicators"), INDICATOR, sent)
    assert typed("indicators", again) == sent


def test_a_problem_stands_at_its_field() -> None:
    problems = [
        Problem("wrong_word", Severity.ERROR, "kind is “x”", Where(header="kind")),
        Problem("wrong_word", Severity.ERROR, "time is “y”", Where(header="algebra.time")),
    ]
    shown = {
        one.field.name: one.problems
        for group in form.groups("indicators", INDICATOR, problems)
        for one in group.fields
        if one.problems
    }
    assert shown == {"kind": ("Kind is “x”.",), "algebra.time": ("Time is “y”.",)}


def test_every_field_of_an_indicator_stands_in_one_group() -> None:
    shown = [one.field for group in form.groups("indicators", INDICATOR) for one in group.fields]
    assert sorted(field.name for field in shown) == sorted(field.name for field in fields("indicators"))


def test_the_list_of_an_item() -> None:
    assert list_of("frameworks/a/strategy.yaml", "nodes:1") == "nodes"
    assert list_of("frameworks/a/strategy.yaml", "sections.goals:1") == "sections"
    assert list_of("places.csv", "places:SV") == "places"
