"""A table leaves the page with its notes, coverage, as-of date, release and hash; nothing in it can be run."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client
from python_calamine import load_workbook

from istmo.web.reading import downloads
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Stamp, Table

ADDRESS = "/releases/1/indicators/wells/"


def _read(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(address).content.decode())))


def _table(*cells: Cell, notes: tuple[Said, ...] = ()) -> Table:
    columns = tuple(Column(f"c{at}", f"C {at}", is_number=cell.is_number) for at, cell in enumerate(cells))
    stamp = Stamp("Release 1, “R”", "ab" * 32, "31 December 2020")
    return Table("t", "A table", columns, [Row(cells)], stamp, notes, coverage="Coverage: 1 of 2.")


def test_table_on_the_page_holds_what_must_be_copied_with_it(river, client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    feet = re.findall(r'<tfoot class="notes">(.*?)</tfoot>', page, re.S)
    assert feet
    for foot in feet:
        assert river.content in foot
        assert "As of 31 December 2020." in foot
        assert "Release 1, “First”" in foot
    assert "Coverage: " in feet[0]
    assert "Achievement is like for like" in feet[0]


def test_csv_is_the_table_and_nothing_else_with_exact_values(river, client: Client) -> None:
    answer = client.get(f"{ADDRESS}?form=csv&table=results")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="release-1-results.csv"'
    assert 'rel="describedby"' in answer.headers["Link"]
    rows = _read(client, f"{ADDRESS}?form=csv&table=results")
    row = next(row for row in rows if row["place_code"] == "AA" and row["period_code"] == "2020")
    assert row["result"] == "1334.5"
    assert row["target"] == "2000"
    assert row["result_unit"] == "wells"
    assert (row["release_hash"], row["as_of"]) == (river.content, "31 December 2020")
    assert {len(row) for row in rows} == {len(rows[0])}


def test_notes_of_a_table_are_a_file_beside_its_csv(river, client: Client) -> None:
    told = client.get(f"{ADDRESS}?form=notes&table=results").content.decode()
    assert "Achievement is like for like" in told
    assert river.content in told


def test_workbook_holds_numbers_as_numbers_and_its_notes_below(river, client: Client) -> None:
    content = client.get(f"{ADDRESS}?form=xlsx&table=results").content
    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Results"
    assert 1334.5 in [cell for row in rows for cell in row]
    foot = [row[0] for row in rows[-4:]]
    assert any(river.content in str(line) for line in foot)
    assert client.get(f"{ADDRESS}?form=xlsx&table=results").content == content


def test_download_holds_every_row_whatever_part_is_shown(river, client: Client) -> None:
    address = "/releases/1/questions/claims/"
    shown = client.get(address).content.decode()
    all_ = int(re.findall(r"1 to 30 of (\d+)", shown)[0])
    assert len(_read(client, f"{address}?form=csv&table=answer&answer=2")) == all_
    assert "31 to" in client.get(f"{address}?answer=2").content.decode()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "|cmd", "%0"])
def test_text_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    told = downloads.to_csv(_table(Cell(text), Cell("a", code=text), Cell("b", aside=(Said(text),))))
    row = list(csv.reader(StringIO(told)))[1]
    assert not any(re.match(r"\s*[=+\-@|%]", cell) for cell in row)
    book = ZipFile(BytesIO(downloads.to_xlsx(_table(Cell(text)))))
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("value", ["-12.5", "0", "12345678901234567890.123456789"])
def test_number_stays_exact(value: str) -> None:
    told = downloads.to_csv(_table(Cell("shown", value=value)))
    assert list(csv.reader(StringIO(told)))[1][0] == value
    rows = (
        load_workbook(BytesIO(downloads.to_xlsx(_table(Cell("shown", value=value)))))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert str(rows[3][0]).rstrip("0").rstrip(".") == value or float(rows[3][0]) == float(value)


def test_mark_of_an_exercise_goes_with_every_table() -> None:
    stamp = Stamp("Illustrative release 1", "ab" * 32, "", "illustrative: an exercise")
    table = Table("t", "A table", (Column("a", "A"),), [Row((Cell("x"),))], stamp)
    assert next(said.text for said in downloads.below(table)) == "illustrative: an exercise"
    assert "states no day" in downloads.to_notes(table)
