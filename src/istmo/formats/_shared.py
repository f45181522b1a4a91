"""What the door and all formats share: limits, the answer, column letters, and finding the formats."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import istmo.formats
from istmo.formats._manifest import Origin
from istmo.kernel.problem import PLACES_TOLD, Problem, Severity, Where, WrongUse

GIGABYTE = 1024**3


@dataclass(frozen=True)
class Limits:
    """What reading may cost: bytes of a file, bytes of memory of the child, seconds of wall time.

    The seconds of processor time are the same number for each of two processors. places: how many places of one
    problem are kept; more than are told only where a file is to be marked.
    """

    max_bytes: int = 4 * GIGABYTE
    memory: int = 2 * GIGABYTE
    seconds: float = 900.0
    places: int = PLACES_TOLD


#: What a file may cost where nobody says otherwise.
USUAL = Limits()


@dataclass(frozen=True)
class Read:
    """What came through the door.

    figures, transactions: Parquet files of exactly the kernel's columns, in the order of the file; None if there are
    none. headers: canonical column -> (column letter, the reporter's own header); a column that was not read stands
    under `unread:` and its header, and of a workbook every column stands there once more as `SHEET!column`. registers:
    Parquet files, by table, of what the file tells of agencies, activities, indicators and the like (`_registers`);
    only formats that know such things give them. origins: where each file that is a call's workbook comes from.
    """

    figures: Path | None = None
    transactions: Path | None = None
    problems: tuple[Problem, ...] = ()
    headers: dict[str, tuple[str, str]] = field(default_factory=dict)
    registers: dict[str, Path] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, for the way from the child to its parent."""
        return {
            "figures": self.figures and str(self.figures),
            "transactions": self.transactions and str(self.transactions),
            "problems": [problem.to_json() for problem in self.problems],
            "headers": self.headers,
            "registers": {table: str(path) for table, path in self.registers.items()},
            "origins": [asdict(origin) for origin in self.origins],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Read":
        """Undo :meth:`to_json`."""
        return cls(
            figures=Path(raw["figures"]) if raw["figures"] else None,
            transactions=Path(raw["transactions"]) if raw["transactions"] else None,
            problems=tuple(Problem.from_json(problem) for problem in raw["problems"]),
            headers={column: (letter, header) for column, (letter, header) in raw["headers"].items()},
            registers={table: Path(path) for table, path in raw["registers"].items()},
            origins=tuple(Origin.from_json(origin) for origin in raw["origins"]),
        )


def letter(index: int) -> str:
    """The letter a spreadsheet gives the column of this index: 0 is A, 26 is AA."""
    before, last = divmod(index, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def error(code: str, found: str, where: Where | None = None, *, fix: str = "", why: str = "") -> Problem:
    """A problem that stops a submission."""
    return Problem(code, Severity.ERROR, found, where or Where(), why=why, fix=fix)


def warning(code: str, found: str, where: Where | None = None, *, fix: str = "", why: str = "") -> Problem:
    """A problem that travels with a submission."""
    return replace(error(code, found, where, fix=fix, why=why), severity=Severity.WARNING)


def note(code: str, found: str, where: Where | None = None, *, fix: str = "", why: str = "") -> Problem:
    """Something the reporter should know."""
    return replace(error(code, found, where, fix=fix, why=why), severity=Severity.NOTE)


def formats(ability: str) -> dict[str, ModuleType]:
    """The formats that can `read` or `write`, by name: every public module of this room that has the function."""
    names = [module.name for module in iter_modules(istmo.formats.__path__) if module.name[0] != "_"]
    modules = {name: import_module(f"istmo.formats.{name}") for name in names if name != "door"}
    return {name: module for name, module in modules.items() if hasattr(module, ability)}


def format_of(path: Path, name: str | None = None, ability: str = "read") -> str:
    """The format of a file by the ending of its name, or the one named. WrongUse with the known ones if there is none."""
    known = formats(ability)
    if name is not None and name not in known:
        raise WrongUse(f"There is no format {name}. Known: {', '.join(known)}.")
    if name is not None:
        return name
    ending = [one for one, module in known.items() if path.name.lower().endswith(module.EXTENSIONS)]
    if not ending:
        raise WrongUse(f"{path.name}: the ending of the name tells no format. Say which: {', '.join(known)}.")
    return ending[0]


def quoted(text: object) -> str:
    """A text as an SQL literal: for paths, headers and our own words; strangers' values are parameters."""
    return "'" + str(text).replace("'", "''") + "'"


def sourced(path: Path) -> str:
    """A path as an SQL literal that DuckDB reads as this one file: stars and brackets in a name are no pattern."""
    return quoted(re.sub(r"(?<!\\)([*?[])", r"[\1]", path.as_posix()))
