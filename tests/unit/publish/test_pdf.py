"""The PDF: tagged, titled, in a language, its pictures told in words, its sheets found by name."""

from io import BytesIO

import pypdf
import pytest

from istmo.publish.sections import contents


@pytest.fixture(scope="module")
def pdf(faces: dict[str, bytes]) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(faces["pdf"]))


def elements(pdf: pypdf.PdfReader) -> list[pypdf.generic.DictionaryObject]:
    """Every element of the structure that assistive programs read."""
    found, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        told = waiting.pop().get_object()
        if isinstance(told, pypdf.generic.ArrayObject):
            waiting.extend(reversed(told))
        elif isinstance(told, pypdf.generic.DictionaryObject) and "/MCID" not in told:
            found.append(told)
            waiting.append(told["/K"]) if "/K" in told else None
    return found


def test_pdf_claims_the_standard_for_accessible_files(pdf: pypdf.PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert pdf.metadata.title == "Basin Strategy · Annual report on results · release 1"


def test_pdf_bookmarks_are_the_sections(pdf: pypdf.PdfReader) -> None:
    titles = [entry["/Title"] for entry in pdf.outline if not isinstance(entry, list)]
    for section in contents():
        assert any(title.endswith(section.title) for title in titles), section.title


def test_pdf_tables_have_heads_and_pictures_have_words(pdf: pypdf.PdfReader) -> None:
    told = elements(pdf)
    kinds = [element.get("/S") for element in told]
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/Figure", "/Caption"} <= set(kinds)
    figures = [element for element in told if element.get("/S") == "/Figure"]
    assert len(figures) == 4
    assert all(len(figure["/Alt"]) > 30 for figure in figures)


def test_pdf_needs_no_font_of_the_machine(pdf: pypdf.PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pdf.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert {font.split("+")[1] for font in fonts} >= {"PublicSans-Regular", "SourceSerif4-SemiBold"}
    assert all("+" in font for font in fonts)


def test_pdf_foot_names_release_and_page(pdf: pypdf.PdfReader) -> None:
    words = pdf.pages[3].extract_text().replace("\u2060", "")
    assert "Basin Strategy · release 1 · " in words
    assert f"4 of {len(pdf.pages)}" in words
