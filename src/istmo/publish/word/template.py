"""Makes the template `publish/style/template.docx`: run `python -m istmo.publish.word.template` after a change here.

Fonts are those every office has: a document that nine agencies edit must not depend on ours. An agency that has its
own template keeps these names of styles.
"""

from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from istmo.publish.word import package
from istmo.publish.word.xml import DECLARED

_SERIF, _SANS = "Georgia", "Calibri"
_INK, _TEXT, _QUIET, _RULE, _HOLE, _BENCH, _MARK = (
    "111A21",
    "1D2831",
    "4B5963",
    "CDD4D9",
    "7D4700",
    "8F5200",
    "0B5C7D",
)

_P: Mapping[str, tuple[str, str, dict[str, Any]]] = {
    # style: (name in Word, based on, look)
    "Title": ("Title", "Normal", {"font": _SERIF, "size": 34, "colour": _INK, "after": 240, "line": 228}),
    "Subtitle": ("Subtitle", "Normal", {"font": _SERIF, "size": 13, "colour": _TEXT, "after": 1200}),
    "Kicker": ("Kicker", "Normal", {"size": 12, "bold": True, "colour": _QUIET, "before": 3600, "after": 160}),
    "Mark": ("Mark", "Normal", {"size": 14, "bold": True, "colour": _HOLE, "before": 600}),
    "Imprint": ("Imprint", "Normal", {"size": 10, "after": 40}),
    "Heading1": ("heading 1", "Normal", {"font": _SERIF, "size": 20, "bold": True, "colour": _INK, "before": 560, "after": 220, "level": 0}),
    "Heading2": ("heading 2", "Normal", {"font": _SERIF, "size": 14, "bold": True, "colour": _INK, "before": 360, "after": 120, "level": 1}),
    "Heading3": ("heading 3", "Normal", {"size": 11, "bold": True, "colour": _INK, "before": 240, "after": 40, "level": 2}),
    "SheetTitle": ("Sheet Title", "Normal", {"font": _SERIF, "size": 24, "bold": True, "colour": _INK, "after": 120, "line": 240}),
    "SheetKicker": ("Sheet Kicker", "Normal", {"size": 10, "bold": True, "colour": _QUIET, "after": 40}),
    "Over": ("Over Heading", "Normal", {"size": 9, "colour": _QUIET, "before": 480, "after": 0, "top": _INK}),
    "BodyText": ("Body Text", "Normal", {}),
    "Lead": ("Lead", "Normal", {"font": _SERIF, "size": 13.5, "colour": _INK, "after": 220}),
    "LineText": ("Line Text", "Normal", {"font": _SERIF, "size": 11.5, "colour": _INK}),
    "Quiet": ("Quiet Text", "Normal", {"size": 9.5, "colour": _QUIET}),
    "Branch": ("Branch", "Normal", {"before": 100, "after": 20}),
    "BranchText": ("Branch Text", "Normal", {"after": 20}),
    "BranchNote": ("Branch Note", "Normal", {"size": 9, "colour": _QUIET, "after": 60}),
    "Item": ("List Item", "Normal", {"after": 50, "hang": 340}),
    "Source": ("Source", "Normal", {"size": 9.5, "after": 100, "hang": 340}),
    "Tags": ("Tags", "Normal", {"size": 9.5, "after": 60}),
    "Summary": ("Summary", "Normal", {"bold": True, "colour": _INK, "before": 160, "after": 60}),
    "Note": ("Note", "Normal", {"colour": _HOLE, "fill": "FDF5E6", "left": "D9A441", "before": 80, "after": 160}),
    "Picture": ("Picture", "Normal", {"before": 120, "after": 40}),
    "Caption": ("caption", "Normal", {"size": 9.5, "bold": True, "colour": _INK, "before": 160, "after": 80}),
    "TableText": ("Table Text", "Normal", {"size": 9, "after": 0, "line": 240}),
    "TableSmall": ("Table Text Small", "TableText", {"size": 8}),
    "TableSmallest": ("Table Text Smallest", "TableText", {"size": 7}),
    "TableHead": ("Table Head", "TableText", {"size": 8.5, "bold": True, "colour": _QUIET}),
    "Term": ("Term", "TableText", {"colour": _QUIET}),
    "Said": ("Said", "TableText", {}),
    "ValueTerm": ("Value Term", "TableText", {"size": 8.5, "colour": _QUIET}),
    "Value": ("Value", "TableText", {"size": 11, "colour": _INK}),
    "Count": ("Count", "TableText", {"font": _SERIF, "size": 26, "colour": _INK}),
    "CountTerm": ("Count Term", "TableText", {"size": 9.5, "bold": True, "colour": _INK}),
    "CountAside": ("Count Aside", "TableText", {"size": 9, "colour": _QUIET}),
    "Gap": ("Gap", "Normal", {"size": 4, "after": 80, "line": 120}),
    "ContentsTitle": ("Contents Title", "Normal", {"font": _SERIF, "size": 20, "bold": True, "colour": _INK, "after": 240, "page": True}),
    "TOC1": ("toc 1", "Normal", {"colour": _INK, "before": 100, "after": 30, "tab": True}),
    "TOC2": ("toc 2", "Normal", {"size": 9, "colour": _QUIET, "after": 0, "indent": 400, "tab": True}),
    "Footer": ("footer", "Normal", {"size": 8, "colour": _QUIET, "after": 0, "tab": True}),
    "Header": ("header", "Normal", {"size": 8.5, "bold": True, "colour": _HOLE, "after": 0}),
}  # fmt: skip
_C: Mapping[str, tuple[str, str]] = {
    "Muted": ("Muted", f'<w:color w:val="{_QUIET}"/>'),
    "Hole": ("Not Known", f'<w:color w:val="{_HOLE}"/>'),
    "Bench": ("Benchmark", f'<w:color w:val="{_BENCH}"/>'),
    "Mark": ("Sign", f'<w:color w:val="{_MARK}"/>'),
    "Reference": ("Reference", f'<w:color w:val="{_QUIET}"/><w:sz w:val="16"/>'),
    "Code": ("Code", f'<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:noProof/><w:color w:val="{_QUIET}"/><w:sz w:val="15"/>'),
    "Tag": ("Tag", f'<w:color w:val="{_QUIET}"/><w:sz w:val="17"/><w:bdr w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'),
    "TagHole": ("Tag Not Known", f'<w:color w:val="{_HOLE}"/><w:sz w:val="17"/><w:bdr w:val="single" w:sz="4" w:space="0" w:color="D9A441"/>'),
    "Hyperlink": ("Hyperlink", '<w:color w:val="0A5275"/>'),
}  # fmt: skip


def make() -> bytes:
    """The template; the same bytes each time."""
    document = Document()
    _clear(document)
    _page(document)
    told = BytesIO()
    document.save(told)
    return package.fixed(told.getvalue())


def _clear(document: Opened) -> None:
    """Nothing of the library's own looks stays."""
    styles = document.styles.element
    for style in list(styles):
        if style.tag.endswith("}style"):
            styles.remove(style)
    for defaults in styles.findall("{*}docDefaults"):
        styles.remove(defaults)
    # What Word would fall back to for styles that are not here: no names of its own.
    styles.insert(0, parse_xml(_defaults()))
    styles.append(
        parse_xml(
            f'<w:style {DECLARED} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        )
    )
    for code, (name, base, look) in _P.items():
        styles.append(parse_xml(_paragraph(code, name, base, look)))
    for code, (name, words) in _C.items():
        styles.append(
            parse_xml(
                f'<w:style {DECLARED} w:type="character" w:styleId="{code}"><w:name w:val="{name}"/>'
                f"<w:qFormat/><w:rPr>{words}</w:rPr></w:style>"
            )
        )
    for table in _tables():
        styles.append(parse_xml(table))


def _defaults() -> str:
    return (
        f'<w:docDefaults {DECLARED}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_SANS}" w:hAnsi="{_SANS}" w:cs="{_SANS}" '
        f'w:eastAsia="{_SANS}"/><w:color w:val="{_TEXT}"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _paragraph(code: str, name: str, base: str, look: Mapping[str, Any]) -> str:
    spacing = "".join(f' w:{side}="{look[side]}"' for side in ("before", "after") if side in look)
    spacing += f' w:line="{look["line"]}" w:lineRule="auto"' if "line" in look else ""
    properties = [
        "<w:pageBreakBefore/>" if look.get("page") else "",
        _borders(look),
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look["fill"]}"/>' if "fill" in look else "",
        '<w:tabs><w:tab w:val="right" w:pos="9411"/></w:tabs>' if look.get("tab") else "",
        f"<w:spacing{spacing}/>" if spacing else "",
        f'<w:ind w:left="{look["hang"]}" w:hanging="{look["hang"]}"/>' if "hang" in look else "",
        f'<w:ind w:left="{look["indent"]}"/>' if "indent" in look else "",
        f'<w:outlineLvl w:val="{look["level"]}"/>' if "level" in look else "",
    ]
    font = look.get("font")
    runs = [
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else "",
        "<w:b/>" if look.get("bold") else "",
        f'<w:color w:val="{look["colour"]}"/>' if "colour" in look else "",
        f'<w:sz w:val="{round(look["size"] * 2)}"/><w:szCs w:val="{round(look["size"] * 2)}"/>'
        if "size" in look
        else "",
    ]
    follow = '<w:next w:val="BodyText"/>' if "level" in look else ""
    return (
        f'<w:style {DECLARED} w:type="paragraph" w:styleId="{code}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f"{follow}<w:qFormat/><w:pPr>{''.join(properties)}</w:pPr><w:rPr>{''.join(runs)}</w:rPr></w:style>"
    )


def _borders(look: Mapping[str, Any]) -> str:
    sides = {"top": (8, 6), "left": (18, 8)}
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{room}" w:color="{look[side]}"/>'
        for side, (size, room) in sides.items()
        if side in look
    )
    return f"<w:pBdr>{drawn}</w:pBdr>" if drawn else ""


def _tables() -> list[str]:
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"'
    margins = '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar>'
    strong = '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="8B98A3"/>'
    looks = {
        "IstmoTable": f"<w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>{margins}",
        "IstmoTerms": f"<w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>{margins}",
        "IstmoBeside": f"<w:tblBorders><w:top {rule}/></w:tblBorders>{margins}",
    }
    first = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{strong}</w:tcBorders></w:tcPr></w:tblStylePr>'
    )
    return [
        f'<w:style {DECLARED} w:type="table" w:styleId="{code}"><w:name w:val="{code}"/><w:qFormat/>'
        f"<w:tblPr>{look}</w:tblPr>{first if code == 'IstmoTable' else ''}</w:style>"
        for code, look in looks.items()
    ]


def _page(document: Opened) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(24)
    section.header_distance = section.footer_distance = Mm(11)
    section.different_first_page_header_footer = True
    compat = document.settings.element.find(qn("w:compat"))
    for told in list(compat):
        compat.remove(told)
    # Without it Word opens the file as one of 2007.
    compat.append(
        parse_xml(
            f'<w:compatSetting {DECLARED} w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        )
    )


def path() -> Path:
    """Where the package reads it."""
    return Path(str(files("istmo.publish") / "style" / "template.docx"))


if __name__ == "__main__":
    path().write_bytes(make())
