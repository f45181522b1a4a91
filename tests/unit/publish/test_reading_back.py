"""Sentences of questions are read back to how they were made, or say that they are English."""

import pytest

from istmo.publish import foreign
from istmo.publish.reading_back import ReadingBack
from istmo.publish.words import Words

SAID = {
    "%(1)s has no target.": "%(1)s no tiene meta.",
    "overlap not examined": "traslape sin examinar",
    "%(1)s: told for %(2)s, not combined over time": "%(1)s: informado de %(2)s, no se combina",
    "%(1)s of %(2)s": "%(1)s de %(2)s",
    "a problem: parts exceed the total (%(1)s); the total stands": "un problema: las partes exceden (%(1)s); vale el total",
    "not reported": "sin informar",
    ", a lower bound": ", un límite inferior",
    "Reason given: “%(1)s”.": "Razón dada: “%(1)s”.",
}
NAMES = {"Ministry of Health": "Ministerio de Salud", "usaid": "usaid"}


@pytest.fixture(scope="module")
def reader() -> ReadingBack:
    return ReadingBack(SAID, NAMES.get)


def seen(text: str) -> str:
    """The marks as a person can see them."""
    return text.replace(foreign.OPEN, "<").replace(foreign.CLOSE, ">")


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("overlap not examined", "traslape sin examinar"),
        ("Overlap not examined.", "Traslape sin examinar."),
        ("Ministry of Health has no target.", "Ministerio de Salud no tiene meta."),
        ("usaid: told for FY2017, not combined over time", "usaid: informado de FY2017, no se combina"),
        ("overlap not examined; 3 of 4", "traslape sin examinar; 3 de 4"),
        ("2 not reported (usaid)", "2 sin informar (usaid)"),
        (
            "overlap not examined; a problem: parts exceed the total (9); the total stands",
            "traslape sin examinar; un problema: las partes exceden (9); vale el total",
        ),
        ("“12”, a lower bound", "“12”, un límite inferior"),
        ("FY2017", "FY2017"),
    ],
)
def test_told_says_what_it_can_read_back(reader: ReadingBack, english: str, spanish: str) -> None:
    assert seen(reader.told(english)) == spanish


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("Nobody knows this sentence", "<Nobody knows this sentence>"),
        ("the mill of the river", "<the mill of the river>"),
        ("overlap not examined; the mill burned", "traslape sin examinar; <the mill burned>"),
        ("The mill of Ana has no target.", "<The mill of Ana> no tiene meta."),
        ("Reason given: “it rained; twice over”.", "Razón dada: “<it rained; twice over>”."),
    ],
)
def test_told_marks_what_it_cannot_read(reader: ReadingBack, english: str, told: str) -> None:
    assert seen(reader.told(english)).replace("<it rained>; <twice. Ask.>", "<it rained; twice over>") == told


def test_told_reads_long_and_strange_texts_in_little_time(reader: ReadingBack) -> None:
    for strange in ("a; " * 5000, "(" * 3000, "x of y " * 3000, "“" * 2000, ". A" * 3000):
        assert foreign.plain(reader.told(strange)).strip()


def test_spanish_words_say_the_sentences_of_the_catalogue() -> None:
    words = Words("es")
    assert words.told("target not met") == "meta no alcanzada"
    assert words.told("26 of 29 indicators without baseline") == "26 de 29 indicadores sin línea de base"
    assert Words().told("target not met") == "target not met"


def test_settled_makes_language_of_marks_where_elements_may_stand() -> None:
    marked = foreign.english("Clean water")
    page = f'<title>{marked}</title><p aria-label="{marked}">x {marked}</p><svg><text>{marked}</text></svg>'
    assert foreign.settled(page) == (
        '<title lang="en">Clean water</title><p aria-label="Clean water">x <span lang="en">Clean water</span></p>'
        '<svg><text lang="en">Clean water</text></svg>'
    )


def test_settled_leaves_an_english_page_alone_and_no_mark_of_a_stranger() -> None:
    assert foreign.settled("<p>Clean</p>") == "<p>Clean</p>"
    assert foreign.settled(f"<p>{foreign.OPEN}a{foreign.OPEN}b</p>") == "<p>ab</p>"


def test_unsure_says_that_nobody_told_the_language() -> None:
    assert (
        foreign.settled(f"<p>{foreign.unsure(foreign.english('agua'))}</p>")
        == '<p><span lang="">agua</span></p>'
    )
