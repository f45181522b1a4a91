"""`istmo submission check`."""

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from istmo.cli import face
from istmo.kernel.period import Period
from istmo.kernel.problem import Problem, Severity, WrongUse, group, has_errors

if TYPE_CHECKING:
    from istmo.collect.checks.runner import NotChecked

#: Places of one problem that are marked.
_MARKED = 1_000


def run(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="File of figures; transactions may stand in another.")],
    framework: Annotated[Path, typer.Option(help="Folder of the framework's files.")],
    last: Annotated[Path | None, typer.Option(help="Folder of the last release, to compare with.")] = None,
    call: Annotated[
        str | None,
        typer.Option(help="Data call of the workspace it answers, or the year asked about: FY2017."),
    ] = None,
    max_bytes: Annotated[
        int | None, typer.Option(help="Refuse larger files; 4 GB unless told.", min=1)
    ] = None,
    marked: Annotated[
        Path | None, typer.Option(help="Workbook to write: the file with its problems in their cells.")
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option(
            help="Column plan by which the file's own columns become ours, or its name in FRAMEWORK/plans."
        ),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Check a file before it is submitted: every problem at once. Needs no workspace and changes nothing.

    With --marked OUT.xlsx it gives the file back as a workbook with every problem in its cell; one FILE only.

    Example: istmo submission check figures.csv --framework examples/central-america
    """
    from istmo.collect import intake
    from istmo.collect.checks import runner
    from istmo.formats import door
    from istmo.spec.architecture import load

    if marked:
        _refuse(files, marked)
    architecture = load(framework)
    year = _year(ctx, call) if call else None
    limits = replace(door.USUAL, max_bytes=max_bytes) if max_bytes else door.USUAL
    if marked:
        limits = replace(limits, places=_MARKED)
    columns = door.read_columns(_plan(plan, architecture.path)) if plan else None
    with tempfile.TemporaryDirectory(prefix="istmo-check-") as into:
        came = intake.read(
            files,
            architecture=architecture,
            into=Path(into),
            last=last,
            call=year,
            limits=limits,
            columns=columns,
        )
        told = runner.summary(came.figures, came.transactions)
    problems = group(came.problems)
    if marked:
        door.give_back(files[0], came.problems, marked, limits=limits)
    checked, not_checked = came.checked, came.not_checked
    read = {"rows": told.rows, "figures": told.roles, "transactions": told.stages}
    if json_:
        left_out = [{"code": each.code, "why": each.why} for each in not_checked]
        face.show(face.as_json(problems, read=read, checked=checked, not_checked=left_out))
    else:
        face.tell(problems)
        face.show("\n".join([*_read(read), *_found(problems, len(checked), not_checked)]))
    if marked:
        face.say(f"Written: {marked}")
    face.stop_on_errors(problems)


def _plan(plan: Path, framework: Path) -> Path:
    """The plan itself, or the one of that name kept beside the framework."""
    kept = framework / "plans" / f"{plan}.yaml"
    return kept if not plan.exists() and kept.is_file() else plan


def _refuse(files: Sequence[Path], marked: Path) -> None:
    """WrongUse for what cannot be marked, before anything is read."""
    from istmo.formats import door

    if len(files) > 1:
        raise WrongUse("--marked gives one file back. Check the files one by one.")
    door.refuse_name(files[0], marked)


def _year(ctx: typer.Context, call: str) -> str:
    """The year a call asks about: `call` itself where it is a year, else what the workspace says of that call."""
    try:
        return Period.parse(call).code
    except ValueError:
        from istmo.cli.opened import open_workspace

        open_workspace(ctx)
        from istmo.collect.queries import call as data_call

        return str(data_call(call).reporting_year)


def _read(read: Mapping[str, Any]) -> list[str]:
    """What was read: `rows: 50` and figures by role."""
    lines = [f"rows read: {read['rows']:,}"]
    for name in ("figures", "transactions"):
        counts: dict[str, int] = read[name]
        if counts:
            parts = ", ".join(f"{count:,} {what}" for what, count in counts.items())
            lines.append(f"{name}: {sum(counts.values()):,} ({parts})")
    return lines


def _found(problems: Sequence[Problem], checked: int, not_checked: Sequence["NotChecked"]) -> list[str]:
    """How many problems of each severity, what was checked, and what to do next."""
    counts = Counter(problem.severity for problem in problems)
    told = ", ".join(f"{counts[severity]} {severity}{'s' * (counts[severity] != 1)}" for severity in Severity)
    why = Counter(each.why for each in not_checked)
    left_out = "; ".join(f"{count} not, because {reason}" for reason, count in why.items())
    after = (
        "Mend the errors and check again."
        if has_errors(problems)
        else "Nothing stops this file from being submitted."
    )
    return [f"problems: {told}", f"checks: {checked} ran" + (f"; {left_out}" if left_out else ""), after]
