"""Remarks at cells: the part of comments, and the drawing that every spreadsheet wants beside it (VML, as Excel writes)."""

import re
from collections.abc import Container, Iterable, Mapping
from math import ceil
from typing import Any

from istmo.formats._shared import letter
from istmo.formats._workbook import cells, looks, parse
from istmo.formats._workbook.marks import Mark, Place

#: The author of our remarks.
AUTHOR = "istmo"
#: What begins our words, in a remark of our own and in that of somebody else.
_SIGN = "— istmo —"
_EMPTY = b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>'
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout></xml>'
)
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;width:{width}pt;height:{height}pt;'
    'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_END = b"</v:shape>"
_ROW, _COLUMN = (re.compile(rb"<x:%s>\s*(\d{1,7})\s*<" % name) for name in (b"Row", b"Column"))
#: Shapes of one block of numbers; blocks below belong to the shapes of other programs.
_BLOCK, _FIRST_BLOCK, _BLOCKS = 1024, 100, 3
#: Remarks on one sheet; more make a workbook slow, and nobody reads them. All marked cells have their colour.
MOST = 2_000
_LETTERS_A_LINE, _POINTS_A_LINE, _PIXELS_A_ROW = 46, 13, 20
_WIDTH = 4


def comments(
    part: bytes | None, marks: Mapping[Place, Mark], file: str
) -> tuple[bytes, set[Place], list[Place]]:
    """The part of comments with ours: itself, the places whose old remarks went, and those that need a shape.

    Remarks of ours from an earlier check go; those of other people stay, and ours follow in the same remark.
    """
    root = parse.tree(part or _EMPTY, file)
    authors, listed = parse.child(root, "authors", file), parse.child(root, "commentList", file)
    gone, theirs = set(), {}
    for comment in list(listed):
        place = _place(comment.get("ref", ""))
        if _without_ours(comment):
            theirs[place] = comment
        else:
            listed.remove(comment)
            gone.add(place)
    names = [author.text for author in authors]
    if AUTHOR not in names:
        authors.append(parse.grown(root, f"<author>{AUTHOR}</author>"))
        names.append(AUTHOR)
    new = []
    for place, mark in sorted(marks.items())[:MOST]:
        if place in theirs:
            parse.child(theirs[place], "text", file).append(_run(root, f"\n\n{_SIGN}\n{mark.text}"))
        else:
            listed.append(_comment(root, place, names.index(AUTHOR), f"{_SIGN}\n{mark.text}"))
            new.append(place)
    return looks.serialized(root), gone, new


def _without_ours(comment: Any) -> bool:
    """Take our words out of a remark; whether anything of somebody else's is left.

    Ours are what follows our sign: programs that save a workbook may drop authors and join texts.
    """
    ended, left = False, ""
    for part in list(comment.iter()):
        if parse.name(part) != "t":
            continue
        before, sign, _ = ("", "", "") if ended else (part.text or "").partition(_SIGN)
        ended = ended or bool(sign)
        if ended:
            part.text = before.rstrip()
        left += part.text or ""
    return not ended or bool(left.strip())


def _place(ref: str) -> Place:
    digits = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (int(digits) if digits.isascii() and digits.isdigit() else 0), cells.column(ref)


def _comment(root: Any, place: Place, author: int, said: str) -> Any:
    made = parse.grown(
        root, f'<comment ref="{letter(place[1])}{place[0]}" authorId="{author}"><text/></comment>'
    )
    made[0].append(_run(root, said))
    return made


def _run(root: Any, said: str) -> Any:
    look = '<rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>'
    run = parse.grown(root, f"<r>{look}<t/></r>")
    run[1].text = printable(said)
    run[1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def printable(said: str) -> str:
    """A text without the signs that XML cannot hold."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "�" for sign in said)


def drawing(
    part: bytes | None, gone: Iterable[Place], marks: Mapping[Place, Mark], places: list[Place], number: int
) -> bytes:
    """The drawing of a sheet's remarks with a shape for each of ours; shapes of others stay as they are, byte for byte.

    number: which sheet this is, so that no two shapes of a workbook have the same number.
    """
    first = _FIRST_BLOCK + number * _BLOCKS
    blocks = ",".join(str(first + block) for block in range(_BLOCKS))
    content = part if part and b"</xml>" in part else _VML.format(blocks=blocks).encode()
    dropped = set(gone)
    *drawn, last = content.split(_END)
    content = b"".join(_without(piece, dropped) for piece in drawn) + last
    shapes = [] if b'id="_x0000_t202"' in content else [_TYPE]
    shapes += [_shape(place, marks[place].text, first * _BLOCK + nth) for nth, place in enumerate(places, 1)]
    before, _, after = content.rpartition(b"</xml>")
    return before + "".join(shapes).encode() + b"</xml>" + after


def _without(piece: bytes, dropped: Container[Place]) -> bytes:
    """What stands before a shape, and the shape itself unless it belongs to a remark that goes."""
    start = piece.rfind(b"<v:shape ")
    row, column = _ROW.search(piece, start), _COLUMN.search(piece, start)
    is_note = start >= 0 and b'ObjectType="Note"' in piece[start:]
    if is_note and row and column and (int(row[1]) + 1, int(column[1])) in dropped:
        return piece[:start]
    return piece + _END


def _shape(place: Place, said: str, number: int) -> str:
    row, index = place
    lines = sum(max(ceil(len(line) / _LETTERS_A_LINE), 1) for line in said.split("\n")) + 2
    height = lines * _POINTS_A_LINE
    top = max(row - 2, 0)
    bottom = top + ceil(height * 96 / 72 / _PIXELS_A_ROW) + 1
    anchor = f"{index + 1}, 15, {top}, 10, {index + 1 + _WIDTH}, 15, {bottom}, 4"
    return _SHAPE.format(
        id=number, width=_WIDTH * 48, height=height, anchor=anchor, row=row - 1, column=index
    )
