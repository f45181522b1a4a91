"""Codes for what StratML names in words: from its own numbers where they serve, else from words, else counted."""

import re
import unicodedata
from collections.abc import Container

from istmo.spec.fields import CODE, LONGEST_CODE

#: Identifiers that istmo wrote itself say what they are of (`spec.stratml.identifier`).
_OWN = re.compile(r"_(.+?)_(node|indicator|mission|framework)(?:_(.+))?")
_HIDDEN = re.compile(r"_([0-9A-F]{2})")
_LONGEST_SLUG = 40


def own(identifier: str) -> tuple[str, str, str] | None:
    """The framework, the kind and the code of an identifier that istmo wrote; None of any other."""
    found = _OWN.fullmatch(identifier)
    if not found:
        return None
    framework, kind, code = (_shown(part or "") for part in found.groups())
    fits = all(CODE.fullmatch(part) for part in (framework, *([code] if code else [])))
    return (framework, kind, code) if fits and bool(code) == (kind in ("node", "indicator")) else None


def coded(identifier: str) -> str:
    """The code in an identifier that istmo wrote, else the identifier itself."""
    found = own(identifier)
    return found[2] if found else identifier


def _shown(name: str) -> str:
    return _HIDDEN.sub(lambda mark: chr(int(mark[1], 16)), name)


def slug(text: str) -> str:
    """A code out of words: `Clean Air (2030)` is clean-air-2030. Empty where no letter can be spelled plainly."""
    bare = unicodedata.normalize("NFKD", text)
    plain = re.sub(r"[^a-z0-9]+", "-", bare.encode("ascii", "ignore").decode().casefold()).strip("-")
    if len(plain) > _LONGEST_SLUG:
        plain = plain[:_LONGEST_SLUG].rpartition("-")[0] or plain[:_LONGEST_SLUG]
    return plain


def fits(text: str) -> bool:
    """Whether a text is a code as it stands."""
    return bool(CODE.fullmatch(text)) and len(text) <= LONGEST_CODE


def free(wanted: str, taken: Container[str]) -> str:
    """The code itself, or with a number behind it where it is taken."""
    number, code = 1, wanted
    while code in taken:
        number += 1
        code = f"{wanted}-{number}"
    return code
