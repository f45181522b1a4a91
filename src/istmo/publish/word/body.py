"""The blocks of a document as the body of a Word file."""

from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import count

import vl_convert

from istmo.publish import charts
from istmo.publish.document import flow
from istmo.publish.document.blocks import (
    Block,
    Document,
    Heading,
    Pair,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    Terms,
)
from istmo.publish.word import grid, xml
from istmo.publish.words import Words

#: The looks of words that have a character style; all others are quiet.
_STYLES = {
    "": "", "ref": "Reference", "hole": "Hole", "tag": "Tag", "tag hole": "TagHole", "code": "Code", "hash": "Code",
    "mark": "Mark", "bench": "Bench",
}  # fmt: skip
_PARAGRAPHS = {
    "lead": "Lead", "quiet": "Quiet", "unknown": "Note", "line-text": "LineText", "branch-title": "Branch",
    "branch-text": "BranchText", "branch-note": "BranchNote", "item": "Item", "sources": "Source", "tags": "Tags",
    "summary": "Summary", "key": "Tags", "kicker": "SheetKicker",
}  # fmt: skip
#: Dots per inch of a drawing, and the widest it may be in English metric units.
_DPI, _WIDEST, _NARROW = 220, 166 * 36000, 78 * 36000

#: Headings down to this level stand in the table of contents.
_LISTED = 2

#: Takes a picture's bytes and gives the name of its relation.
Keep = Callable[[BytesIO], str]
#: Takes an address and gives the name of its relation.
Lead = Callable[[str], str]


class Body:
    """Writes block after block; bookmarks are numbers, since a document may name its places as it likes."""

    def __init__(self, document: Document, keep: Keep, lead: Lead) -> None:
        """`keep` stores a picture, `lead` an address."""
        self.document, self.keep, self.lead = document, keep, lead
        self.say = Words(document.language).say
        self.headings = [b for b in document.blocks if isinstance(b, Heading) and 0 < b.level <= _LISTED]
        self.places = {
            anchor: number for number, anchor in enumerate(sorted(document.anchors), 1 + len(self.headings))
        }
        self.listed = count(1)
        self.width = round(xml.text_width(document) * xml.DXA)

    def text(self) -> str:
        """The whole body but its last section."""
        parts = [
            self._cover(),
            *(self._block(block, keep) for block, keep in flow.with_next(self.document.blocks)),
        ]
        return "".join(parts)

    # ── words ────────────────────────────────────────────────────────────────────────────────────────
    def words(self, runs: Runs) -> str:
        """Runs as runs, links as links."""
        return "".join(map(self._run, runs))

    def _run(self, told: Run) -> str:
        style = _STYLES.get(told.tone, "Muted")
        is_plain = bool(told.link) and not style
        inside = ("<w:r><w:br/></w:r>" if told.breaks else "") + xml.run(
            told.text, "Hyperlink" if is_plain else style, bold=told.bold, lang=told.lang
        )
        if told.link.startswith("#"):
            return f'<w:hyperlink w:anchor="b{self.places[told.link[1:]]}">{inside}</w:hyperlink>'
        return f'<w:hyperlink r:id="{self.lead(told.link)}">{inside}</w:hyperlink>' if told.link else inside

    def named(self, anchors: Iterable[str]) -> str:
        """The bookmarks of a block."""
        return "".join(xml.bookmark(self.places[anchor]) for anchor in anchors)

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────
    def _block(self, block: Block, keep: bool) -> str:
        match block:
            case Heading():
                told = self._heading(block)
            case Paragraph():
                told = self._paragraph(block, keep)
            case Terms():
                told = self._terms(block, keep)
            case Table():
                told = self._table(block)
            case Picture():
                told = self._picture(block)
            case Pair():
                told = self._picture(block.picture, _NARROW) + self._table(block.table)
        return told

    def _heading(self, told: Heading) -> str:
        if told.level == 0:
            return xml.paragraph("SheetTitle", self.words(told.runs), keep=True)
        number = xml.run(f"{told.number}\u2003", "Muted") if told.number else ""
        plain = "".join(xml.run(run.text, _STYLES.get(run.tone, "Muted"), lang=run.lang) for run in told.runs)
        inside = self.named(told.anchors) + number + plain
        if told.level <= _LISTED:
            inside = xml.bookmark(next(self.listed), inside)
        over = xml.paragraph("Over", xml.run(told.over), keep=True) if told.over else ""
        more = "<w:pageBreakBefore/>" if told.opens else ""
        return over + xml.paragraph(f"Heading{told.level}", inside, keep=True, more=more)

    def _paragraph(self, told: Paragraph, keep: bool) -> str:
        style = _PARAGRAPHS.get(told.kind, "BodyText")
        inside = self.named(told.anchors) + self.words(told.runs)
        more = ""
        if told.marker:
            style = style if style == "Source" else "Item"
            inside = xml.run(told.marker, "Muted") + "<w:r><w:tab/></w:r>" + inside
        if told.depth:
            left = round(told.depth * 4.5 * xml.DXA)
            more = f'<w:ind w:left="{left + 340 * bool(told.marker)}"/>'
        return xml.paragraph(style, inside, keep=keep, more=more)

    def _terms(self, told: Terms, keep: bool) -> str:
        named = self.named(told.anchors)
        before = xml.paragraph("Gap", named) if named else ""
        return before + (grid.beside if told.is_beside else grid.terms)(
            told, self.width, self.words, keep=keep
        )

    def _caption(self, word: str, sequence: str, number: int, runs: Runs, keep: bool) -> str:
        counted = (
            xml.run(f"{word} ", "Muted")
            + xml.field(f"SEQ {sequence} \\* ARABIC", str(number))
            + xml.run(". ")
        )
        return xml.paragraph("Caption", counted + self.words(runs), keep=keep)

    def _table(self, told: Table) -> str:
        caption = self._caption(self.say("Table"), "Table", told.number, told.caption, keep=True)
        named = self.named(told.anchors)
        return caption.replace("</w:pPr>", f"</w:pPr>{named}", 1) + grid.table(
            told, self.width, self.words, self.named
        )

    def _picture(self, told: Picture, most: int = _WIDEST) -> str:
        charts.prepare()
        drawn = vl_convert.svg_to_png(told.svg, scale=_DPI / 96)
        wide = min(round(told.width * xml.EMU_PX * (0.8 if self.document.sheets else 1)), most)
        size = (wide, round(wide * told.height / told.width))
        shown = xml.picture(self.keep(BytesIO(drawn)), told.number, size, f"{told.caption}. {told.told}")
        picture = xml.paragraph("Picture", self.named(told.anchors) + shown, keep=True)
        return picture + self._caption(
            self.say("Figure"), "Figure", told.number, (Run(told.caption),), keep=False
        )

    # ── what stands before ───────────────────────────────────────────────────────────────────────────
    def _cover(self) -> str:
        cover = self.document.cover
        if cover is None:
            return ""
        parts = [
            xml.paragraph("Mark", xml.run(self.document.mark)) if self.document.mark else "",
            xml.paragraph("Kicker", xml.run(cover.kicker)),
            xml.paragraph("Title", xml.run(cover.title)),
            xml.paragraph("Subtitle", xml.run(cover.basis)),
            *(
                xml.paragraph("Imprint", xml.run(f"{term}: ", "Muted") + xml.run(said))
                for term, said in cover.imprint
            ),
        ]
        return "".join(parts) + (self._contents() if self.document.contents else "")

    def _contents(self) -> str:
        """The table of contents as a field, with its entries already in it."""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        entries = []
        for number, heading in enumerate(self.headings, 1):
            words = "".join(run.text for run in heading.runs)
            title = xml.run(f"{heading.number}\u2003{words}" if heading.number else words)
            page = "<w:r><w:tab/></w:r>" + xml.field(f"PAGEREF b{number} \\h", "")
            link = f'<w:hyperlink w:anchor="b{number}">{title}{page}</w:hyperlink>'
            entries.append(xml.paragraph(f"TOC{heading.level}", (begin if number == 1 else "") + link))
        title = xml.paragraph("ContentsTitle", xml.run(self.document.contents), keep=True)
        end = xml.paragraph("Gap", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        return title + "".join(entries) + end if entries else ""
