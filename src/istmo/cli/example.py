"""A worked example as its `demo.yaml` tells it: in rounds, each of which ends in a release.

A round opens calls, receives files, and tells what became of each: `approved_by`, or `returned_by` and `because`; rows
`held`, with the reason; `overlaps` that somebody decided. `istmo.cli.walk` carries it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Held:
    """Figures that the reviewer keeps back, as their reporter sees them, and why."""

    figures: tuple[str, ...]
    by: str
    reason: str


@dataclass(frozen=True)
class Sent:
    """Files that a person submits for an agency, and what another person decides on them."""

    call: str
    files: tuple[Path, ...]
    agency: str
    by: str
    decided_by: str
    returned_because: str = ""
    held: tuple[Held, ...] = ()

    @property
    def name(self) -> str:
        """The files in words."""
        return " and ".join(file.name for file in self.files)


@dataclass(frozen=True)
class Overlap:
    """How agencies that may have counted the same people count together, and who decided it."""

    indicator: str
    place: str
    period: str
    decision: str
    by: str
    reason: str
    value: str = ""


@dataclass(frozen=True)
class Call:
    """A data call: agencies that send something are asked, and those in `asked`, who may stay silent."""

    code: str
    title: str
    framework: str
    reporting_year: str
    asks: str | None
    agencies: tuple[str, ...]


@dataclass(frozen=True)
class Round:
    """What happens until a release of this title is frozen."""

    calls: tuple[Call, ...]
    sent: tuple[Sent, ...]
    overlaps: tuple[Overlap, ...]
    title: str


@dataclass(frozen=True)
class Example:
    """A folder with an architecture, the persons in it, and its rounds."""

    folder: Path
    persons: tuple[dict[str, str], ...]
    rounds: tuple[Round, ...]

    @property
    def calls(self) -> frozenset[str]:
        """The codes of all calls."""
        return frozenset(call.code for one in self.rounds for call in one.calls)


def read(folder: Path) -> Example:
    """Read `demo.yaml` of an example's folder; a file of one round says `calls` and `release` at its top."""
    raw = YAML(typ="safe").load((folder / "demo.yaml").read_text(encoding="utf-8"))
    rounds = tuple(_round(folder, one) for one in raw.get("rounds", [raw]))
    return Example(folder, tuple(raw["persons"]), rounds)


def _round(folder: Path, raw: Mapping[str, Any]) -> Round:
    return Round(
        calls=tuple(_call(call) for call in raw["calls"]),
        sent=tuple(_sent(folder, call["code"], one) for call in raw["calls"] for one in call["submissions"]),
        overlaps=tuple(
            Overlap(**{name: str(told) for name, told in one.items()}) for one in raw.get("overlaps", ())
        ),
        title=raw["release"]["title"],
    )


def _call(raw: Mapping[str, Any]) -> Call:
    named = [one["agency"] for one in raw["submissions"]] + raw.get("asked", [])
    return Call(
        raw["code"],
        raw["title"],
        raw["framework"],
        raw["reporting_year"],
        raw.get("asks"),
        tuple(dict.fromkeys(named)),
    )


def _sent(folder: Path, call: str, raw: Mapping[str, Any]) -> Sent:
    files = [raw["file"]] if "file" in raw else raw["files"]
    held = (
        Held(tuple(str(figure) for figure in one["figures"]), one["by"], one["reason"])
        for one in raw.get("held", ())
    )
    return Sent(
        call,
        tuple(folder / file for file in files),
        raw["agency"],
        raw["by"],
        raw.get("approved_by") or raw["returned_by"],
        raw.get("because", ""),
        tuple(held),
    )
