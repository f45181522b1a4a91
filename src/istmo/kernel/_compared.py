"""The register of comparisons: what a figure is set beside, with both bases, and how the two came to be."""

from istmo.kernel.schema import ForeignKey, Table, date, must, number, text, to, whole

#: How the two came about, from the weakest to the strongest. Words beside a comparison are never stronger.
DESIGNS = ("none", "before_after", "comparison_group", "matched", "randomised")

COMPARISONS = Table(
    "comparisons",
    "What a figure is compared with: its own baseline or another group, both bases, and how the two came about",
    (
        must("code", "Code"),
        must("text", "What is compared, in our own words"),
        must("indicator", "Indicator of the figure"),
        must("place", "Place of the figure"),
        must("period", "Period of the figure, such as 2016"),
        date("period_start", "First day of it; empty where open"),
        date("period_end", "Last day of it; empty where open"),
        must("breakdown", "Breakdown of the figure; empty text is the total"),
        text("agency", "Agency of the figure; empty: the only one there is"),
        text("activity", "Activity of the figure; empty: the only one there is"),
        must("against", "Its own series earlier, or another group", "baseline", "group"),
        text("comparator_indicator", "Indicator of what it is compared with"),
        text("comparator_place", "Place of that"),
        text("comparator_period", "Period of that; empty where the source does not give it"),
        date("comparator_start", "First day of it; empty where open"),
        date("comparator_end", "Last day of it; empty where open"),
        text("comparator_breakdown", "Breakdown of that; empty text is the total"),
        text("comparator_agency", "Agency of that; empty: the only one there is"),
        text("comparator_activity", "Activity of that; empty: the only one there is"),
        number(
            "n",
            "Cases behind a percentage, or people or days behind a count, where the figure itself lacks them",
        ),
        number("comparator_n", "The same of what it is compared with"),
        text(
            "groups_overlap",
            "Whether cases are in both groups; nested: all of the figure's are in the other; empty for a baseline",
            "no",
            "yes",
            "nested",
            "unknown",
        ),
        must("design", "How the two came about", *DESIGNS),
        must(
            "chosen_because",
            "Why this unit or place was chosen; extreme: because it was the worst or the best",
            "extreme",
            "other",
            "unknown",
        ),
        text("source", "Source that makes the comparison or describes its design"),
        whole("char_start", "First character in the source's text"),
        whole("char_end", "Character after the last"),
        text("note", "What a reader should know"),
    ),
    ("code",),
    (
        to("indicators"),
        to("places"),
        ForeignKey(("agency",), "agencies", ("code",)),
        ForeignKey(("activity",), "activities", ("code",)),
        to("indicators", by="comparator_indicator"),
        to("places", by="comparator_place"),
        ForeignKey(("comparator_agency",), "agencies", ("code",)),
        ForeignKey(("comparator_activity",), "activities", ("code",)),
        to("sources"),
    ),
)
