"""`istmo people tokens`."""

from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened, tables

if TYPE_CHECKING:
    from istmo.people.actions import Permission


def run(
    ctx: typer.Context,
    by: opened.As,
    make: Annotated[str, typer.Option(metavar="NAME", help="Make a token, named for what it is for.")] = "",
    action: Annotated[
        list[str] | None, typer.Option(help="What it may do, such as SUBMIT; as often as needed.")
    ] = None,
    days: Annotated[int, typer.Option(help="How many days it lasts.")] = 90,
    revoke: Annotated[int | None, typer.Option(metavar="NUMBER", help="Take this token back.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List the tokens of an account; make one, whose secret is shown once, or take one back.

    Example: istmo people tokens --make "nightly figures" --action SUBMIT --as ana
    """
    opened.open_workspace(ctx)
    from istmo.people import tokens

    user, at = opened.acting(by), opened.now()
    if make:
        _token, secret = tokens.make(name=make, actions=_actions(action or []), days=days, by=user, at=at)
        face.show(secret)
        face.say("It is shown this once. Keep it where no other person reads it.")
        return
    if revoke is not None:
        told = tokens.revoke(number=revoke, by=user, at=at)
        face.say(f"The token “{told.name}” opens nothing any more.")
        return
    rows = [
        (
            one.pk,
            one.name,
            one.actions,
            f"{one.expires_at:%Y-%m-%d}",
            "revoked" if one.revoked_at else "over" if one.expires_at <= at else "open",
        )
        for one in user.tokens.all()
    ]
    tables.give("tokens", ("token", "name", "actions", "until", "state"), rows, json_)


def _actions(named: list[str]) -> "list[Permission]":
    from istmo.kernel.problem import WrongUse
    from istmo.people.actions import Permission

    known = {one.name for one in Permission}
    for name in named:
        if name.upper() not in known:
            raise WrongUse(f"“{name}” is no action. Actions: {', '.join(sorted(known))}.")
    return [Permission[name.upper()] for name in named]
