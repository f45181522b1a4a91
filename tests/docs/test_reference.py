"""Pages made from the code say what the code says; every command has help with an example."""

from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from docs.generate import PAGES, REFERENCE
from istmo.cli.app import app


def _leaves(group: Any, path: str = "") -> list[tuple[str, Any]]:
    context = typer.Context(group)
    found: list[tuple[str, Any]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        here = f"{path} {name}".strip()
        if isinstance(command, TyperGroup):
            found += _leaves(command, here)
        elif command:
            found.append((here, command))
    return found


COMMANDS = _leaves(get_command(app))


@pytest.mark.parametrize("page", PAGES)
def test_page_is_current(page: str) -> None:
    written = (REFERENCE / page).read_text(encoding="utf-8")
    assert written == PAGES[page](), "run: python -m docs.generate"


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_command_has_help_with_an_example(path: str, command: Any) -> None:
    assert f"istmo {path.partition(' ')[0]}" in (command.help or "") or "istmo -w" in (command.help or "")


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_option_is_explained(path: str, command: Any) -> None:
    unexplained = [p.name for p in command.params if not getattr(p, "help", None)]
    assert unexplained == [], f"istmo {path}"
