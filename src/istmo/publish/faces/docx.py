"""Word: what agencies clear. Real headings, captions and fields in styles of its own template."""

from importlib.resources import files
from io import BytesIO

import docx
from docx.document import Document as Opened
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from istmo.publish.document.blocks import Document
from istmo.publish.edition import Page
from istmo.publish.word import package, xml
from istmo.publish.word.body import Body
from istmo.publish.words import Words

#: The size of a short paper's letters beside a report's, by the sheets it may fill.
_SMALLER = {1: 0.76, 2: 0.79}
#: The distance of lines in a report, in 240ths of a line.
_AIRY = "264"
_LANGUAGES = {"en": "en-US", "es": "es-419"}


def write(page: Page) -> bytes:
    """The page as a Word file; the same page gives the same bytes."""
    document = page.document
    with (files("istmo.publish") / "style" / "template.docx").open("rb") as template:
        opened = docx.Document(template)
    if document.sheets:
        _smaller(opened, _SMALLER.get(document.sheets, 1.0))
    _fill(opened, document)
    _running(opened, document)
    _about(opened, document)
    written = BytesIO()
    opened.save(written)
    return package.fixed(written.getvalue())


def _smaller(opened: Opened, scale: float) -> None:
    """A short paper has smaller letters, less room between blocks and quieter headings than a report."""
    styles = opened.styles.element
    for size in styles.iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(round(int(size.get(qn("w:val"))) * scale)))
    for spacing in styles.iter(qn("w:spacing")):
        for side in (qn("w:before"), qn("w:after")):
            if spacing.get(side):
                spacing.set(side, str(round(int(spacing.get(side)) * scale / 2)))
        if spacing.get(qn("w:line")) == _AIRY:
            spacing.set(qn("w:line"), "240")
    for margin in styles.iter(qn("w:tblCellMar")):
        for side in (qn("w:top"), qn("w:bottom")):
            margin.find(side).set(qn("w:w"), "16")
    opened.styles["Heading 1"].font.size = Pt(12)
    section = opened.sections[0]
    section.top_margin = section.bottom_margin = Mm(16)
    section.header_distance = section.footer_distance = Mm(8)


def _fill(opened: Opened, document: Document) -> None:
    part = opened.part

    def keep(picture: BytesIO) -> str:
        return str(part.get_or_add_image(picture)[0])

    def lead(address: str) -> str:
        return str(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    body = opened.element.body
    last = body[-1]
    for element in list(body)[:-1]:
        body.remove(element)
    for element in parse_xml(f"<w:body {xml.DECLARED}>{Body(document, keep, lead).text()}</w:body>"):
        last.addprevious(element)


def _running(opened: Opened, document: Document) -> None:
    """Release and page at the foot of every sheet; at its head the word that every sheet must carry."""
    section = opened.sections[0]
    section.left_margin = section.right_margin = Mm(xml.margin(document))
    section.different_first_page_header_footer = document.cover is not None
    say = Words(document.language).say
    page, pages = xml.field("PAGE", "1"), xml.field("NUMPAGES", "1")
    before, between, after = _around(say("%(page)s of %(pages)s", page="\0", pages="\0"))
    foot = xml.run(document.running) + "<w:r><w:tab/></w:r>" + before + page + between + pages + after
    head = xml.run(document.mark) if document.mark else ""
    for place, style, inside in ((section.footer, "Footer", foot), (section.header, "Header", head)):
        place.is_linked_to_previous = False
        for element in list(place._element):
            place._element.remove(element)
        right = round(xml.text_width(document) * xml.DXA)
        tab = f'<w:tabs><w:tab w:val="clear" w:pos="9411"/><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
        paragraph = xml.paragraph(style, inside, more=tab if right != 9411 else "").replace(
            "<w:p>", f"<w:p {xml.DECLARED}>", 1
        )
        place._element.append(parse_xml(paragraph))


def _around(told: str) -> list[str]:
    return [xml.run(part) if part else "" for part in told.split("\0")]


def _about(opened: Opened, document: Document) -> None:
    """Title and language; a table of contents is renewed when the file is opened: only Word knows its pages."""
    core = opened.core_properties
    for element in list(core._element):
        core._element.remove(element)
    language = _LANGUAGES.get(document.language, document.language)
    core.title, core.language, core.author = document.title, language, "istmo"
    for told in opened.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), language)
    if document.cover is None:
        return  # no table of contents, no fields of pages to renew
    compat = opened.settings.element.find(qn("w:compat"))
    compat.addprevious(parse_xml(f'<w:updateFields {xml.DECLARED} w:val="true"/>'))
