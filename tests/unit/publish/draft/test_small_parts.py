"""Sentences, closeness, places and strong words."""

from decimal import Decimal

import pytest

from istmo.kernel.problem import WrongUse
from istmo.publish.draft import wording
from istmo.publish.draft.closeness import is_told
from istmo.publish.draft.language import known, language
from istmo.publish.draft.mention import Mention
from istmo.publish.draft.numbers import mentions
from istmo.publish.draft.places import Atlas
from istmo.publish.draft.sentences import sentences
from istmo.publish.draft.tokens import tokens

ENGLISH, SPANISH = language("en"), language("es")


def mention(text: str, lang: str = "en") -> Mention:
    return next(one for one in mentions(text, language(lang)) if one.is_figure)


@pytest.mark.parametrize(
    ("text", "value", "unit", "is_so"),
    [
        ("22,000 jobs", "22000", "", True),
        ("22,000 jobs", "22431", "", True),
        ("22,000 jobs", "23000", "", False),
        ("100 farms", "140", "", False),
        ("62 percent", "61.7", "percent", True),
        ("62 percent", "62", "", False),
        ("62 percent", "-62", "percent", True),
        ("62 farms", "62", "percent", False),
        ("over 22,000 jobs", "22431", "", True),
        ("over 22,000 jobs", "21900", "", False),
        ("nearly 40 percent", "38.9", "percent", True),
        ("nearly 40 percent", "41", "percent", False),
        ("up to 50 schools", "47", "", True),
        ("about $2 billion", "1955000000", "USD", True),
        ("about $2 billion", "1955000000", "EUR", False),
        ("half of them", "50.4", "percent", True),
        ("half of them", "57", "percent", False),
        ("two in five women", "41.1", "percent", True),
        ("two days", "2", "days", True),
        ("two days", "2", "weeks", False),
        ("zero cases", "0", "", True),
    ],
)
def test_is_told(text: str, value: str, unit: str, is_so: bool) -> None:
    assert is_told(mention(text), Decimal(value), unit) is is_so


def test_sentences_end_where_they_end() -> None:
    text = "The U.S. gave $1.3 billion. P.L. 115-31 says so! Dr. Ana (see No. 5) agreed.” Why? 22 towns did."
    assert [text[start:end] for start, end in sentences(text, ENGLISH)] == [
        "The U.S. gave $1.3 billion.",
        "P.L. 115-31 says so!",
        "Dr. Ana (see No. 5) agreed.”",
        "Why?",
        "22 towns did.",
    ]


def atlas() -> Atlas:
    names = [
        ("Nicaragua", "NI"),
        ("El Salvador", "SV"),
        ("Costa Rica", "CR"),
        ("Guatemala", "GT"),
        ("Town", "T"),
    ]
    names += [("From Guatemala to El Salvador", "crossing"), ("North", "north")]
    return Atlas(names, {"T": "GT"}, [("north", "GT"), ("north", "SV")])


def named(text: str) -> list[set[str]]:
    return [set(codes) for _, codes in atlas().named(tokens(text))]


def test_places_are_known_by_their_names_and_their_people() -> None:
    assert named("In El Salvador and Costa Rica’s north, a million Nicaraguans") == [
        {"SV"},
        {"CR"},
        {"north"},
        {"NI"},
    ]
    assert named("Guatemalan courts, salvaged goods, costar") == [{"GT"}]


def test_places_are_near_what_holds_them_and_what_they_name() -> None:
    told = atlas()
    assert told.is_near("T", {"north"})
    assert told.is_near("north", {"T"})
    assert told.is_near("crossing", {"SV"})
    assert not told.is_near("NI", {"north"})


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("As a result of our support homicides fell.", "en", ["As a result of"]),
        ("U.S. assistance reduced homicides by half.", "en", ["assistance reduced"]),
        (
            "Our programs in the region have sharply cut migration.",
            "en",
            ["programs in the region have sharply cut"],
        ),
        ("U.S. assistance helped reduce homicides.", "en", []),
        ("Homicides fell, in part because of our support.", "en", []),
        ("Seizures rose, aided by U.S. support.", "en", []),
        ("The program ended. Crime cut deep.", "en", ["program ended"]),
        ("Gracias a nuestro apoyo bajaron los homicidios.", "es", ["Gracias a"]),
        ("La asistencia redujo los homicidios.", "es", ["asistencia redujo"]),
        ("La asistencia contribuyó a la baja.", "es", []),
    ],
)
def test_strong_words(text: str, lang: str, words: list[str]) -> None:
    assert [one.text for one in wording.strong(text, language(lang))] == words


def test_languages_are_found_by_walking_the_folder() -> None:
    assert known() == ("en", "es")
    with pytest.raises(WrongUse, match="“xx” cannot be checked yet"):
        language("xx")
