"""The few pieces of WordprocessingML that everything is put together from, as text; one parse makes them a tree.

A report has tens of thousands of cells; element by element they take a minute, as text a second.
"""

import re
from html import escape

from istmo.publish.document.blocks import Document

#: Twentieths of a point in a millimetre, and English metric units in a CSS pixel.
DXA, EMU_PX = 56.6929, 9525
#: What XML cannot hold at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())


def margin(document: Document) -> int:
    """The margin on either side in millimetres: a short paper has less."""
    return 16 if document.sheets else 22


def text_width(document: Document) -> int:
    """The width of the text on an A4 sheet, in millimetres."""
    return 210 - 2 * margin(document)


def text(words: str) -> str:
    """Words as text of a run or value of an attribute."""
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words))


def paragraph(style: str, inside: str, *, keep: bool = False, more: str = "") -> str:
    """A paragraph of a named style; `keep` holds it on one sheet with the next; `more` are further properties."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{more}</w:pPr>{inside}</w:p>'


#: What Word calls a language; words of which nobody told one are not spelled.
_LANGUAGES = {"": "", "en": '<w:lang w:val="en-US"/>', "und": "<w:noProof/>"}


def run(words: str, style: str = "", *, bold: bool = False, lang: str = "") -> str:
    """A run of words in a character style, in a language of its own if it has one."""
    look = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "") + _LANGUAGES[lang]
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text(words)}</w:t></w:r>'


def field(instruction: str, shown: str) -> str:
    """A field with the text it shows until it is renewed."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {text(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(number: int, inside: str = "") -> str:
    """A place that links lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="b{number}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def picture(relation: str, number: int, size: tuple[int, int], told: str) -> str:
    """A picture in the line, with what it shows for who cannot see it; size in English metric units."""
    wide, high = size
    drawn = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="picture{number}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="picture{number}" descr="{text(told)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}">{drawn}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
