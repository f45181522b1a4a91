"""What a reporter gets back for a file: the file with every problem in its cell, and a mail in its own language."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.collect.models import State, Version
from istmo.collect.received import Came
from istmo.formats.door import Limits
from istmo.framework import stored
from istmo.kernel.problem import Problem, Severity, WrongUse
from istmo.kernel.tables import FIGURES
from istmo.publish.foreign import plain
from istmo.publish.problems import again, give_back, sentence
from istmo.vault.writing import write_whole

#: Problems that a mail tells one by one; all of them stand in the workbook.
_TOLD = 20


@dataclass(frozen=True)
class Changed:
    """How many figures of a version are new, changed or gone against the one before; all nought for a first one."""

    new: int = 0
    other: int = 0
    gone: int = 0


def changed(version: Version) -> Changed:
    """Against the version before it, drafts included."""
    before = version.submission.versions.filter(number=version.number - 1).first()
    if before is None or not (before.figures_sha256 or version.figures_sha256):
        return Changed()
    vault = stored.vault()
    with duckdb.connect() as connection:
        for name, sha256 in (("old", before.figures_sha256), ("now", version.figures_sha256)):
            path = str(vault.path(sha256)).replace("'", "''") if sha256 else ""
            made = f"from read_parquet('{path}')" if sha256 else f"select {_NO_ROWS} limit 0"
            connection.execute(f"create view {name} as {made}")
        row = connection.execute(_CHANGED).fetchone() or (0, 0, 0)
    return Changed(*(int(count or 0) for count in row))


_NO_ROWS = ", ".join(f'null::{column.type} as "{column.name}"' for column in FIGURES.columns)
_SAID = ("value", "numerator", "denominator", "state", "maturity", "note")
_CHANGED = f"""
    select count_if(old.indicator is null),
        count_if(old.indicator is not null and now.indicator is not null and
            ({" or ".join(f"old.{name} is distinct from now.{name}" for name in _SAID)})),
        count_if(now.indicator is null)
    from old full join now on {" and ".join(f"old.{name} is not distinct from now.{name}" for name in FIGURES.key)}
"""


def give(came: Came, out: Path, limits: Limits) -> list[Path]:
    """Write the answer to one file into a folder: `NAME.txt`, and `NAME.xlsx` with its problems where there are any.

    Of the same file and problems the same bytes; a file whose name is taken by another of the folder keeps its path.
    """
    out.mkdir(parents=True, exist_ok=True)
    stem = came.name.rsplit(".", 1)[0].replace("/", "_")
    written = [out / f"{stem}.txt"]
    problems = came.own
    marked = out / f"{stem}{came.path.suffix.lower()}"
    if any(problem.severity is not Severity.NOTE for problem in problems) and not came.said:
        try:
            give_back(came.path, problems, marked, lang=came.lang, limits=limits)
            written.append(marked)
        except WrongUse:  # it cannot be marked; the mail tells all of it
            marked.unlink(missing_ok=True)
    else:
        marked.unlink(missing_ok=True)
    text = mail(came, marked.name if len(written) > 1 else "")
    write_whole(written[0], text.encode("utf-8-sig"))
    return written


def mail(came: Came, marked: str) -> str:
    """The mail that answers a file, in the language of its workbook. marked: the name of the file beside it."""
    with translation.override(came.lang):
        lines = [_("Your file %(file)s") % {"file": came.path.name}, ""]
        lines += _received(came, marked)
        return "\r\n".join([*lines, ""])


def _received(came: Came, marked: str) -> list[str]:
    if came.said or came.version is None:
        why = plain(again(came.said, came.lang))
        return [_("It could not be taken: %(why)s.") % {"why": why.rstrip(".")}]
    problems = came.own
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    lines = [_standing(came.version, len(errors))]
    if marked:
        lines += [
            "",
            _("Every place is marked in the workbook beside this mail: %(file)s.") % {"file": marked},
        ]
    for title, severity in (
        (_("To be mended:"), Severity.ERROR),
        (_("Please look at:"), Severity.WARNING),
        (_("For your information:"), Severity.NOTE),
    ):
        lines += _listed(title, [problem for problem in problems if problem.severity is severity], came.lang)
    return lines


def _standing(version: Version, errors: int) -> str:
    told = {
        "call": version.submission.call.code,
        "agency": version.submission.agency.code,
        "number": version.number,
    }
    if version.late:
        return (
            _("It came after the call %(call)s had closed. It is kept; ask for the call to be opened again.")
            % told
        )
    if version.state != State.DRAFT:
        return _("Thank you: it is submitted to %(call)s for %(agency)s, as version %(number)d.") % told
    if not errors:
        return _("It is right, but another file of %(agency)s is not: all are submitted together.") % told
    said = ngettext(
        "It is kept, and not submitted yet: %(n)d thing has to be mended. Nothing of your work is lost.",
        "It is kept, and not submitted yet: %(n)d things have to be mended. Nothing of your work is lost.",
        errors,
    )
    return said % {"n": errors}


def _listed(title: str, problems: list[Problem], lang: str) -> list[str]:
    if not problems:
        return []
    lines = ["", title, *(f"- {plain(sentence(problem, lang))}" for problem in problems[:_TOLD])]
    if more := len(problems) - _TOLD:
        lines += [ngettext("- and %(n)d more", "- and %(n)d more", more) % {"n": more}] if more > 0 else []
    return lines
