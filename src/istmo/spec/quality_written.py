"""The other way round for assessments: from rows to what `quality.yaml` says."""

from typing import Any

from istmo.spec.quality_rows import TEXTS
from istmo.spec.written import Record, Writing, filled


def quality(writing: Writing) -> list[Record]:
    """What `quality.yaml` says. Reading it again gives the same rows."""
    return [_assessment(writing, row) for row in writing.architecture.records("quality_assessments")]


def _assessment(writing: Writing, row: Record) -> Record:
    words = writing.words("quality_assessments", row["code"], row, "office", *TEXTS)
    results = {
        found["quality"]: _found(writing, found)
        for found in writing.of("quality_results", assessment=row["code"])
    }
    return filled(
        **{name: row[name] for name in ("code", "indicator", "agency", "assessed_on")},
        by=words.pop("office"),
        method=words.pop("method"),
        results=results,
        **words,
        source=row["source"],
    )


def _found(writing: Writing, row: Record) -> Any:
    """A plain word where nothing is said of it."""
    comment = writing.words("quality_results", f"{row['assessment']}:{row['quality']}", row, "comment")
    return filled(result=row["result"], **comment) if row["comment"] else row["result"]
