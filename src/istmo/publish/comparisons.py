"""What figures are compared with, in words; intervals are told by the question `effect`, which needs more installed."""

from dataclasses import dataclass

from istmo.kernel.period import code_of
from istmo.publish.words import Words, mark
from istmo.release.reader import Release

_DESIGNS = {
    "none": mark("The two stand side by side; how they came about is not told."),
    "before_after": mark("A before and after with no other group beside it does not tell why."),
    "comparison_group": mark(
        "The groups were not made alike beforehand and may have differed from the start."
    ),
    "matched": mark("The groups were matched."),
    "randomised": mark("The groups were drawn by lot."),
}
_OVERLAPS = {
    "yes": mark("Some cases are in both groups."),
    "nested": mark("All cases of the figure are in the other group too."),
    "unknown": mark("The groups may overlap."),
}
_EXTREME = mark("It was chosen because it stood out, so that a part of the change would be expected anyway.")

#: Indicator, place and period.
About = tuple[str, str, str]


@dataclass(frozen=True)
class Comparison:
    """A registered comparison: what is compared in our own words, and what a reader must know of it."""

    text: str
    told: str
    note: str | None
    source: str | None
    char_start: int | None
    char_end: int | None


def read(release: Release, words: Words) -> dict[About, list[Comparison]]:
    """The registered comparisons by the figure they are of, in the order of their codes."""
    found: dict[About, list[Comparison]] = {}
    for indicator, place, start, end, text, design, overlap, chosen, note, *where in release.query(_QUERY):
        told = [_DESIGNS[design], _OVERLAPS.get(overlap or "", ""), _EXTREME if chosen == "extreme" else ""]
        said = " ".join(words.say(one) for one in told if one)
        comparison = Comparison(words.named(text), said, words.named(note or "") or None, *where)
        found.setdefault((indicator, place, code_of(start, end)), []).append(comparison)
    return found


_QUERY = """
SELECT indicator, place, period_start, period_end, "text", design, groups_overlap, chosen_because, note, source,
    char_start, char_end
FROM comparisons ORDER BY code
"""
