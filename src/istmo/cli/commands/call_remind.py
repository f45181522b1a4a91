"""`istmo call remind`."""

from typing import Annotated

import typer

from istmo.cli import face, opened, tables


def run(
    ctx: typer.Context,
    call: Annotated[str, typer.Argument(help="Code of the call.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell who would be reminded; send nothing.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Also who was reminded today.")] = False,
    address: Annotated[str, typer.Option(help="Address of the call's page, where there is a server.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    by: opened.As = "operator",
) -> None:
    """Remind by mail who was asked and has not answered: reporters and approvers with an e-mail.

    Mails are shown in the terminal unless ISTMO_MAIL names a server. Nobody is reminded twice on one day.

    Example: istmo call remind fy2017 --dry-run
    """
    opened.open_workspace(ctx)
    from istmo.collect import queries, reminders
    from istmo.collect.board import board
    from istmo.review.queries import held_counts

    found, at = queries.call(call), opened.now()
    seen = board(found, at, held_counts(found))
    if dry_run:
        going = reminders.plan(seen, at, again=again, address=address)
    else:
        going = reminders.remind(board=seen, by=opened.acting(by), at=at, again=again, address=address)
    for code in going.today:
        face.say(f"{code} was reminded today already. Once more: --again.")
    for code in going.unreached:
        face.say(f"{code} is missing, and nobody with an e-mail acts for it: istmo people add.")
    for code in going.failed:
        face.say(f"The mail server refused the mail to {code}. See ISTMO_MAIL.")
    rows = [
        (
            one.line.agency.code,
            one.to.code,
            str(one.line.stage),
            one.to.code not in going.failed and not dry_run,
        )
        for one in going.reminders
    ]
    tables.give("reminders", ("agency", "account", "stage", "sent"), rows, json_)
    if going.failed:
        raise typer.Exit(face.OUR_FAULT)
