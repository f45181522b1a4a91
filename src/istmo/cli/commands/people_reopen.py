"""`istmo people reopen`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Account.")],
    by: opened.As = "operator",
) -> None:
    """Let a closed account sign in again, with the password it had. Its tokens stay revoked.

    Example: istmo people reopen ana --as eva
    """
    opened.open_workspace(ctx)
    from istmo.people import queries, services

    services.reopen_account(user=queries.user(code), by=opened.acting(by), at=opened.now())
    face.say(f"The account {code} is open again.")
