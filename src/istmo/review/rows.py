"""A row of the reporter's file in words: kept in English, `row 12`, told in the language of whoever reads."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

#: As a hold names it, or behind the code of a check as a waiver does.
_ROW = re.compile(r"(\S+ )?row (\d+)")


def told(kept: str) -> str:
    """`row 12` in the reader's language; a cell, and anything else, as it is."""
    found = _ROW.fullmatch(kept)
    return (found[1] or "") + _("row %(row)d") % {"row": int(found[2])} if found else kept


def all_told(kept: Iterable[object]) -> str:
    """Several places, as they are kept or as holds and waivers name them, with commas between."""
    return ", ".join(told(str(one)) for one in kept)
