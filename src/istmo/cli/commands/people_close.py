"""`istmo people close`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Account.")],
    by: opened.As = "operator",
) -> None:
    """Close an account: it signs in nowhere, its links and tokens open nothing. What it did stays on record.

    Example: istmo people close ana --as eva
    """
    opened.open_workspace(ctx)
    from istmo.people import queries, services

    services.close_account(user=queries.user(code), by=opened.acting(by), at=opened.now())
    face.say(f"The account {code} is closed.")
