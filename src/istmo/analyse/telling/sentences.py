"""A total in sentences: from the figures to the number, with every rule that was applied, for a reader without training.

The numbers are those of `totals`, the rows those of `provenance`; what is told here is which rule led from one to the
other. Sentences are English; a face in another language marks what it prints.
"""

from collections.abc import Iterator

from istmo.analyse import wording
from istmo.analyse.telling.made import made, number_itself, overlap
from istmo.analyse.telling.missing import HOLES, approval, coverage, holes, left_out
from istmo.analyse.telling.spoken import first_large
from istmo.analyse.telling.target import BESIDE, achievement, base, target
from istmo.analyse.telling.time import SAID, over_time
from istmo.analyse.telling.total import Total


def sentences(total: Total) -> Iterator[tuple[str, str]]:
    """(step, sentence) in the order of reading."""
    for step, told in _STEPS:
        for sentence in told(total):
            yield step, sentence


def _also(total: Total) -> Iterator[str]:
    """What else progress remarks, in its own words, so that nothing it says is lost here."""
    for remark in total.remarks:
        if remark[0] not in _TOLD:
            said = wording.notes("|".join(remark), None, None)
            if said:
                yield f"{first_large(said)}."


_TOLD = {
    *HOLES, *BESIDE, *SAID, "held", "later held", "overlap", "disjoint", "settled", "units", "tally", "unattributed", "left out",
    "below share", "no target", "no base", "late", "revised", "beside", "outside",
}  # fmt: skip

_STEPS = (
    ("total", number_itself),
    ("figures", made),
    ("time", over_time),
    ("overlap", overlap),
    ("left out", left_out),
    ("missing", holes),
    ("coverage", coverage),
    ("approval", approval),
    ("target", target),
    ("base", base),
    ("achievement", achievement),
    ("also", _also),
)
