"""Every sentence by which a check or a reader tells what is wrong is said in the other languages, as itself and no other."""

import re
from pathlib import Path

import pytest

from docs.catalogues import LANGUAGES
from docs.problems import of_python
from istmo.publish import problems, words

_GAP = re.compile(r"%\((\d+)\)s")


def _filled(message: str) -> str:
    return _GAP.sub(r"x-\1", message)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_sentence_is_read_back_as_itself(lang: str) -> None:
    """What begins or ends in the middle of a sentence has others around it and is left out."""
    said = words.messages(lang, "problems")
    whole = {text: told for text, told in said.items() if text == text.strip(" ,;:")}
    assert len(whole) > 1000
    wrong = {
        text: problems.said(_filled(text), lang)
        for text, told in whole.items()
        if problems.said(_filled(text), lang) != _filled(told)
    }
    assert wrong == {}, "another sentence has the same words: tell them apart in the code that makes them"


def test_sentences_are_read_off_their_code() -> None:
    source = """
SAYS = ("falls",)
FOUND = "%(place)s has %(value)s; {{one: two}} stays"
TELLS = f"case when n.x = '{FOUND}' then 'an identity number' else '{SAYS[0]}' end"
def told(name):
    "A docstring is told to nobody."
    if name:
        raise KeyError(f"{name} is a fault of ours")
    raise WrongUse(_("marked for another catalogue") + f"There is no {name} here.")
"""
    assert set(of_python(source, is_whole=True)) == {
        "falls",
        "%(1)s has %(2)s; {one: two} stays",
        "an identity number",
        "There is no %(1)s here.",
    }
    assert set(of_python(source, is_whole=False)) == {"There is no %(1)s here."}


def test_a_problem_kept_as_one_text_is_said_again() -> None:
    told = "figures.csv, row 3: “3,5” is not a number. Put its ends in the columns low and high. (2 times; also rows 9)"
    again = problems.again(told, "es")
    assert again.startswith(
        "figures.csv, fila 3: “3,5” no es un número. Ponga sus extremos en las columnas low y"
    )
    assert again.endswith("(2 veces; también las filas 9)")
    assert problems.again(told, "en") == told


def test_what_nobody_of_ours_said_stays_as_it_is() -> None:
    for text in ("La convocatoria está cerrada. Pida que se abra.", "Nobody ever wrote: this", "", "x"):
        assert problems.again(text, "es") == text


def test_pages_never_write_a_problem_out_in_english() -> None:
    """A template shows a problem through `sentence`, `remark` or `said`, and a refusal through `again`."""
    found = [
        f"{file.name}: {bare[0]}"
        for file in Path("src/istmo/web/templates").rglob("*.html")
        for bare in re.finditer(
            r"\{\{ *(?:\w+\.)*(?:sentence|found|fix|expected)(?:\|truncate\w+:\d+)? *\}\}",
            file.read_text("utf-8"),
        )
    ]
    assert found == []
