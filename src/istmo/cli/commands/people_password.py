"""`istmo people password`."""

from typing import Annotated

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse


def run(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="Account whose password is set.")],
    lost_factor: Annotated[
        bool, typer.Option("--lost-second-factor", help="Also take its second factors away: all were lost.")
    ] = False,
    by: opened.As = "operator",
) -> None:
    """Set the password of an account, typed twice; without a terminal it is read from the first line of stdin.

    Example: istmo people password operator
    """
    opened.open_workspace(ctx)
    from django.core.exceptions import ValidationError

    from istmo.people import links, queries, second_factor

    user, acting, at = queries.user(code), opened.acting(by), opened.now()
    try:
        links.set_password(user=user, password=_typed(), by=acting, at=at)
    except ValidationError as easy:
        raise WrongUse(" ".join(easy.messages)) from easy
    face.say(f"The password of {user.code} is set.")
    if lost_factor:
        taken = second_factor.take_away(user=user, by=acting, at=at)
        face.say(f"Second factors taken away: {taken}.")


def _typed() -> str:
    import sys

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("New password", hide_input=True, confirmation_prompt=True, err=True))
