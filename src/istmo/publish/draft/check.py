"""A text that came back from clearance, held against a release, number by number."""

from pathlib import Path

from istmo.formats.door import Document, read_document
from istmo.publish.draft.findings import Checked
from istmo.publish.draft.judge import Judge
from istmo.publish.draft.passages import passages


def check(path: Path, judge: Judge) -> Checked:
    """Check a document (TXT, MD, DOCX, PDF, HTML). InputProblem if it cannot be read, WrongUse for an unknown ending."""
    return checked(read_document(path), path.name, judge)


def checked(document: Document, file: str, judge: Judge) -> Checked:
    """Check a document that is read."""
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
