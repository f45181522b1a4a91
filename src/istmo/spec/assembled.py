"""An architecture of one framework whose files never lay in a folder: another standard's file said the same."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from istmo.kernel.problem import Problem, Where
from istmo.spec.architecture import Architecture, finished
from istmo.spec.draft import At, Draft
from istmo.spec.indicator_rows import add_indicators
from istmo.spec.strategy_rows import add_strategy
from istmo.spec.yaml_file import Document


def assembled(
    path: Path,
    code: str,
    strategy: Document,
    indicators: Document,
    rows: Iterable[tuple[str, Mapping[str, Any], int]],
    problems: Iterable[Problem] = (),
) -> tuple[Architecture | None, list[Problem]]:
    """The framework `code` of what `strategy.yaml` and `indicators.yaml` would say, and rows of registers with lines.

    problems: what was found before; every rule of a folder holds here too. None if there is an error.
    """
    draft = Draft(problems=list(problems))
    add_strategy(strategy, draft, folder=code)
    add_indicators(indicators, draft, framework=code)
    for table, cells, line in rows:
        draft.add(table, _at(path.name, line), **cells)
    return finished(draft, path, (code,))


def _at(file: str, line: int) -> At:
    return lambda column: Where(file=file, row=line, header=column)
