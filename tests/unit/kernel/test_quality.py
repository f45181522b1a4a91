"""What a complete sheet says, how long an assessment is good for, and the forms of standard codes."""

from datetime import date

import pytest

from istmo.kernel.quality import REQUIRED, missing, overdue_since
from istmo.kernel.vocabularies import VOCABULARIES, fits, is_standard

WHOLE = {
    **dict.fromkeys(REQUIRED, "told"),
    "nodes": 1,
    "unit": "people",
    "measure": "count",
    "breakdowns": 1,
    "no_breakdown": None,
    "vocabulary": "US-F",
    "standard_code": "ES.1-3",
    "custom_reason": None,
}


def test_a_whole_sheet_lacks_nothing():
    assert missing(WHOLE) == ()


@pytest.mark.parametrize("name", REQUIRED)
def test_each_field_is_missed(name):
    assert missing(WHOLE | {name: None}) == (REQUIRED[name],)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"nodes": 0}, "objective it measures"),
        ({"unit": None}, "unit"),
        ({"breakdowns": 0}, "breakdowns, or why there are none"),
        ({"standard_code": None}, "standard code, or why no standard indicator fits"),
        ({"standard_code": "ES.1-x3"}, "standard code, or why no standard indicator fits"),
    ],
)
def test_what_other_keys_say_is_missed_too(changed, words):
    assert missing(WHOLE | changed) == (words,)


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": None, "measure": "milestone"},
        {"breakdowns": 0, "no_breakdown": "a well has no sex"},
        {"standard_code": "ES.1-x3", "custom_reason": "none fits"},
    ],
)
def test_a_reason_is_as_good(changed):
    assert missing(WHOLE | changed) == ()


@pytest.mark.parametrize(
    ("day", "since"),
    [(date(2021, 3, 5), date(2024, 3, 5)), (date(2020, 2, 29), date(2023, 3, 1)), (date(2021, 2, 28), date(2024, 2, 28))],
)  # fmt: skip
def test_three_years(day, since):
    assert overdue_since(day) == since


@pytest.mark.parametrize(
    ("vocabulary", "code", "right", "standard"),
    [
        ("US-F", "ES.1-3", True, True),
        ("US-F", "EG.3.2-26", True, True),
        ("US-F", "CBLD-9", True, True),
        ("US-F", "EG.3.2-x6", True, False),
        ("US-F", "2.1-6", False, True),
        ("US-F", "XX.1-3", False, True),
        ("US-F-2006", "2.1-6", True, True),
        ("US-F-2006", "4-15", True, True),
        ("WDI", "VC.IHR.PSRC.P5", True, True),
        ("SDG", "3.6.1", True, True),
        ("SDG", "11.a.1", True, True),
        ("SDG", "3.6", False, True),
        ("another", "anything at all", True, True),
    ],
)
def test_forms_of_codes(vocabulary, code, right, standard):
    assert (fits(vocabulary, code), is_standard(vocabulary, code)) == (right, standard)


def test_every_example_has_its_own_form():
    assert all(fits(one.code, one.example) for one in VOCABULARIES.values())
    assert not is_standard("US-F", None)
