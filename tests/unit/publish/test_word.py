"""The Word file, read again with the library agencies' own tools are made of."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from istmo.publish.document.blocks import Run
from istmo.publish.edition import Page
from istmo.publish.sections import contents
from istmo.publish.word import template, xml
from istmo.publish.word.body import Body


@pytest.fixture(scope="module")
def word(faces: dict[str, bytes]) -> Document:
    return docx.Document(BytesIO(faces["docx"]))


def test_template_is_the_one_our_script_makes() -> None:
    path = template.path()
    assert path.read_bytes() == template.make(), "run python -m istmo.publish.word.template"


def test_word_headings_are_real(word: Document) -> None:
    titles = [p.text.split("\u2003")[-1] for p in word.paragraphs if p.style.name == "Heading 1"]
    assert titles == [section.title for section in contents()]
    assert {p.style.name for p in word.paragraphs} >= {
        "Title",
        "Heading 2",
        "Heading 3",
        "Caption",
        "Note",
        "Source",
    }


def test_word_has_a_table_of_contents_that_is_a_field(word: Document) -> None:
    told = [e.text.strip() for e in word.element.body.iter(qn("w:instrText"))]
    assert told[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert word.settings.element.find(qn("w:updateFields")) is not None
    entries = [p.text.strip() for p in word.paragraphs if p.style.name == "toc 1"]
    assert [entry.split("\u2003")[-1] for entry in entries] == [section.title for section in contents()]


def test_word_captions_are_numbered_by_fields(word: Document) -> None:
    told = [e.text.strip() for e in word.element.body.iter(qn("w:instrText")) if "SEQ" in e.text]
    assert told.count("SEQ Table \\* ARABIC") == len([t for t in word.tables if t.style.name == "IstmoTable"])
    captions = [p.text for p in word.paragraphs if p.style.name == "Caption" and p.text.startswith("Table")]
    assert [caption.split(". ")[0] for caption in captions] == [
        f"Table {n}" for n in range(1, len(captions) + 1)
    ]


def test_word_tables_repeat_their_head_and_cut_no_row(word: Document) -> None:
    for table in word.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        if table.style.name == "IstmoTable":
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_word_pictures_say_what_they_show(word: Document) -> None:
    pictures = word.inline_shapes
    assert len(pictures) == 4
    for picture in pictures:
        assert len(picture._inline.docPr.get("descr")) > 30
        image = word.part.related_parts[picture._inline.graphic.graphicData.pic.blipFill.blip.embed].image
        assert image.px_width / (picture.width / 914400) >= 200


def test_word_foot_names_release_and_page(word: Document) -> None:
    foot = word.sections[0].footer._element.xml
    assert "Basin Strategy · release 1 · " in foot
    assert " PAGE " in foot
    assert " NUMPAGES " in foot


def test_word_links_lead_somewhere(word: Document) -> None:
    body = word.element.body
    places = {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}
    links = [e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))]
    assert len(links) > 20
    assert set(links) <= places


def test_word_tells_title_and_language_but_no_moment(faces: dict[str, bytes], word: Document) -> None:
    assert word.core_properties.title == "Basin Strategy · Annual report on results · release 1"
    assert word.core_properties.language == "en-US"
    with zipfile.ZipFile(BytesIO(faces["docx"])) as made:
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in made.read("docProps/core.xml").split(b">", 2)[2]


def test_word_properties_stand_in_the_order_of_the_standard(word: Document) -> None:
    """Word refuses a paragraph whose properties are out of order; other readers do not notice."""
    order = [qn(f"w:{n}") for n in ("pStyle", "keepNext", "pageBreakBefore", "ind", "jc")]
    for properties in word.element.body.iter(qn("w:pPr")):
        at = [order.index(child.tag) for child in properties]
        assert at == sorted(at)


def test_text_leaves_out_what_xml_cannot_hold() -> None:
    assert xml.text("a\x00b\x0b<&\uffff") == "a\ufffdb\ufffd&lt;&amp;\ufffd"


def test_word_link_to_an_address_is_a_relation(text: str) -> None:
    body = Body(Page("report", text).document, lambda picture: "rId1", lambda address: f"r-{address}")
    assert 'r:id="r-https://example.org"' in body.words((Run("there", link="https://example.org"),))
