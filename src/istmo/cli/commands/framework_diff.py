"""`istmo framework diff`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face
from istmo.kernel.problem import WrongUse


def run(
    old: Annotated[Path, typer.Argument(help="Folder of the earlier framework, alone or with others.")],
    new: Annotated[Path, typer.Argument(help="Folder of the later framework.")],
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Compare two versions of a framework by meaning: what came, went, moved, was reworded or redefined, and why.

    A folder with several frameworks is compared code by code with the other. Needs no workspace.

    Example: istmo framework diff examples/central-america/frameworks/strategy-2017
    examples/central-america-variants/frameworks/strategy-2017-factsheet
    """
    from istmo.spec.architecture import load
    from istmo.spec.compare import compare
    from istmo.spec.compared_text import as_text

    one, two = load(_folder(old)), load(_folder(new))
    tables = one.tables(), two.tables()
    found = [compare(tables[0], a, tables[1], b) for a, b in _pairs(one.frameworks, two.frameworks)]
    if json_:
        only = sorted(set(one.frameworks) ^ set(two.frameworks)) if len(found) > 1 else []
        face.show(face.as_json(comparisons=[each.to_json() for each in found], frameworks_in_one_only=only))
        return
    face.show("\n\n".join(as_text(each) for each in found))
    if max(len(one.frameworks), len(two.frameworks)) > 1:
        for code in sorted(set(one.frameworks) ^ set(two.frameworks)):
            face.show(f"\n{code} is in the {'first' if code in one.frameworks else 'second'} folder only.")


def _folder(path: Path) -> Path:
    """A framework named by its strategy.yaml is its folder."""
    return path.parent if path.is_file() and path.name == "strategy.yaml" else path


def _pairs(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[str, str]]:
    """One framework with one, whatever their codes; else those of the same code."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    if same := [(code, code) for code in old if code in new]:
        return same
    raise WrongUse(
        f"No framework is in both folders: {', '.join(old)} and {', '.join(new)}. Name one inside each: "
        f"FOLDER/frameworks/{old[0]}."
    )
