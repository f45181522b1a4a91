"""Workbooks of a call read back: what was typed comes back as the figure of its row, whatever was done to the workbook."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from istmo.formats import door
from istmo.formats._called import quick, words
from istmo.formats._called.sheets import called
from istmo.formats._shared import USUAL
from istmo.formats._workbook import outline, package, styles, table
from istmo.formats._workbook.cells import Reader, plain, round_to_shown
from tests.called import FIRST, fill, headers, workbook

SAID = ("indicator", "place", "activity", "breakdown", "role", "state", "value")


def read(path: Path) -> tuple[door.Read, list[tuple[Any, ...]]]:
    """What came, and its figures by :data:`SAID`."""
    came = door.read([path], into=path.parent / f"into-{path.stem}")
    if came.figures is None:
        return came, []
    return came, duckdb.sql(f"select {', '.join(SAID)} from '{came.figures}'").fetchall()


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("sent") / "works.xlsx")


def codes(came: door.Read) -> set[str]:
    return {problem.code for problem in came.problems}


WELLS = ("wells-built", "bera", "wells-bera", "", "result", "reported", 12)


def test_called_untouched_holds_no_figure_and_says_so(sent: Path) -> None:
    came, figures = read(sent)
    assert figures == []
    assert codes(came) == {"nothing_filled"}


def test_called_typed_result_is_the_figure_of_its_row(sent: Path, tmp_path: Path) -> None:
    came, figures = read(fill(sent, tmp_path / "a.xlsx", {("Results", "Result", FIRST): 12}))
    assert figures == [WELLS]
    assert came.problems == ()
    (row,) = duckdb.sql(
        f'select unit, source, agency, period_end, "at", "row" from \'{came.figures}\''
    ).fetchall()
    assert row[:3] == ("wells", "reports", "works")
    assert (str(row[3]), *row[4:]) == ("2026-09-30", "Results!I5", 5)


def test_called_nought_is_a_figure_and_a_reason_for_none_is_a_state(sent: Path, tmp_path: Path) -> None:
    cells = {("Results", "Result", FIRST): 0, ("Results", "No value", FIRST + 1): "not known"}
    _, figures = read(fill(sent, tmp_path / "a.xlsx", cells))
    assert [(figure[5], figure[6]) for figure in figures] == [("reported", 0), ("not_available", None)]


def test_called_milestone_is_chosen_by_its_state(sent: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sent)["Results"]
    row = next(
        row for row in range(FIRST, FIRST + 20) if str(book.cell(row, 2).value).startswith("Water law")
    )
    _, figures = read(fill(sent, tmp_path / "a.xlsx", {("Results", "Result", row): "3 | adopted"}))
    assert [figure[6] for figure in figures] == [3]


def test_called_milestone_told_as_a_word_is_kept_for_the_framework(sent: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sent)["Results"]
    row = next(
        row for row in range(FIRST, FIRST + 20) if str(book.cell(row, 2).value).startswith("Water law")
    )
    came, figures = read(fill(sent, tmp_path / "a.xlsx", {("Results", "Result", row): "adopted"}))
    assert ([figure[6] for figure in figures], came.problems) == ([None], ())
    assert duckdb.sql(f"select value_as_written from '{came.figures}'").fetchall() == [("adopted",)]
    assert book.cell(row, headers(book)["Last year FY2025"]).value == "3 | adopted"


def test_called_correction_is_a_figure_of_last_year(sent: Path, tmp_path: Path) -> None:
    cells = {("Corrections", "Corrected", FIRST): 21, ("Corrections", "Reason", FIRST): "counted twice"}
    came, _ = read(fill(sent, tmp_path / "a.xlsx", cells))
    told = duckdb.sql(f"select period_end, role, value, note from '{came.figures}'").fetchall()
    assert [(str(day), *rest) for day, *rest in told] == [("2025-09-30", "result", 21, "counted twice")]


def explained(sheet: Any) -> int:
    """The row of the sheet of corrections that says why its target was missed."""
    column = headers(sheet)["Target missed because"]
    return next(row for row in range(FIRST, FIRST + 40) if sheet.cell(row, column).value)


def test_called_correction_goes_with_why_its_target_was_missed(sent: Path, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(sent)["Corrections"]
    row = explained(sheet)
    assert sheet.cell(row, headers(sheet)["Target set FY2025"]).value == 30
    cells: dict[tuple[str, str, int], Any] = {("Corrections", "Corrected", row): 21}
    came, _ = read(fill(sent, tmp_path / "a.xlsx", {**cells, ("Corrections", "Done by", row): "2027-03-31"}))
    (told,) = duckdb.sql(f"select value, reason, plan, plan_by from '{came.figures}'").fetchall()
    assert (told[:2], str(told[3]), came.problems) == ((21, "suspended_funds"), "2027-03-31", ())
    assert told[2].startswith("Illustrative: ")


def test_called_plan_that_changed_without_a_figure_is_not_lost(sent: Path, tmp_path: Path) -> None:
    row = explained(openpyxl.load_workbook(sent)["Corrections"])
    came, _ = read(fill(sent, tmp_path / "a.xlsx", {("Corrections", "What is done", row): "Nothing more"}))
    (problem,) = (one for one in came.problems if one.code == "remark_without_figure")
    assert (problem.where.sheet, problem.where.row) == ("Corrections", row)


def test_called_target_says_when_it_was_stated(sent: Path, tmp_path: Path) -> None:
    came, _ = read(fill(sent, tmp_path / "a.xlsx", {("Targets", "Target FY", FIRST): 20}))
    (told,) = duckdb.sql(f"select role, stated_on, period_end from '{came.figures}'").fetchall()
    assert (told[0], str(told[1]), str(told[2])) == ("target", "2026-11-26", "2027-09-30")


def test_called_roster_changes_are_notes_and_a_register(sent: Path, tmp_path: Path) -> None:
    cells = {
        ("Activities", "Still", FIRST): "ended",
        ("Activities", "Ended", FIRST): "2026-05-01",
        ("Activities", "Name", FIRST + 6): "Wells of Álta",
        ("Activities", "Place", FIRST + 6): "alta | Alta",
    }
    came, _ = read(fill(sent, tmp_path / "a.xlsx", cells))
    assert codes(came) == {"roster_changed"}
    rows = duckdb.sql(f"select code, ends_on, place, agency from '{came.registers['activities']}'").fetchall()
    assert [(code, str(day), *rest) for code, day, *rest in rows] == [
        ("pipes-alta", "2026-05-01", "alta", "works"),
        ("wells-of-alta", "None", "alta", "works"),
    ]


def test_called_end_without_a_day_says_what_happens_else(sent: Path, tmp_path: Path) -> None:
    cells = {
        ("Activities", "Still", FIRST): "ended",
        ("Activities", "Still", FIRST + 1): "changed: see the columns beside",
    }
    came, _ = read(fill(sent, tmp_path / "a.xlsx", cells))
    ended, moved = (one for one in came.problems if one.code == "roster_unfinished")
    assert (ended.where.header, ended.where.row) == ("Ended on", FIRST)
    assert "asked again next year" in ended.said
    assert moved.where.row == FIRST + 1
    assert not came.registers


def sorted_rows(sheet: Any) -> None:
    """Rows the other way round, as a person who sorts would have them."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 10)]
    for number, values in enumerate(reversed(rows), FIRST):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value


def pasted_over(sheet: Any) -> None:
    """Sorted again, but only what is seen: the hidden keys stay where they were."""
    last = headers(sheet)["Key"]
    rows = [
        [cell.value for cell in row[: last - 1]] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 10)
    ]
    for number, values in enumerate(reversed(rows), FIRST):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value


def columns_moved(sheet: Any) -> None:
    sheet.insert_cols(3)
    sheet.cell(FIRST - 1, 3).value = "Our own"


def rows_above(sheet: Any) -> None:
    sheet.insert_rows(1, 3)


def renamed(sheet: Any) -> None:
    sheet.title = "Hoja 7"


CHANGES: tuple[Callable[[Any], None], ...] = (sorted_rows, pasted_over, columns_moved, rows_above, renamed)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_called_is_read_by_codes_and_headers(
    sent: Path, tmp_path: Path, change: Callable[[Any], None]
) -> None:
    filled = fill(
        sent,
        tmp_path / "a.xlsx",
        {("Results", "Result", FIRST): 12, ("Results", "Remark", FIRST): "= as told"},
    )
    book = openpyxl.load_workbook(filled)
    change(book["Results"])
    book.save(tmp_path / "b.xlsx")
    came, figures = read(tmp_path / "b.xlsx")
    assert figures == [WELLS], came.problems


def test_called_without_its_manifest_is_known_by_content(sent: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(fill(sent, tmp_path / "a.xlsx", {("Results", "Result", FIRST): 12}))
    del book["istmo.manifest"]
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(tmp_path / "b.xlsx")
    came, figures = read(tmp_path / "b.xlsx")
    (origin,) = came.origins
    assert figures == [WELLS]
    assert (origin.manifest, origin.agencies, origin.years) == (None, ("works",), ("FY2026",))
    assert len(origin.codes) > 10


def test_called_manifest_is_found_on_its_sheet_or_in_the_properties(sent: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sent)
    del book["istmo.manifest"]
    book.save(tmp_path / "b.xlsx")
    for path in (sent, tmp_path / "b.xlsx"):
        (origin,) = read(path)[0].origins
        assert origin.manifest is not None
        assert (origin.manifest.call, origin.manifest.agency) == ("exercise-2026", "works")


def test_called_row_added_says_in_its_cells_what_it_is_of(sent: Path, tmp_path: Path) -> None:
    row = FIRST + 11
    cells = {
        ("Results", "Indicator", row): "wells-built | Wells",
        ("Results", "Place", row): "alta | Alta",
        ("Results", "Activity", row): "wells-bera",
        ("Results", "Result", row): 4,
    }
    came, figures = read(fill(sent, tmp_path / "a.xlsx", cells))
    assert figures == [("wells-built", "alta", "wells-bera", "", "result", "reported", 4)]
    assert duckdb.sql(f"select agency, period_end from '{came.figures}'").fetchall()[0][0] == "works"


def test_called_in_spanish_is_the_same(tmp_path: Path) -> None:
    sent = workbook(tmp_path / "works.xlsx", lang="es")
    sheet = openpyxl.load_workbook(sent).worksheets[2].title
    cells = {(sheet, "Resultado", FIRST): 12, (sheet, "Sin valor", FIRST + 1): "no se conoce"}
    _, figures = read(fill(sent, tmp_path / "a.xlsx", cells))
    assert figures[0] == WELLS
    assert figures[1][5] == "not_available"


#: What is typed, the codes of what is told, and a word of how it is mended.
MISTAKES = (
    ("1 300", "value_not_a_number", "1300"),
    ("n/a", "value_not_a_number", "No value because"),
    ("=2+3", "value_not_a_number", "let it calculate"),
    ("about 5", "value_not_a_number", "in “Remark” that it is about so much"),
    ("10-20", "value_not_a_number", "the range in “Remark”"),
    ("62 %", "value_not_a_number", "type only 62; the unit of the row is known"),
    ("2026-05-01", "value_not_a_number", "number"),
)


@pytest.mark.parametrize(("typed", "code", "mended"), MISTAKES, ids=[each[0] for each in MISTAKES])
def test_called_mistake_is_told_in_its_own_cell(
    sent: Path, tmp_path: Path, typed: str, code: str, mended: str
) -> None:
    came, _ = read(fill(sent, tmp_path / "a.xlsx", {("Results", "Result", FIRST): typed}))
    (problem,) = came.problems
    assert (problem.code, problem.where.sheet, problem.where.column, problem.where.row) == (
        code,
        "Results",
        "I",
        FIRST,
    )
    assert problem.where.header == "Result FY2026"
    assert mended in problem.fix


def test_called_decimal_comma_is_read_alone_and_told_among_points(sent: Path, tmp_path: Path) -> None:
    cells: dict[tuple[str, str, int], Any] = {("Results", "Result", FIRST): "1,5"}
    came, figures = read(fill(sent, tmp_path / "a.xlsx", cells))
    assert (codes(came), float(figures[0][6])) == ({"decimal_comma"}, 1.5)
    came, _ = read(fill(sent, tmp_path / "b.xlsx", {**cells, ("Results", "Result", FIRST + 1): 12.25}))
    (problem,) = came.problems
    assert (problem.code, problem.where.row) == ("value_not_a_number", FIRST)
    assert "1.5 was most likely meant" in problem.found


def test_called_remark_without_a_figure_is_not_lost(sent: Path, tmp_path: Path) -> None:
    came, figures = read(fill(sent, tmp_path / "a.xlsx", {("Results", "Remark", FIRST): "came late"}))
    assert figures == []
    assert "remark_without_figure" in codes(came)


def test_words_name_every_state_and_every_reason_in_every_language() -> None:
    from istmo.kernel.schema import REASONS, STATES

    assert set(words.STATE_WORDS) == set(STATES) - {"reported"}
    assert set(words.REASON_WORDS) == set(REASONS)
    for listed in ("state", "reason", "standing"):
        said = [
            word
            for lang in words.LANGUAGES
            for word in [
                words.word(listed, c, lang) for c in words.meanings(listed).values() if c != "reported"
            ]
        ]
        assert all(words.meanings(listed)[word.casefold()] for word in said)


def test_headers_are_known_with_and_without_a_period() -> None:
    assert words.column("Resultado FY2026") == ("result", "FY2026")
    assert words.column(" result ") == ("result", "")
    assert words.column("Result of the year") == ("", "")


def test_called_plain_workbook_is_read_quickly_to_the_same_table(sent: Path, tmp_path: Path) -> None:
    cells = {
        ("Results", "Result", FIRST): 12.75,
        ("Results", "Remark", FIRST): "ñ",
        ("Targets", "Target FY", FIRST): 3,
    }
    path = fill(sent, tmp_path / "a.xlsx", cells)
    book = openpyxl.load_workbook(path)
    book["Results"].cell(FIRST + 2, 40).value = "beside the table"
    book.save(path)
    with package.opened(path, USUAL) as parts:
        book = outline.outline(parts)
        shown = styles.shown(parts, book.styles)
        fast = quick.opened(path, parts, book, shown)
        assert fast is not None
        careful = Reader(parts, outline.strings(parts, book.strings, USUAL), shown, False)
        for number, each in enumerate(called(careful, book)):
            assert called(fast, book)[number] == each
            for name in ("fast", "careful"):
                (tmp_path / f"{name}{number}").mkdir()
            raws = (
                fast.table(each.found, tmp_path / f"fast{number}", 5),
                table.table(careful, each.found, tmp_path / f"careful{number}", 5, False),
            )
            one, other = (
                duckdb.sql(f"select * exclude place from {raw.sql} order by place").fetchall() for raw in raws
            )
            assert one == other
            assert raws[0].problems == raws[1].problems


def test_called_truth_in_a_cell_is_seen_though_the_reader_is_quick(sent: Path, tmp_path: Path) -> None:
    path = fill(sent, tmp_path / "a.xlsx", {("Results", "Result", FIRST): True})
    with package.opened(path, USUAL) as parts:
        book = outline.outline(parts)
        assert quick.opened(path, parts, book, styles.shown(parts, book.styles)) is None


_SHEET = '<worksheet><cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1">{}</row></sheetData>{}</worksheet>'


@pytest.mark.parametrize(
    ("cell", "below", "is_plain"),
    [
        ('<c r="A1" t="s"><v>1</v></c><c r="B1"/><c r="C1"><v>1.5</v></c>', "<formula1>x</formula1>", True),
        ('<c r="A1" t="inlineStr"><is><t>No. #1, it is hidden!</t></is></c>', "", True),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "", False),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "", False),
        ("<c r='A1' t='e'><v>#N/A</v></c>", "", False),
        ('<c r="A1"><v><![CDATA[1]]></v></c>', "", False),
        ('<c r="A1" s="7"><v>0.5</v></c>', "", False),
        ('</row><row r="2" hidden="1"><c r="A2"><v>1</v></c>', "", False),
        ('<c r="A1"><v>1</v></c>', '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>', False),
    ],
)
def test_called_sheet_with_a_cell_that_is_not_plain_is_read_with_care(
    cell: str, below: str, is_plain: bool
) -> None:
    part = _SHEET.format(cell, below).encode()
    assert quick._is_plain(BytesIO(part), [b's="7"'], first=False) is is_plain
    assert not quick._is_plain(BytesIO(b"<!DOCTYPE a>" + part), [], first=True)


@pytest.mark.parametrize("value", [0.1 + 0.2, -1 / 3, 12.75, 1e15, 1e-7, 999_999_999_999_999.9, 1e300])
def test_called_number_is_the_same_by_both_readers(value: float) -> None:
    assert quick._text(value) == plain(round_to_shown(Decimal(repr(value))))


def test_called_number_that_is_none_is_a_text() -> None:
    assert [quick._text(float(said)) for said in ("nan", "inf")] == ["nan", "inf"]
