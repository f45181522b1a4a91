"""`istmo people email`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Account.")],
    email: Annotated[str, typer.Argument(help="Its e-mail; “” for none.")],
    by: opened.As = "operator",
) -> None:
    """Give an account another e-mail, or none. Links sent before open nothing any more.

    Example: istmo people email ana ana@agency.example --as eva
    """
    opened.open_workspace(ctx)
    from istmo.people import queries, services

    user = services.set_email(user=queries.user(code), email=email, by=opened.acting(by), at=opened.now())
    face.say(f"The e-mail of {user.code} is changed.")
