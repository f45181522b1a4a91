"""What somebody may have meant by a code or a name that is not there."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from heapq import nlargest

from istmo.publish.foreign import plain
from istmo.spec.names import without_accents

_MOST, _ALIKE = 6, 0.5
#: Among more than so many names only those that share a beginning are held against one another: a page is to be quick.
_MANY = 2000


def near(asked: str, known: Mapping[str, str]) -> list[str]:
    """The codes nearest to what was asked, by code or name, the nearest first; none if nothing is alike."""
    wanted = without_accents(asked)[:100]
    looked_at = known.items()
    if len(known) > _MANY:
        looked_at = {
            code: name for code, name in known.items() if without_accents(code)[:2] == wanted[:2]
        }.items()
    scored = [(max(_alike(wanted, code), _alike(wanted, name)), code) for code, name in looked_at]
    return [code for score, code in nlargest(_MOST, scored) if score >= _ALIKE]


def _alike(wanted: str, name: str) -> float:
    told = without_accents(plain(name))[:100]
    if wanted and told.startswith(wanted):
        return 1.0 + (told == wanted)
    match = SequenceMatcher(None, wanted, told)
    return match.ratio() if match.real_quick_ratio() >= _ALIKE and match.quick_ratio() >= _ALIKE else 0.0
