"""A workbook that was written is read back cell for cell, and another reader sees the same in it."""

from decimal import Context, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from python_calamine import CalamineError, CalamineWorkbook

from istmo.formats import _marked, xlsx
from istmo.formats._shared import USUAL
from istmo.formats._workbook import cells, outline, package
from istmo.formats._workbook.wording import Told
from istmo.kernel.problem import InputProblem, has_errors
from istmo.kernel.tables import FIGURES, TRANSACTIONS
from tests.property.test_formats_csv import ARROW, QUIET, numbered, rows
from tests.workbooks import PERCENT, number, packed, parts, row, sheet, table

Rows = list[dict[str, Any]]


def written(tables: dict[Any, Rows], folder: Path) -> Path:
    """A workbook of these tables."""
    paths = {}
    for kind, listed in tables.items():
        schema = pyarrow.schema([(column.name, ARROW[column.type]) for column in kind.columns])
        paths[kind] = folder / f"{kind.name}.before.parquet"
        parquet.write_table(pyarrow.Table.from_pylist(listed, schema), paths[kind])
    (out,) = xlsx.write(paths.get(FIGURES), paths.get(TRANSACTIONS), folder / "out.xlsx")
    return out


def once(listed: Rows) -> Rows:
    """The rows whose number stands once."""
    kept = {row["row"]: row for row in reversed(numbered(listed))}
    return [kept[number] for number in sorted(kept)]


@QUIET
@given(rows(FIGURES), rows(TRANSACTIONS))
def test_both_tables_round_trip_exactly(figures: Rows, transactions: Rows) -> None:
    tables = {FIGURES: once(figures), TRANSACTIONS: once(transactions)}
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "into").mkdir()
        read = xlsx.read(written(tables, folder), folder / "into")
        assert [problem.sentence for problem in read.problems] == []
        assert read.figures
        assert read.transactions
        assert parquet.read_table(read.figures).to_pylist() == tables[FIGURES]
        assert parquet.read_table(read.transactions).to_pylist() == tables[TRANSACTIONS]


@QUIET
@given(rows(FIGURES))
def test_another_reader_sees_the_same_texts(figures: Rows) -> None:
    with TemporaryDirectory() as name:
        out = written({FIGURES: once(figures)}, Path(name))
        sheet = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("figures").to_python()
        for index, header in enumerate(sheet[0]):
            if header in ("note", "indicator", "value_as_written", "breakdown"):
                said = [row[index] for row in sheet[1:]]
                assert said == [row[header] or "" for row in once(figures)]


PLAIN = parts({"R": table("81.2", number("E3", "0.5", PERCENT)), "Other": sheet([row(1, ["x"])])})
PIECES = [
    "<",
    ">",
    '"',
    "/",
    "&",
    "0",
    "-1",
    "999999999",
    "r",
    "s",
    "A1",
    "é",
    "",
    "<row/>",
    "<c/>",
    "<v>x</v>",
    "\x00",
]


@QUIET
@given(st.data())
def test_damaged_parts_are_told_and_never_a_crash(data: st.DataObject) -> None:
    """Whatever stands in whichever part: what can be read is read, the rest is told, and the file can be marked."""
    content: dict[str, str] = dict(PLAIN)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(content)))
        start = data.draw(st.integers(0, len(content[name])))
        end = start + data.draw(st.integers(0, 40))
        content[name] = content[name][:start] + data.draw(st.sampled_from(PIECES)) + content[name][end:]
    with TemporaryDirectory() as folder:
        assert_told(packed(Path(folder, "a.xlsx"), content))


@QUIET
@given(st.data())
def test_damaged_archives_are_told_and_never_a_crash(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = packed(Path(folder, "a.xlsx"), PLAIN)
        raw = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(
            raw[: data.draw(st.integers(len(raw) // 2, len(raw)))] if data.draw(st.booleans()) else raw
        )
        assert_told(path)


def assert_told(path: Path) -> None:
    """Reading gives a table or a problem in words; if another program opens the file, it opens the marked one."""
    into, work = path.parent / "into", path.parent / "work"
    into.mkdir()
    work.mkdir()
    try:
        read = xlsx.read(path, into)
        problems = read.problems
        assert read.figures or problems
    except InputProblem as refused:
        problems = refused.problems
        assert has_errors(problems)
    out = _marked.give_back(path, Told(problems), work, USUAL)
    if opens(path):
        assert opens(out)


def opens(path: Path) -> bool:
    """Whether another program opens a workbook and every sheet in it."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    except CalamineError:
        return False
    return True


#: Rounds decimals, not the binary number behind them: 7.622487088536135e-06 ends in 14, as people round.
FIFTEEN = Context(prec=15)


@QUIET
@given(
    st.lists(st.floats(-1e15, 1e15, allow_nan=False).filter(lambda n: n == 0 or abs(n) > 1e-9), min_size=1)
)
def test_numbers_are_those_another_reader_sees(stored: list[float]) -> None:
    """To the fifteen digits that a spreadsheet shows, and never with more."""
    with TemporaryDirectory() as folder:
        path = packed(
            Path(folder, "a.xlsx"),
            parts({"R": table(*[number(f"E{n}", repr(s)) for n, s in enumerate(stored, 2)])}),
        )
        seen = [
            row[4] for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_name("R").to_python()[1:]
        ]
        into = Path(folder, "into")
        into.mkdir()
        with package.opened(path, USUAL) as opened:
            book = outline.outline(opened)
            rows = list(cells.Reader(opened, [], [], False).rows(book.sheets[0], cells.Sight()))[1:]
        texts = [row[4].text for _, row in rows]
        assert [FIFTEEN.create_decimal(repr(value)) for value in seen] == [Decimal(text) for text in texts]
        assert all(len(Decimal(text).normalize().as_tuple().digits) <= 15 for text in texts)
