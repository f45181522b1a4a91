"""Text that is not in the language of its page carries that with it, whoever joins it to what, until the page is whole.

Private characters stand around it. `settled` makes a `lang` attribute of them where elements may stand, and takes
them away where there is only text: in attributes and drawings. A page in English has none of them.
"""

import re

#: Around a text in English, and before one whose language nobody told; from Unicode's private use area, so that nobody's
#: words have them.
OPEN, CLOSE, UNTOLD = "\ue000", "\ue001", "\ue002"
_MARKS = OPEN + CLOSE + UNTOLD
_BARE = str.maketrans("", "", _MARKS)
_PIECE = re.compile(f"{OPEN}({UNTOLD}?)([^{_MARKS}]*){CLOSE}")
_TAG = re.compile(r"(<[^>]*>)")
_DRAWN = re.compile(r"<svg[ >]|</svg>")


def english(text: str) -> str:
    """The text, marked as English if there is a word in it."""
    bare = plain(text)
    return f"{OPEN}{bare}{CLOSE}" if any(letter.isalpha() for letter in bare) else bare


def unsure(text: str) -> str:
    """The same where what is marked is of a language that nobody told."""
    return text.replace(UNTOLD, "").replace(OPEN, OPEN + UNTOLD)


def plain(text: str) -> str:
    """The text without marks."""
    return text.translate(_BARE)


def capital(text: str) -> str:
    """The text with a capital letter in front, behind a mark, or what opens a question, if there is one."""
    at = len(text) - len(text.lstrip(f"{_MARKS}¿¡"))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def settled(page: str) -> str:
    """The whole page with its marks as `lang="en"`, or an empty `lang` where the language is not known."""
    if OPEN not in page and CLOSE not in page:
        return page
    parts = _TAG.split(page)
    in_drawing = 0
    for at, part in enumerate(parts):
        if at % 2:
            in_drawing += _turn(part)
            parts[at] = plain(part)
        elif in_drawing or parts[at - 1] == "<title>":
            parts[at - 1], parts[at] = _drawn(parts[at - 1], part)
        else:
            parts[at] = plain(_PIECE.sub(_span, part))
    return "".join(parts)


def _span(piece: re.Match[str]) -> str:
    return f'<span lang="{_language(piece)}">{piece[2]}</span>'


def _language(piece: re.Match[str]) -> str:
    return "" if piece[1] else "en"


def _turn(tag: str) -> int:
    """Whether a tag begins or ends what holds no elements of ours."""
    if not _DRAWN.match(tag):
        return 0
    return -1 if tag.startswith("</") else 1


def _drawn(tag: str, text: str) -> tuple[str, str]:
    """Where no elements of ours may stand, the one that holds nothing but another language says so itself."""
    piece = _PIECE.fullmatch(text)
    if piece and not tag.startswith("</"):
        tag = f'{tag[:-1]} lang="{_language(piece)}">'
    return tag, plain(text)
