"""The pages of docs/reference that are made from the code: `python -m docs.generate` writes them, a test compares.

A page that repeats what the code says drifts from it; these cannot.
"""

from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from docs import elsewhere, findings, permissions, worked_cases
from istmo.cli.app import app
from istmo.collect.checks import _page
from istmo.kernel.tables import TABLES, Table

REFERENCE = Path(__file__).parent / "reference"


def _table(table: Table) -> list[str]:
    keys = {
        name: f"names a row of [{fk.table}](#{fk.table})" for fk in table.foreign_keys for name in fk.columns
    }
    lines = [f"## {table.name}", "", f"{table.doc}. Key: {', '.join(f'`{name}`' for name in table.key)}.", ""]
    lines += ["| column | type | filled | meaning |", "|---|---|---|---|"]
    for column in table.columns:
        told = [column.doc, ", ".join(f"`{value}`" for value in column.values), keys.get(column.name, "")]
        always = "always" if column.required else ""
        lines.append(
            f"| `{column.name}` | {column.type.value} | {always} | {'; '.join(t for t in told if t)} |"
        )
    return [*lines, ""]


def tables() -> str:
    """The page of all tables of a release."""
    start = ["# Tables of a release", "", "Made from `kernel/tables.py`; do not edit.", ""]
    return "\n".join([*start, *(line for table in TABLES.values() for line in _table(table))])


def _option(parameter: Any) -> str:
    names = ", ".join(f"`{name}`" for name in parameter.opts) if parameter.param_type_name == "option" else ""
    name = names or f"`{(parameter.name or '').upper()}`"
    return f"- {name}: {getattr(parameter, 'help', None) or 'see above'}"


def _command(path: str, command: Any) -> list[str]:
    text = (command.help or "").strip()
    options = [_option(p) for p in command.params if p.name != "help"]
    return [f"## istmo {path}", "", text, "", *options, ""]


def _walk(group: Any, path: str) -> list[str]:
    context = typer.Context(group)
    lines = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        here = f"{path} {name}".strip()
        if isinstance(command, TyperGroup):
            lines += _walk(command, here)
        elif command is not None:
            lines += _command(here, command)
    return lines


def commands() -> str:
    """The page of all commands."""
    start = ["# Commands", "", "Made from the commands' own help; do not edit.", ""]
    codes = [
        "Exit 0: fine, warnings and notes included. 1: at least one error in the input. 2: wrong use. 3: our fault.",
        "stdout is the product, stderr the talk.",
        "",
    ]
    return "\n".join([*start, *codes, *_walk(get_command(app), "")])


PAGES = {
    "tables.md": tables,
    "commands.md": commands,
    "checks.md": _page.page,
    "findings.md": findings.page,
    "permissions.md": permissions.page,
    "totals.md": worked_cases.page,
    "totals-elsewhere.md": elsewhere.page,
}


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
