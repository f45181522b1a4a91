"""`istmo people language`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Account.")],
    language: Annotated[str, typer.Argument(help="Language of mails to it: en or es; “” for every one.")],
    by: opened.As = "operator",
) -> None:
    """Say in which language mails to an account are: reminders, and links to set a password.

    Example: istmo people language ana es
    """
    opened.open_workspace(ctx)
    from istmo.people import queries, services

    user = services.set_language(
        user=queries.user(code), language=language, by=opened.acting(by), at=opened.now()
    )
    face.say(f"Mails to {user.code} are in {user.language or 'every language'}.")
