"""The report and the sheets in Spanish: nothing of them is English and does not say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from istmo.publish import countries, edition, factsheet, report
from istmo.publish.desk import Desk
from istmo.publish.faces import pdf
from istmo.publish.words import Words
from istmo.release.reader import Release, open_release
from tests.unit.publish import basin
from tests.unit.publish.spanish import left_in_english

LOCALE = Path(report.__file__).parent / "locale" / "es" / "LC_MESSAGES"


@pytest.fixture(scope="module", params=[False, True], ids=["release", "exercise"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder = tmp_path_factory.mktemp("cuenca") / "release"
    opened = open_release(basin.write(folder, illustrative=request.param))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pages(told: Release) -> list[edition.Page]:
    desk = Desk(told, Words("es"))
    return [report.page(desk), factsheet.page(desk), *countries.pages(desk)]


@pytest.fixture(scope="module")
def english() -> set[str]:
    """Every message that the two languages do not share."""
    said: set[str] = set()
    for domain in ("report", "answers"):
        with (LOCALE / f"{domain}.po").open("rb") as file:
            catalog = read_po(file)
        said |= {str(one.id) for one in catalog if isinstance(one.id, str) and one.id != one.string}
    return said - {""}


def test_page_says_its_language(pages: list[edition.Page]) -> None:
    assert all('<html lang="es">' in page.html for page in pages)


def test_pages_have_no_english_that_does_not_say_so(pages: list[edition.Page], english: set[str]) -> None:
    found = {page.name: left_in_english(page.html, english) for page in pages}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_pages_have_no_marks_of_ours_left(pages: list[edition.Page]) -> None:
    assert not any(mark in page.html for page in pages for mark in "\ue000\ue001\ue002")


def test_spanish_report_has_the_numbers_of_the_english_one(told: Release) -> None:
    def values(lang: str) -> list[str]:
        page = report.render(told, lang=lang)
        return sorted(part.partition('"')[0] for part in page.split('<data value="')[1:])

    assert values("es") == values("en") != []


def test_pdf_says_its_language(pages: list[edition.Page]) -> None:
    assert b"/Lang(es)" in pdf.write(pages[1]).replace(b" ", b"")
