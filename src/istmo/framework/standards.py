"""A user's own list of standard indicators as `standards.csv` of an architecture. Needs no workspace."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from istmo.formats.door import Master
from istmo.kernel.problem import Problem, Severity, Where, WrongUse, group
from istmo.kernel.tables import TABLES
from istmo.kernel.vocabularies import VOCABULARIES, fits
from istmo.spec.text_file import read_text
from istmo.vault.writing import write_whole

_NAMES = TABLES["standards"].names


@dataclass(frozen=True)
class Listed:
    """The rows of one vocabulary, and every problem of the list."""

    rows: tuple[Mapping[str, str], ...]
    problems: tuple[Problem, ...]


def listed(came: Master, vocabulary: str, file: str) -> Listed:
    """The rows as `standards` holds them. A code given twice is an error, one without its vocabulary's form a warning."""
    problems = list(came.problems)
    first: dict[str, int] = {}
    for row, told in came.rows:
        code = told["standard_code"]
        where = Where(file=file, row=row, header="code")
        if code and code in first:
            found = f"the code {code} is given twice; it was first given in row {first[code]}"
            problems.append(
                Problem("duplicate_code", Severity.ERROR, found, where, fix="keep one of the two")
            )
        elif code and not fits(vocabulary, code):
            found = f"“{code}” has not the form of a code of {vocabulary}"
            expected = f"a code such as {VOCABULARIES[vocabulary].example} was expected"
            fix = "look whether the vocabulary is the right one; the code is taken as it is"
            problems.append(Problem("standard_code_form", Severity.WARNING, found, where, expected, fix=fix))
        first.setdefault(code, row)
    rows = tuple({"vocabulary": vocabulary, **told} for _, told in came.rows)
    return Listed(rows, tuple(group(problems)))


def united(rows: Iterable[Mapping[str, str]], vocabulary: str, out: Path) -> str:
    """The text of `standards.csv` with these rows behind those of other vocabularies that stand in it.

    WrongUse if it has this vocabulary already: a list is replaced by hand, not in passing.
    """
    before = _before(out) if out.exists() else []
    if any(row.get("vocabulary") == vocabulary for row in before):
        raise WrongUse(
            f"{out} has indicators of {vocabulary} already. Take them out first, or write to another file."
        )
    written = StringIO()
    writer = csv.DictWriter(written, _NAMES, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows([*before, *rows])
    return written.getvalue()


def _before(out: Path) -> Sequence[Mapping[str, str]]:
    text, problems = read_text(out, out.name)
    if problems:
        raise WrongUse(f"{out} cannot be read: {problems[0].said}")
    return list(csv.DictReader(StringIO(text)))


def write(text: str, out: Path) -> None:
    """Write it at once or not at all."""
    write_whole(out, text.encode())
