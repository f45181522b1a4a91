"""How settled a figure is: chosen in a workbook, told by the release, shown a year later, and settled there."""

from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from istmo.analyse import progress
from istmo.collect.wanted import Request, wanted
from istmo.collect.workbooks.template import Template
from istmo.collect.workbooks.write import write
from istmo.formats import door
from istmo.formats._called import words
from istmo.formats._manifest import Manifest
from istmo.kernel.schema import MATURITIES
from istmo.release.build import build
from istmo.release.parts import Part
from istmo.release.reader import open_release
from tests.called import FIRST, MADE, PARTS, exercise, fill, headers, last_release, workbook

#: What stands in a workbook, by language: sheets, headers, the words for preliminary and final.
SAID = {
    "en": ("Results", "Result", "Corrections", "Corrected", "How settled", "preliminary", "final"),
    "es": (
        "Resultados",
        "Resultado",
        "Rectificaciones",
        "Valor corregido",
        "Qué tan firme",
        "preliminar",
        "definitivo",
    ),
}


def figures(path: Path) -> Path:
    """The figures of a filled workbook, in which nothing is wrong."""
    came = door.read([path], into=path.parent / f"into-{path.stem}")
    assert came.problems == ()
    assert came.figures is not None
    return came.figures


def maturity(release: Path) -> str | None:
    """How settled the wells of Bera are in FY2026, as the release tells."""
    with open_release(release) as opened:
        (told,) = progress.ask(opened, indicator="wells-built", place="bera", period="FY2026").dicts()
    found: str | None = told["maturity"]
    return found


def next_year(last: Path, lang: str, out: Path) -> Path:
    """The workbook of works for FY2027, after a release."""
    asked = wanted(Request("exercise", "FY2027", "works", lang=lang, parts=PARTS), exercise().tables(), last)
    manifest = Manifest("exercise-2027", "works", "", "exercise", "0" * 64, "FY2027", lang, MADE.isoformat())
    write(Template(asked, manifest, "Data call of FY2027", "works", MADE), out)
    return out


def row_of(sheet: Any, header: str) -> int:
    """The first row of a sheet that says something under a header."""
    column = headers(sheet)[header]
    return next(row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, column).value)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_preliminary_figure_is_told_asked_again_and_settled(tmp_path: Path, lang: str) -> None:
    results, result, corrections, corrected, settled, preliminary, final = SAID[lang]
    cells = {(results, result, FIRST): 12, (results, settled, FIRST): preliminary}
    first = figures(fill(workbook(tmp_path / "a.xlsx", lang=lang), tmp_path / "b.xlsx", cells))
    parts = [Part(first, "exercise-2026/works/1")]
    build(architecture=exercise(), figures=parts, number=1, title="First", out=tmp_path / "first")
    assert maturity(tmp_path / "first") == "preliminary"
    sent = next_year(tmp_path / "first", lang, tmp_path / "c.xlsx")
    sheet = openpyxl.load_workbook(sent)[corrections]
    row = row_of(sheet, words.header("last_maturity", lang))
    assert sheet.cell(row, headers(sheet)[words.header("last_maturity", lang)]).value == preliminary
    assert f"“{final}”" in sheet.cell(2, 1).value
    cells = {(corrections, corrected, row): 12, (corrections, settled, row): final}
    parts.append(Part(figures(fill(sent, tmp_path / "d.xlsx", cells)), "exercise-2027/works/1"))
    build(architecture=exercise(), figures=parts, number=2, title="Second", out=tmp_path / "second")
    assert [maturity(tmp_path / name) for name in ("first", "second")] == ["preliminary", "final"]


def test_last_year_is_not_told_where_nothing_was_preliminary(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(workbook(tmp_path / "a.xlsx"))["Corrections"]
    assert words.header("last_maturity", "en") not in headers(sheet)
    assert last_release().is_dir()


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_settled_may_stay_empty_and_offers_its_words(tmp_path: Path, lang: str) -> None:
    results, result, *_, settled, _, _ = SAID[lang]
    sent = workbook(tmp_path / "a.xlsx", lang=lang)
    book = openpyxl.load_workbook(sent)
    column = next(cell.column for cell in book["Lists"][1] if cell.value == "maturity")
    offered = [book["Lists"].cell(row, column).value for row in range(2, 6)]
    assert offered == [*words.choices("maturity", lang), None]
    assert all(settled in headers(book[name]) for name in (results, SAID[lang][2]))
    came = figures(fill(sent, tmp_path / "b.xlsx", {(results, result, FIRST): 12}))
    assert duckdb.sql(f"select maturity from '{came}'").fetchall() == [(None,)]


def test_settled_words_are_those_of_the_kernel() -> None:
    assert tuple(words.MATURITY_WORDS) == MATURITIES


@pytest.mark.parametrize(
    ("lang", "fix"),
    [
        ("en", "choose one of “preliminary”, “revised”, “final”"),
        ("es", "choose one of “preliminar”, “revisado”, “definitivo”"),
    ],
)
def test_settled_by_an_unknown_word_is_told_in_its_cell_with_the_choices(
    tmp_path: Path, lang: str, fix: str
) -> None:
    results, result, *_, settled, _, _ = SAID[lang]
    cells = {(results, result, FIRST): 12, (results, settled, FIRST): "rough"}
    came = door.read(
        [fill(workbook(tmp_path / "a.xlsx", lang=lang), tmp_path / "b.xlsx", cells)], into=tmp_path / "into"
    )
    (problem,) = came.problems
    assert (problem.code, problem.where.sheet, problem.where.header, problem.where.row) == (
        "not_in_list", results, settled, FIRST,
    )  # fmt: skip
    assert (problem.found, problem.fix) == ("“rough” is none of the words to choose from", fix)


def test_settled_beside_no_figure_is_told_in_its_cell(tmp_path: Path) -> None:
    cells = {("Corrections", "How settled", FIRST): "final", ("Results", "Result", FIRST): 12}
    came = door.read(
        [fill(workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", cells)], into=tmp_path / "into"
    )
    (problem,) = came.problems
    assert (problem.code, problem.where.header) == ("maturity_without_figure", "How settled")
    assert "fill in “Corrected value FY2025” too" in problem.fix


def test_workbook_from_before_there_was_the_column_is_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        fill(workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", {("Results", "Result", FIRST): 12})
    )
    for name in ("Results", "Corrections"):
        book[name].delete_cols(headers(book[name])["How settled"])
    book.save(tmp_path / "c.xlsx")
    told = duckdb.sql(f"select value, state, maturity from '{figures(tmp_path / 'c.xlsx')}'").fetchall()
    assert told == [(12, "reported", None)]


def test_same_figure_told_as_settled_and_not_by_two_workbooks_is_told(tmp_path: Path) -> None:
    sent = workbook(tmp_path / "a.xlsx")
    files = [
        fill(
            sent,
            tmp_path / f"{word}.xlsx",
            {("Results", "Result", FIRST): 12, ("Results", "How settled", FIRST): word},
        )
        for word in ("preliminary", "final")
    ]
    came = door.read(files, into=tmp_path / "into")
    (problem,) = came.problems
    assert problem.code == "told_differently"
    assert "12 (preliminary) in " in problem.found
    assert "12 (final) in " in problem.found
