"""The other way round for comparisons: from rows to what `comparisons.yaml` says."""

from istmo.spec.written import Record, Writing, filled, span

_OF_FIGURE = ("indicator", "place", "period", "breakdown", "agency", "activity")


def comparisons(writing: Writing) -> list[Record]:
    """What `comparisons.yaml` says. Reading it again gives the same rows."""
    return [_comparison(writing, row) for row in writing.architecture.records("comparisons")]


def _comparison(writing: Writing, row: Record) -> Record:
    words = writing.words("comparisons", row["code"], row, "text", "note")
    group = row["against"] == "group"
    return filled(
        code=row["code"],
        text=words["text"],
        figure=filled(**{name: row[name] for name in _OF_FIGURE}),
        baseline=None if group else row["comparator_period"],
        against=filled(**{name: row[f"comparator_{name}"] for name in _OF_FIGURE}) if group else None,
        n=row["n"],
        comparator_n=row["comparator_n"],
        groups_overlap=row["groups_overlap"],
        design=row["design"],
        chosen_because=row["chosen_because"] if row["chosen_because"] != "unknown" else None,
        source=row["source"],
        span=span(row),
        note=words["note"],
    )
