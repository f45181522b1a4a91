"""What a number is compared with, in one sentence of the register; what the comparison can bear is told by `effect`."""

DESIGNS = {
    "none": "how the two came about is not told",
    "before_after": "a before and after with no other group",
    "comparison_group": "another group that was not made alike",
    "matched": "a matched group",
    "randomised": "a group drawn by lot",
}
OVERLAPS = {
    "yes": "; some cases are in both groups",
    "nested": "; all its cases are in the other group too",
    "unknown": "; the groups may overlap",
}

QUERY = """
SELECT "text", design, groups_overlap FROM comparisons
WHERE indicator = $indicator AND place = $place
    AND period_start IS NOT DISTINCT FROM $first AND period_end IS NOT DISTINCT FROM $last
ORDER BY code
"""


def sentence(text: str, design: str, groups_overlap: str | None) -> str:
    """One registered comparison: what is compared, how the two came about, and where to ask more."""
    overlap = OVERLAPS.get(groups_overlap or "", "")
    return f"Compared: {text.rstrip('.')}: {DESIGNS[design]}{overlap}. The question effect tells what that can bear."
