"""`istmo submission submit`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import has_errors

if TYPE_CHECKING:
    from istmo.collect.models import Version


def run(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="File of figures; transactions may stand in another.")],
    call: Annotated[str, typer.Option(help="Data call it answers.")],
    agency: Annotated[str, typer.Option(help="Agency that reports.")],
    by: opened.As,
    max_bytes: Annotated[
        int | None, typer.Option(help="Refuse larger files; 4 GB unless told.", min=1)
    ] = None,
    plan: Annotated[
        Path | None, typer.Option(help="Column plan by which the file's own columns become ours.")
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(help="Unit whose part the files are, “” for the whole; unless told, as they say."),
    ] = None,
    sent_by: Annotated[
        str,
        typer.Option(metavar="ACCOUNT", help="Who sent it, and so submits it; unless told, who hands it in."),
    ] = "",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Check a file and submit it. With errors it is kept as a draft and the exit code is 1.

    A workbook made for a unit is joined with what the other units sent.

    Example: istmo submission submit figures.csv --call fy2017 --agency usaid --as ana
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries, units
    from istmo.collect.deposit import Reading
    from istmo.formats.door import USUAL
    from istmo.freeze.queries import last_folder
    from istmo.people.queries import agency as named

    limits = replace(USUAL, max_bytes=max_bytes) if max_bytes else USUAL
    sender = opened.acting(sent_by) if sent_by else None
    version, new = units.submit(
        call=queries.call(call),
        agency=named(agency),
        files=files,
        by=opened.acting(by),
        at=opened.now(),
        reading=Reading(last_folder(), limits, plan, unit, sender),
    )
    problems = queries.problems(version)
    if json_:
        told = {"submission": version.code, "state": version.state, "new": new, "hash": version.seal}
        told["late"] = version.late
        face.show(face.as_json(problems, **told, figures=version.figures, transactions=version.transactions))
    else:
        face.tell(problems)
        face.say(_said(version, new, has_errors(problems)))
        face.show(f"{version.code}\t{version.seal}")
    face.stop_on_errors(problems)
    if version.late:
        raise typer.Exit(1)


def _said(version: "Version", new: bool, errors: bool) -> str:
    code = version.code
    if version.late:
        return (
            f"Kept as draft {code}; not submitted: the call was closed when it came. "
            "Ask the coordinator to open it again, and submit the file once more."
        )
    if errors:
        return f"Kept as draft {code}; not submitted. Mend the errors above and submit the file again."
    if not new:
        return f"Already submitted as version {version.number} ({version.state}); nothing was changed."
    return f"Submitted as {code}. Next, by another person: istmo review approve {code} --as USER"
