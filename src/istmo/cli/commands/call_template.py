"""`istmo call template`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse

if TYPE_CHECKING:
    from istmo.collect.assigned import Asking
    from istmo.collect.models import Assignment
    from istmo.collect.wanted import Wanted


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Code of the call.")],
    out: Annotated[Path, typer.Option(help="Folder to write into; made where it is missing.")],
    agency: Annotated[list[str] | None, typer.Option(help="Agency to write for; repeat for each.")] = None,
    unit: Annotated[str, typer.Option(help="Only the part of this unit or partner; with one --agency.")] = "",
    split: Annotated[
        bool, typer.Option(help="One workbook for each unit and partner of the agency.")
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help="For every agency the call asks.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the workbooks: en or es.")] = "en",
    by: opened.As = "operator",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Write the workbooks of a call: what each agency is asked, last year's values and targets filled in.

    Each is named after call, agency and language, and carries a signed note of what it is. Send them by mail and put
    what comes back into a folder: istmo call receive FOLDER.

    Example: istmo call template fy2017 --all --out outbox --lang es
    """
    opened.open_workspace(ctx)
    from istmo.collect import assigned, calls, queries
    from istmo.freeze.queries import last_folder

    call, at, user = queries.call(code), opened.now(), opened.acting(by)
    if bool(agency) == all_:
        raise WrongUse("Name the agencies with --agency, or say --all.")
    if unit and (all_ or len(agency or ()) != 1 or split):
        raise WrongUse("--unit goes with one --agency.")
    assigned.language(lang)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with assigned.asking_of(call, last_folder()) as asking:
        chosen = asking.assignments if all_ else tuple(asking.assignment(one) for one in agency or ())
        if not chosen:
            raise WrongUse(f"The data call {code} asks no agency by name. Open one that does.")
        for assignment in chosen:
            for part in _units(asking, assignment, unit, split):
                template = asking.template(assignment, lang=lang, unit=part, at=at)
                written.append((assigned.write(template, out), template))
                face.say(f"{assignment.agency.code}: {len(template.wanted.rows):,} rows")
    calls.sent(call=call, agencies=[one.agency for one in chosen], by=user, at=at)
    if json_:
        told = [
            {
                "file": str(path),
                "agency": made.manifest.agency,
                "unit": made.manifest.unit,
                "rows": len(made.wanted.rows),
            }
            for path, made in written
        ]
        face.show(face.as_json((), workbooks=told))
    else:
        face.show("\n".join(str(path) for path, _ in written))


def _units(asking: "Asking", assignment: "Assignment", unit: str, split: bool) -> list[str]:
    """The parts to write: all as one (an empty text), one unit, or every unit and the rest that is the agency's own."""
    if not split:
        return [unit]
    own, units = assignment.agency.code, asking.units(assignment)
    whole = asking.wanted(assignment)
    rest = [own] if units and _holds(asking, whole, own) else []
    return [*rest, *units] or [""]


def _holds(asking: "Asking", whole: "Wanted", unit: str) -> bool:
    try:
        return bool(asking.of_unit(whole, unit).rows)
    except WrongUse:
        return False
