"""`istmo submission check`."""

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from istmo.cli import face
from istmo.kernel.problem import InputProblem, Problem, Severity, Where, has_errors

if TYPE_CHECKING:
    from istmo.collect.checks.runner import NotChecked


def run(
    files: Annotated[list[Path], typer.Argument(help="File of figures; transactions may stand in another.")],
    framework: Annotated[Path, typer.Option(help="Folder of the framework's files.")],
    last: Annotated[Path | None, typer.Option(help="Folder of the last release, to compare with.")] = None,
    max_bytes: Annotated[int | None, typer.Option(help="Refuse larger files.", min=1)] = None,
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Check a file before it is submitted: every problem at once. Needs no workspace and changes nothing.

    Example: istmo submission check figures.csv --framework examples/central-america
    """
    _refuse_larger(files, max_bytes)
    from istmo.collect import intake
    from istmo.collect.checks import runner
    from istmo.spec.architecture import load

    architecture = load(framework)
    with tempfile.TemporaryDirectory(prefix="istmo-check-") as into:
        came = intake.read(files, architecture=architecture, into=Path(into), last=last)
        told = runner.summary(came.figures, came.transactions)
    there = {"new": came.figures, "money": came.transactions, "headers": came.headers, "last": last}
    checked, not_checked = runner.coverage(architecture, [name for name, given in there.items() if given])
    read = {"rows": told.rows, "figures": told.roles, "transactions": told.stages}
    if json_:
        left_out = [{"code": each.code, "why": each.why} for each in not_checked]
        face.show(face.as_json(came.problems, read=read, checked=checked, not_checked=left_out))
    else:
        face.tell(came.problems)
        face.show("\n".join([*_read(read), *_found(came.problems, len(checked), not_checked)]))
    face.stop_on_errors(came.problems)


def _refuse_larger(files: Sequence[Path], max_bytes: int | None) -> None:
    """InputProblem naming every file above the limit, before anything is read."""
    if max_bytes is None:
        return
    sizes = {path: path.stat().st_size for path in files}
    larger = [
        Problem(
            "file_too_large",
            Severity.ERROR,
            f"the file has {size:,} bytes, and at most {max_bytes:,} are read",
            Where(file=path.name),
            fix="split it, or allow more with --max-bytes",
        )
        for path, size in sizes.items()
        if size > max_bytes
    ]
    if larger:
        raise InputProblem(larger)


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
