"""Workbooks of a call as nobody should send them: each keeps the person's work, and says what is wrong and where."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from istmo.collect.wanted import Row
from istmo.collect.workbooks.template import Template
from istmo.collect.workbooks.write import write
from istmo.formats import door
from tests.called import FIRST, asked, fill, headers, template, workbook


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One result, wells in Bera, of 12."""
    folder = tmp_path_factory.mktemp("hostile")
    return fill(workbook(folder / "works.xlsx"), folder / "filled.xlsx", {("Results", "Result", FIRST): 12})


def no_codes(book: Any) -> None:
    book["Results"].delete_cols(1)


def no_keys(book: Any) -> None:
    sheet = book["Results"]
    sheet.delete_cols(headers(sheet)["Key"])


def keys_of_another(book: Any) -> None:
    """Somebody edits the hidden key: another agency's figure."""
    sheet = book["Results"]
    cell = sheet.cell(FIRST, headers(sheet)["Key"])
    cell.value = cell.value.replace("|works|", "|justice|")


def key_of_nonsense(book: Any) -> None:
    sheet = book["Results"]
    sheet.cell(FIRST, headers(sheet)["Key"]).value = "'; drop table figures; --"
    sheet.cell(FIRST, 1).value = "R-00000-00000"


def row_twice(book: Any) -> None:
    sheet = book["Results"]
    for column in range(1, headers(sheet)["Key"] + 1):
        sheet.cell(FIRST + 20, column).value = sheet.cell(FIRST, column).value


def merged(book: Any) -> None:
    book["Results"].merge_cells(f"I{FIRST}:I{FIRST + 1}")


def error_cell(book: Any) -> None:
    cell = book["Results"].cell(FIRST + 1, headers(book["Results"])["Result FY2026"])
    cell.value, cell.data_type = "#DIV/0!", "e"


def of_a_date(book: Any) -> None:
    import datetime

    book["Results"].cell(FIRST + 1, headers(book["Results"])["Result FY2026"]).value = datetime.date(
        2026, 5, 1
    )


def percent(book: Any) -> None:
    cell = book["Results"].cell(FIRST + 1, headers(book["Results"])["Result FY2026"])
    cell.value, cell.number_format = 0.62, "0%"


def unknown_word(book: Any) -> None:
    book["Results"].cell(FIRST + 1, headers(book["Results"])["No value because"]).value = "we forgot"


def manifest_of_lies(book: Any) -> None:
    for row in book["istmo.manifest"].iter_rows(min_row=2):
        row[1].value = "x" * 30_000


def own_columns(book: Any) -> None:
    sheet = book["Results"]
    sheet.cell(FIRST - 1, headers(sheet)["Key"] + 1).value = "Checked by"
    sheet.cell(FIRST, headers(sheet)["Key"] + 1).value = "Vera"


#: What is done to the workbook, how many figures come, and what is told.
CASES: tuple[tuple[Callable[[Any], None], int, set[str]], ...] = (
    (no_codes, 1, set()),
    (no_keys, 1, {"key_missing"}),
    (keys_of_another, 1, {"row_code_differs"}),
    (key_of_nonsense, 1, {"row_code_differs"}),
    (row_twice, 2, set()),
    (merged, 1, {"merged_cells"}),
    (error_cell, 2, {"value_not_a_number"}),
    (of_a_date, 2, {"value_not_a_number"}),
    (percent, 2, {"percent_as_shown"}),
    (unknown_word, 2, {"not_in_list"}),
    (manifest_of_lies, 1, set()),
    (own_columns, 1, {"column_not_read"}),
)


@pytest.mark.parametrize(("change", "count", "codes"), CASES, ids=lambda each: getattr(each, "__name__", ""))
def test_called_keeps_the_work_and_says_what_is_wrong(
    filled: Path, tmp_path: Path, change: Callable[[Any], None], count: int, codes: set[str]
) -> None:
    book = openpyxl.load_workbook(filled)
    change(book)
    book.save(tmp_path / "a.xlsx")
    came = door.read([tmp_path / "a.xlsx"], into=tmp_path / "into")
    assert {problem.code for problem in came.problems} == codes, [
        problem.sentence for problem in came.problems
    ]
    assert came.figures is not None
    values = duckdb.sql(f"select value from '{came.figures}' where value = 12").fetchall()
    assert len(duckdb.sql(f"from '{came.figures}'").fetchall()) == count
    assert values


def test_called_cut_off_in_the_middle_is_one_sentence(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled.read_bytes()[:6_000])
    (problem,) = door.read([tmp_path / "a.xlsx"], into=tmp_path / "into").problems
    assert "damaged" in problem.found
    assert door.read_origins([tmp_path / "a.xlsx", filled])[0] is None


def test_workbook_writes_every_strangers_text_as_text(tmp_path: Path) -> None:
    """Names of activities and places are strangers' texts; none may become a formula or a link."""
    evil = '=HYPERLINK("http://x","y")'
    found = asked()
    rows = tuple(
        Row(**{**row._asdict(), "title": evil, "place_name": "+1", "activity_title": "@x"})
        for row in found.rows
    )
    given = template()
    made = Template(
        type(found)(found.request, rows, found.roster, found.choices),
        given.manifest,
        evil,
        evil,
        given.made_at,
    )
    write(made, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    formulas = {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert {sheet for sheet, _ in formulas} == {"Start here"}
    assert all("SUMPRODUCT" in book["Start here"][place].value for _, place in formulas)
