"""An exercise says so on every page, in every caption, at the head and foot of every sheet, in every title."""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO

import docx
import pypdf
import pytest

from istmo.publish import countries, factsheet, marking, report
from istmo.publish.desk import Desk
from istmo.publish.edition import Page
from istmo.publish.words import Words
from istmo.release.reader import Release, open_release
from tests.unit.publish import basin
from tests.unit.publish.page import Page as Read

WORD = "illustrative"


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    opened = open_release(basin.write(tmp_path_factory.mktemp("exercise") / "release", illustrative=True))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pages(exercise: Release) -> list[Page]:
    desk = Desk(exercise, Words())
    return [report.page(desk), factsheet.page(desk), *countries.pages(desk)]


def test_page_says_so_in_title_strip_and_every_caption(pages: list[Page]) -> None:
    for page in pages:
        read = Read.read(page.html)
        assert WORD in read.all("title")[0].words
        assert [e.words for e in read.elements if e.attributes.get("class") == "mark"]
        captions = [*read.all("caption"), *read.all("figcaption")]
        assert captions or page.name == "countries/CC"
        assert [caption.words for caption in captions if WORD not in caption.words] == []


def test_word_says_so_on_every_sheet_and_in_every_caption(pages: list[Page]) -> None:
    for page in pages:
        word = docx.Document(BytesIO(import_module("istmo.publish.faces.docx").write(page)))
        section = word.sections[0]
        assert WORD in section.header._element.xml
        assert WORD in section.footer._element.xml
        assert WORD in word.core_properties.title
        captions = [p.text for p in word.paragraphs if p.style.name == "Caption"]
        assert captions or page.name == "countries/CC"
        assert [caption for caption in captions if WORD not in caption] == []
        if page.document.cover:
            assert WORD in word.paragraphs[0].text


def test_pdf_says_so_on_every_sheet(pages: list[Page]) -> None:
    for page in pages:
        pdf = pypdf.PdfReader(BytesIO(import_module("istmo.publish.faces.pdf").write(page)))
        assert WORD in pdf.metadata.title
        assert [n for n, sheet in enumerate(pdf.pages) if WORD not in sheet.extract_text()] == []


def test_other_release_says_nothing_of_it(release: Release, text: str) -> None:
    assert WORD not in text
    assert marking.of(release, Words()) == ""
    assert marking.marked(text, "") == text


def test_marked_marks_what_a_stranger_wrote_as_little_as_ever() -> None:
    page = '<table><caption id="a">One &lt;caption&gt;</caption></table><title id="x-t">Name</title>'
    assert marking.marked(page, "illustrative: an exercise") == (
        '<table><caption id="a"><span class="tag hole">illustrative</span> One &lt;caption&gt;</caption></table>'
        '<title id="x-t">illustrative: Name</title>'
    )
