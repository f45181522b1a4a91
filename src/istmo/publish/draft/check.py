"""A text that came back from clearance, held against a release, number by number."""

from istmo.formats.door import Document
from istmo.publish.draft.findings import Checked
from istmo.publish.draft.judge import Judge
from istmo.publish.draft.passages import passages


def check(document: Document, file: str, judge: Judge) -> Checked:
    """Check a document that was read (`formats.door.read_document`). file: what it is called in the outcome."""
    outcome = judge.judge(passages(document))
    return Checked(
        file,
        outcome.found,
        outcome.findings,
        dict(sorted(outcome.no_figures.items())),
        document.problems,
        document.text,
        document.paragraphs,
    )
