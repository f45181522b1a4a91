"""What a check of a draft finds, and how it is told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from istmo.formats.door import Paragraph
from istmo.kernel.problem import Problem, Severity, Where

CHANGED, STALE, UNKNOWN, CAUSAL = "changed", "stale", "unknown", "too_strong"


@dataclass(frozen=True)
class Finding:
    """One thing to look at: `document.text[start:end]`.

    kind: `changed`, `stale`, `unknown` or `too_strong`; has: what the release says instead, the likeliest first;
    number: of the paragraph in its part, as the reader of documents counts.
    """

    kind: str
    text: str
    place: str
    sentence: str
    has: tuple[str, ...]
    start: int
    end: int
    number: int
    part: str
    paragraph_start: int

    @property
    def said(self) -> str:
        """What is wrong, in one or two sentences."""
        return f"{_SAID[self.kind](self)}"

    def problem(self, file: str) -> Problem:
        """The same as every other fault of an input."""
        where = Where(file=file, sheet=self.place)
        return Problem(
            f"draft_{self.kind}",
            Severity.ERROR,
            self.said.rstrip("."),
            where,
            fix=_FIX[self.kind],
            why=f"it says: {_short(self.sentence)}",
        )


def _changed(one: Finding) -> str:
    more = f" (or {' or '.join(one.has[1:3])})" if len(one.has) > 1 else ""
    return f"“{one.text}” is changed: the release has {one.has[0]}{more}"


def _stale(one: Finding) -> str:
    return f"“{one.text}” is no longer so: {' '.join(one.has)}"


def _unknown(one: Finding) -> str:
    return f"“{one.text}” is in nothing that the release says"


def _too_strong(one: Finding) -> str:
    return f"look here: “{one.text}” stands beside {one.has[0]}, a context indicator, to which the strategy can only contribute"


_SAID = {CHANGED: _changed, STALE: _stale, UNKNOWN: _unknown, CAUSAL: _too_strong}
_FIX = {
    CHANGED: "put the release's number back, or have the figure restated and publish a new release",
    STALE: "write the number that stands now",
    UNKNOWN: "take it out, or have the figure reported and approved first",
    CAUSAL: "say that the strategy contributed to it, or leave the cause out",
}


def _short(text: str, most: int = 300) -> str:
    told = " ".join(text.split())
    return told if len(told) <= most else told[: most - 1].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class Checked:
    """The outcome of a check. found: how many numbers the release has; no_figures: how many were none, by what they are."""

    file: str
    found: int
    findings: tuple[Finding, ...]
    no_figures: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    text: str = ""
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """Every finding as a problem, in the order of the text."""
        return [*(finding.problem(self.file) for finding in self.findings), *self.notes]

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each kind."""
        return {kind: sum(one.kind == kind for one in self.findings) for kind in _SAID}

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.findings

    def to_json(self) -> dict[str, Any]:
        """What the command line adds to the problems."""
        return {
            "file": self.file,
            "found": self.found,
            **self.counts,
            "no_figures": dict(self.no_figures),
            "findings": [asdict(one) for one in self.findings],
        }
