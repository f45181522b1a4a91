"""Who sent the files of a folder that another account takes in: one account for all, or a table that says it by file."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from istmo.kernel.problem import WrongUse
from istmo.people import queries as people
from istmo.people.models import User

#: The columns of such a table.
COLUMNS = ("file", "account")
_LARGEST = 1 << 20


@dataclass(frozen=True)
class Senders:
    """everyone: who sent all of them. table: the file that says who; named: account by file, or by folder above it.

    Without either, who takes the files in also hands them in.
    """

    everyone: User | None = None
    table: Path | None = None
    named: Mapping[str, User] = field(default_factory=dict)

    def of(self, name: str) -> User | None:
        """Who sent the file of that name below the folder: as the table names it, or the nearest folder it is in."""
        parts = name.split("/")
        told = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((self.named[one] for one in told if one in self.named), self.everyone)

    def lacks(self, name: str) -> bool:
        """Whether there is a table, and it does not say who sent that file."""
        return self.table is not None and self.of(name) is None


def senders(told: str, folder: Path) -> Senders:
    """An account for all files, or a CSV file with the columns `file` and `account`; WrongUse, naming its line, for any other.

    A file is named as it lies below `folder`; a folder stands for all files in it.
    """
    if not told:
        return Senders()
    path = Path(told)
    if path.suffix.lower() != ".csv":
        return Senders(everyone=people.user(told))
    if not path.is_file():
        raise WrongUse(f"There is no file {path}. It has the columns file and account, a line for each file.")
    return Senders(table=path, named=dict(_lines(path, folder)))


def _lines(path: Path, folder: Path) -> list[tuple[str, User]]:
    lines = _text(path).splitlines()
    rows = csv.DictReader(lines, delimiter=";" if lines and ";" in lines[0] else ",")
    headers = [name.strip().lower() for name in rows.fieldnames or ()]
    if not set(COLUMNS) <= set(headers):
        raise WrongUse(f"{path.name} needs the columns file and account; it has: {', '.join(headers)}.")
    rows.fieldnames = headers
    found, known = [], dict[str, User]()
    for row in rows:
        file, account = ((row.get(name) or "").strip() for name in COLUMNS)
        if not file and not account:
            continue
        if not file or not account:
            raise WrongUse(
                f"{path.name}, row {rows.line_num}: name both a file and the account that sent it."
            )
        if account not in known:
            known[account] = _account(account, f"{path.name}, row {rows.line_num}")
        found.append((_below(file, folder), known[account]))
    return found


def _text(path: Path) -> str:
    if path.stat().st_size > _LARGEST:
        raise WrongUse(f"{path.name} is larger than a table of senders can be.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path.name} is not written in UTF-8: save it as CSV UTF-8.") from error


def _account(code: str, where: str) -> User:
    try:
        return people.user(code)
    except WrongUse as unknown:
        raise WrongUse(f"{where}: {unknown}") from unknown


def _below(file: str, folder: Path) -> str:
    """The name of a file below the folder, however it was typed."""
    typed = Path(file.replace("\\", "/"))
    return (typed.relative_to(folder) if typed.is_relative_to(folder) else typed).as_posix()
