"""The grammar of the codes of standard indicators, vocabulary by vocabulary, as data.

Only what a vocabulary's own publisher says of its form stands here, never a list of its indicators: such a list is the
user's own (`standards.csv`). A vocabulary that is not here has no grammar, and any code of it is taken.
"""

import re
from dataclasses import dataclass

_CATEGORIES = "PS|DR|HL|ES|EG|HA|PO"


@dataclass(frozen=True)
class Vocabulary:
    """One vocabulary. standard: the form of its codes; custom: of codes made in its form that are no standard ones."""

    code: str
    title: str
    standard: str
    example: str
    custom: str = ""


VOCABULARIES = {
    one.code: one
    for one in (
        Vocabulary(
            "US-F",
            "U.S. standard foreign assistance indicators, by the program structure in use since 2016",
            rf"({_CATEGORIES})\.\d+(\.\d+)*-\d+|(CBLD|GNDR|YOUTH|STIR)-\d+",
            "EG.6-12",
            rf"({_CATEGORIES})\.\d+(\.\d+)*-x\w*|(CBLD|GNDR|YOUTH|STIR)-x\w*",
        ),
        Vocabulary(
            "US-F-2006",
            "U.S. standard foreign assistance indicators, by the program structure before 2016",
            r"\d+(\.\d+)*-\d+",
            "2.1-6",
            r"\d+(\.\d+)*-x\w*",
        ),
        Vocabulary("SDG", "Global indicators of the Sustainable Development Goals", r"\d{1,2}\.(\d{1,2}|[a-d])\.\d{1,2}", "3.6.1"),
        Vocabulary("WDI", "World Development Indicators", r"[A-Z]{2}(\.[A-Z0-9_]+)+", "SI.POV.DDAY"),
        Vocabulary("WGI", "Worldwide Governance Indicators", r"[A-Z]{2}\.[A-Z.]+", "CC.EST"),
    )
}  # fmt: skip


def is_standard(vocabulary: str | None, code: str | None) -> bool:
    """Whether a code is that of a standard indicator: there is one, and it is not made by its users in that form."""
    if not code:
        return False
    known = VOCABULARIES.get(vocabulary or "")
    return not (known and known.custom and re.fullmatch(known.custom, code))


def fits(vocabulary: str, code: str) -> bool:
    """Whether a code has the form of its vocabulary, as a standard one or as one made in its form."""
    known = VOCABULARIES.get(vocabulary)
    if known is None:
        return True
    return bool(re.fullmatch(known.standard, code) or (known.custom and re.fullmatch(known.custom, code)))
