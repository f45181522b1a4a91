"""One content, three faces: what stands on paper is what stands on the page."""

import re

import pytest

from istmo.kernel.problem import WrongUse
from istmo.publish import edition
from istmo.publish.edition import Page
from tests.unit.publish import paper


def test_formats_are_found_by_walking() -> None:
    assert edition.formats() == ("html", "docx", "pdf")


def test_known_refuses_a_format_there_is_not() -> None:
    with pytest.raises(WrongUse, match=r"written as odt, rtf\. There are html, docx, pdf\."):
        edition.known(["pdf", "rtf", "odt"])


def test_known_tells_each_once_in_our_order() -> None:
    assert edition.known(["pdf", "html", "pdf"]) == ("html", "pdf")


def test_write_gives_one_file_for_each_format(text: str, tmp_path) -> None:
    written = edition.write([Page("report", text)], tmp_path / "out", ["docx", "html"])
    assert [path.name for path in written] == ["report.html", "report.docx"]
    assert written[1].read_bytes().startswith(b"PK")


def test_document_holds_every_figure_of_the_page(text: str) -> None:
    document = Page("report", text).document
    told = {(run.value, run.text) for block in document.blocks for run in _runs(block) if run.value}
    assert len(told) > 15
    assert told == paper.shown(text)


def _runs(block) -> list:
    parts = vars(block)
    runs = [*parts.get("runs", ()), *parts.get("caption", ())] if "svg" not in parts else []
    if "picture" in parts:
        return _runs(block.table)
    for row in parts.get("rows", ()):
        for cell in getattr(row, "cells", row):
            runs += getattr(cell, "runs", cell)
    return runs


def test_word_has_the_numbers_of_the_page_and_no_others(text: str, faces: dict[str, bytes]) -> None:
    told = paper.numbers(paper.of_word(faces["docx"]))
    assert told == paper.numbers(paper.of_page(text))
    assert len(told) > 50


def test_pdf_has_the_figures_of_the_page(text: str, faces: dict[str, bytes]) -> None:
    told = " ".join(paper.of_pdf(faces["pdf"]).split())
    assert [shown for _, shown in paper.shown(text) if shown not in told] == []


def test_pdf_has_no_number_that_the_page_has_not(text: str, faces: dict[str, bytes]) -> None:
    told = paper.numbers(re.sub(r"[0-9a-f]{8,}", " ", paper.of_pdf(faces["pdf"])))
    page = paper.numbers(paper.of_page(text)) | paper.numbers(paper.of_drawings(text))
    # Sheets, tables and pictures are counted on paper only.
    own = {number for number in told - page if not number.isdigit()}
    assert own == set()


def test_papers_say_in_words_what_the_page_says(text: str, faces: dict[str, bytes]) -> None:
    for told in (
        "no target stated",
        "base not given",
        "The day from which the years are counted is not stated",
        "No value for: Land CC",
        'Wells <script>alert("1")</script> & more',
        "also under Forest",
    ):
        for words in (paper.of_word(faces["docx"]), paper.of_pdf(faces["pdf"])):
            assert told in " ".join(words.split()), told


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_same_page_same_bytes(text: str, faces: dict[str, bytes], name: str, tmp_path) -> None:
    (again,) = edition.write([Page("report", text)], tmp_path, [name])
    assert again.read_bytes() == faces[name]


def test_papers_carry_no_clock_and_no_path(faces: dict[str, bytes], tmp_path) -> None:
    assert b"CreationDate" not in faces["pdf"]
    assert str(tmp_path.parent).encode() not in faces["pdf"]
