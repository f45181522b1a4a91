"""The draft given back with what was found beside it: comments in a Word file, marks in a text."""

from collections.abc import Sequence
from pathlib import Path

from istmo.formats import door
from istmo.kernel.problem import WrongUse
from istmo.publish.draft.findings import Checked, Finding
from istmo.vault.writing import write_whole

_WORD = (".docx", ".docm")
_TEXTS = (".txt", ".text", ".md", ".markdown")
_IN_WORD = ("body", "table")


def refuse_name(path: Path, out: Path) -> None:
    """WrongUse if `out` has not the ending that the marked copy of this file needs."""
    wanted = _ending(path)
    if out.suffix.lower() != wanted:
        raise WrongUse(
            f"The marked copy of {path.name} is written as {wanted}: let its name end so, not as {out.name}."
        )


def _ending(path: Path) -> str:
    """A Word file and a text stay what they are; what was only read, a PDF or a page, is given back as text."""
    ending = path.suffix.lower()
    return ending if ending in (*_WORD, *_TEXTS) else ".txt"


def write(path: Path, told: Checked, out: Path) -> None:
    """Write the copy to `out`; WrongUse for a wrong name, or if the file cannot be marked within the limits."""
    refuse_name(path, out)
    if path.suffix.lower() in _WORD:
        door.comment(path, _remarks(told), out)
    else:
        write_whole(out, _marked(told.text, told.findings).encode())


def _remarks(told: Checked) -> list[dict[str, object]]:
    """Comments on the words themselves; what stands where Word takes no comments is told at the first paragraph."""
    first = next((one.number for one in told.paragraphs if one.part in _IN_WORD), 1)
    remarks = []
    for one in told.findings:
        is_inside = one.part in _IN_WORD
        start = one.start - one.paragraph_start if is_inside else 0
        end = one.end - one.paragraph_start if is_inside else 0
        text = one.said if is_inside else f"{one.place}: {one.said}"
        remarks.append(
            {"number": one.number if is_inside else first, "start": start, "end": end, "text": text}
        )
    return remarks


def _marked(text: str, findings: Sequence[Finding]) -> str:
    """The text with what was found in brackets behind each place."""
    for one in sorted(findings, key=lambda finding: finding.end, reverse=True):
        text = f"{text[: one.end]} [[{one.kind.replace('_', ' ')}: {one.said}]]{text[one.end :]}"
    return text
