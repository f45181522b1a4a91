"""Putting what came into the vault: the bytes received, the canonical tables, the problems."""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore

import pyarrow as pa
import pyarrow.parquet as pq

from istmo.collect import intake, roster
from istmo.collect.assigned import Asking
from istmo.collect.intake import Intake
from istmo.collect.models import DataCall, Proposal, State, Version
from istmo.collect.origins import Taken, judged
from istmo.formats import door
from istmo.formats.door import USUAL, Limits, Origin
from istmo.framework import pack, stored
from istmo.framework.queries import unpack
from istmo.kernel.problem import InputProblem, Problem, Severity, group, has_errors
from istmo.people.models import User
from istmo.spec import architecture as spec

#: Between the names of files that came together.
JOINED = " + "
#: In a server so many files are read and checked at once as there are processors; who comes then waits for a turn, so that
#: each is done sooner and pages are answered meanwhile.
_AT_ONCE = BoundedSemaphore(max(os.cpu_count() or 1, 2))


@dataclass(frozen=True)
class Reading:
    """How files are read: the release before, for checks that compare, what reading may cost, and a column plan.

    plan: the file of a plan by which the files' own columns become ours; it is kept with them, as one of them.
    unit: whose part the files are, empty for the whole; None: as they say themselves. sent_by: who sent them, where
    another account takes them in; None: who hands them in.
    """

    last: Path | None = None
    limits: Limits = USUAL
    plan: Path | None = None
    unit: str | None = None
    sent_by: User | None = None


@dataclass(frozen=True)
class Raw:
    """The bytes received: their SHA-256 in the vault, and the name they came under."""

    sha256: str
    name: str


@dataclass(frozen=True)
class Deposit:
    """Everything a version points at, in the vault; hashes are empty where the file holds no such rows."""

    raw: Raw
    figures_sha256: str
    transactions_sha256: str
    problems_sha256: str
    figures: int
    transactions: int
    problems: tuple[Problem, ...]
    proposals: tuple[Proposal, ...] = ()

    @property
    def hashes(self) -> tuple[str, ...]:
        """As :attr:`Version.hashes`."""
        return self.as_version().hashes

    def as_version(self) -> Version:
        """A version of it, not saved, without submission, number and person."""
        counts = {s: sum(p.count for p in self.problems if p.severity is s) for s in Severity}
        return Version(
            state=State.DRAFT if has_errors(self.problems) else State.SUBMITTED,
            filename=self.raw.name,
            raw_sha256=self.raw.sha256,
            figures_sha256=self.figures_sha256,
            transactions_sha256=self.transactions_sha256,
            problems_sha256=self.problems_sha256,
            figures=self.figures,
            transactions=self.transactions,
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            notes=counts[Severity.NOTE],
        )


def raw(files: Sequence[Path], limits: Limits) -> Raw:
    """Keep the bytes received; several files are kept as one, packed so that the same files give the same bytes.

    A file above the limit is refused before a byte of it is copied: InputProblem, in the door's own words.
    """
    if any(path.stat().st_size > limits.max_bytes for path in files):
        with stored.scratch() as work:
            raise InputProblem(door.read(files, into=work, limits=limits).problems)
    name = JOINED.join(path.name.replace(JOINED, "+") for path in files)
    if len(files) == 1:
        return Raw(stored.vault().put(files[0]), name)
    with stored.scratch() as work:
        pack.pack({f"{place}/{path.name}": path for place, path in enumerate(files, 1)}, work / "raw.tar")
        return Raw(stored.vault().put(work / "raw.tar"), name)


def receive(
    raw: Raw, files: Sequence[Path], *, call: DataCall, reading: Reading, taken: Taken | None = None
) -> Deposit:
    """Read and check the bytes kept, not the files, which may change under our hands; keep what came of them.

    taken: what the files are handed in as, for workbooks of a call.
    """
    with _AT_ONCE, stored.scratch() as work:
        kept = by_name(raw, files, work / "received")
        columns = door.read_columns(kept.pop()) if reading.plan else None
        architecture = spec.load(unpack(call.framework.architecture, work / "architecture"))
        (work / "tables").mkdir()
        came = intake.read(
            kept,
            architecture=architecture,
            into=work / "tables",
            last=reading.last,
            call=call.reporting_year,
            limits=reading.limits,
            columns=columns,
            asked=partial(_asked, taken, architecture, reading.last, work) if taken else None,
        )
        problems = tuple(group([*came.problems, *_told_of(came.origins, taken)], reading.limits.places))
        told = [problem.to_json() for problem in problems]
        return Deposit(
            raw=raw,
            figures_sha256=_put(came.figures),
            transactions_sha256=_put(came.transactions),
            problems_sha256=stored.vault().put(json.dumps(told, ensure_ascii=False, indent=1).encode()),
            figures=_rows(came.figures),
            transactions=_rows(came.transactions),
            problems=problems,
            proposals=_proposed(came, architecture, taken),
        )


def _told_of(origins: Sequence[Origin], taken: Taken | None) -> list[Problem]:
    """What is to be told of where workbooks of a call say that they come from."""
    return judged(origins, taken) if taken else []


def _proposed(came: Intake, architecture: spec.Architecture, taken: Taken | None) -> tuple[Proposal, ...]:
    """What workbooks of a call want changed in the roster; other files tell of activities, and propose nothing."""
    told = came.registers.get("activities") if taken and came.origins else None
    return roster.proposed(told, architecture, taken.agency.code) if taken else ()


def _asked(taken: Taken, architecture: spec.Architecture, last: Path | None, work: Path) -> Path:
    """The rows that the call asks of the agency, for a workbook that lost its hidden keys."""
    assignments = tuple(taken.call.assignments.select_related("agency"))
    asking = Asking(taken.call, architecture, last, assignments)
    rows = [row for one in assignments if one.agency == taken.agency for row in asking.wanted(one).rows]
    pq.write_table(
        pa.table({"code": [row.code for row in rows], "key": [row.key for row in rows]}, schema=_KEYED),
        work / "asked.parquet",
    )
    return work / "asked.parquet"


_KEYED = pa.schema([("code", pa.string()), ("key", pa.string())])


def by_name(raw: Raw, files: Sequence[Path], into: Path) -> list[Path]:
    """The bytes kept, under the reporter's own names, which every problem tells."""
    path = stored.vault().path(raw.sha256)
    if len(files) > 1:
        pack.unpack(path, into)
        return [into / str(place) / file.name for place, file in enumerate(files, 1)]
    into.mkdir()
    try:
        os.link(path, into / files[0].name)
    except OSError:  # a disk without links
        shutil.copyfile(path, into / files[0].name)
    return [into / files[0].name]


def _put(table: Path | None) -> str:
    return stored.vault().put(table) if table else ""


def _rows(table: Path | None) -> int:
    return pq.read_metadata(table).num_rows if table else 0
