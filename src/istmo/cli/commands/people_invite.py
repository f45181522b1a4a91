"""`istmo people invite`."""

from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    code: Annotated[
        str, typer.Argument(help="Account: one that is there, or a new one with --role and --name.")
    ],
    role: Annotated[str, typer.Option(help="Role of a new account.")] = "",
    name: Annotated[str, typer.Option(help="Name of a new person.")] = "",
    agency: Annotated[str, typer.Option(help="Agency it acts for.")] = "",
    email: Annotated[str, typer.Option(help="E-mail, for signing in and for messages.")] = "",
    language: Annotated[
        str, typer.Option("--lang", help="Language of mails to it: en or es; every one unless told.")
    ] = "",
    scope: Annotated[
        list[str] | None,
        typer.Option(help="Limit: agency:CODE, place:CODE or node:FRAMEWORK/CODE; as often as needed."),
    ] = None,
    site: Annotated[
        str, typer.Option(envvar="ISTMO_SITE", help="Address under which istmo is reached.")
    ] = "http://localhost:8000",
    by: opened.As = "operator",
) -> None:
    """Print a one-time link with which the holder of an account sets its password; it works for seven days.

    Example: istmo people invite eva --role viewer --name "Eva Ruiz"
    """
    opened.open_workspace(ctx)
    from istmo.people import links, queries, services

    acting, at = opened.acting(by), opened.now()
    if role:
        of = queries.agency(agency) if agency else None
        limits = services.scopes_of(scope or ())
        new = services.NewUser(code, role, name, of, email=email, scopes=limits, language=language)
        user, secret = links.invite(new=new, by=acting, at=at)
    else:
        user = queries.user(code)
        secret = links.invite_again(user=user, by=acting, at=at)
    face.show(f"{site.rstrip('/')}/account/link/{secret}/")
    face.say(f"For {user.code} ({user.role}), once, for seven days. Pass it to nobody else.")
