"""Write, type, read: whatever numbers are typed into whatever rows, in whatever order the rows then stand, come back."""

import re
import zipfile
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.formats._called import read as called_read
from istmo.formats._called.sheets import called
from istmo.formats._shared import USUAL
from istmo.formats._workbook import cells, outline, package, styles
from tests.called import FIRST, asked, workbook
from tests.property import of

_SHEET = "xl/worksheets/sheet3.xml"
_ROW = re.compile(r'<row r="(\d+)".*?</row>', re.DOTALL)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("property") / "works.xlsx")


def typed(sent: Path, out: Path, values: dict[int, Decimal], order: list[int]) -> None:
    """The workbook with numbers in the column of results, and its rows in another order: what a person's program saves."""
    with zipfile.ZipFile(sent) as came, zipfile.ZipFile(out, "w") as made:
        for entry in came.infolist():
            part = came.read(entry)
            made.writestr(
                entry.filename, _edited(part.decode(), values, order) if entry.filename == _SHEET else part
            )


def _edited(part: str, values: dict[int, Decimal], order: list[int]) -> str:
    rows = {int(found[1]): found[0] for found in _ROW.finditer(part)}
    for number, value in values.items():
        rows[number] = re.sub(rf'(<c r="I{number}" s="\d+")/>', rf"\g<1>><v>{value}</v></c>", rows[number])
    first = min(order)
    for place, number in enumerate(order, first):
        moved = re.sub(r'r="([A-Z]*)\d+"', rf'r="\g<1>{place}"', rows[number])
        rows[-place] = moved
    whole = "".join(
        rows[number] if number not in order else rows[-number] for number in sorted(k for k in rows if k > 0)
    )
    start, end = part.index("<sheetData>") + len("<sheetData>"), part.index("</sheetData>")
    return part[:start] + whole + part[end:]


#: Told in words, or by the number of a state.
TOLD = ("text", "milestone")
NUMBERS = st.integers(min_value=-(10**8), max_value=10**8).map(lambda whole: Decimal(whole) / 100)


@settings(max_examples=of(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_typed_comes_back_for_its_row(sent: Path, data: st.DataObject) -> None:
    rows = asked().part("results")
    numbers = [row for row in range(FIRST, FIRST + len(rows)) if rows[row - FIRST].measure not in TOLD]
    chosen = data.draw(st.dictionaries(st.sampled_from(numbers), NUMBERS, min_size=1))
    order = data.draw(st.permutations(list(range(FIRST, FIRST + len(rows)))))
    with TemporaryDirectory() as folder:
        into = Path(folder)
        typed(sent, into / "a.xlsx", chosen, list(order))
        with package.opened(into / "a.xlsx", USUAL) as parts:
            book = outline.outline(parts)
            reader = cells.Reader(
                parts, outline.strings(parts, book.strings, USUAL), styles.shown(parts, book.styles), False
            )
            came = called_read.read(reader, book, called(reader, book), into, USUAL)
        assert came.figures is not None
        told = duckdb.sql(
            f"select indicator, place, activity, breakdown, value from '{came.figures}'"
        ).fetchall()
    wanted = {
        (row.indicator, row.place, row.activity, row.breakdown, value)
        for number, value in chosen.items()
        for row in [rows[number - FIRST]]
    }
    assert {(*row[:4], row[4]) for row in told} == wanted
