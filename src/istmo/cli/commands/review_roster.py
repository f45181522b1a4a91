"""`istmo review roster`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened, tables
from istmo.kernel.problem import WrongUse

if TYPE_CHECKING:
    from istmo.framework.models import Draft

_COLUMNS = (
    "number", "change", "activity", "title", "agency", "place", "node", "starts_on", "ends_on", "was_place",
    "was_node", "was_ends_on", "note", "decided", "reason",
)  # fmt: skip


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    accept: Annotated[list[int] | None, typer.Option(help="Number of a change to take over; repeat.")] = None,
    refuse: Annotated[list[int] | None, typer.Option(help="Number of a change to refuse; repeat.")] = None,
    reason: Annotated[str, typer.Option(help="Why; told to the agency.")] = "",
    out: Annotated[
        Path | None,
        typer.Option(help="Write activities.csv as the draft has it, to put into the framework's folder."),
    ] = None,
    by: opened.As = "operator",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell what a version wants changed in the roster of activities; accept a change into a draft, or refuse it.

    Nothing that is published changes: what the draft says holds once it is published, or its file is imported.

    Example: istmo review roster fy2017/usaid/1 --accept 1 --reason "Confirmed by the post" --out activities.csv --as eva
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.review.roster import decide, proposed

    found, draft = version(submission), None
    for numbers, accepted in ((accept, True), (refuse, False)):
        for number in numbers or ():
            made = decide(
                version=found,
                position=number,
                accept=accepted,
                reason=reason,
                by=opened.acting(by),
                at=opened.now(),
            )
            draft = made.draft or draft
    shown = proposed(found)
    rows = [
        (
            *(one.proposal.position, one.proposal.change),
            *(getattr(one.proposal, name) for name in _COLUMNS[2:-2]),
            str(one.decision).split()[0] if one.decision else None,
            one.decision.reason if one.decision else None,
        )
        for one in shown
    ]
    tables.give("proposals", _COLUMNS, rows, json_)
    if out:
        last = next(
            (one.decision.draft for one in reversed(shown) if one.decision and one.decision.draft), None
        )
        _write(draft or last, out)


def _write(draft: "Draft | None", out: Path) -> None:
    from istmo.framework import queries
    from istmo.review.roster import REGISTER
    from istmo.vault.writing import write_whole

    if draft is None:
        raise WrongUse("Nothing is taken over yet: accept a change first.")
    write_whole(out, queries.files(draft)[REGISTER].encode())
    face.say(f"Written: {out}, as draft {draft.pk} has it.")
