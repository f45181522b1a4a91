"""A whole architecture read from its folder: frameworks above the registers they share, checked, as rows of tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from istmo.kernel.algebra import Algebra
from istmo.kernel.place import Membership, Places
from istmo.kernel.problem import InputProblem, Problem, WrongUse, group, has_errors
from istmo.kernel.tables import TABLES
from istmo.spec.change_rows import CHANGE_TABLES, add_changes
from istmo.spec.comparison_rows import add_comparisons
from istmo.spec.draft import Draft, Row
from istmo.spec.evaluation_rows import EVALUATION_TABLES, add_evaluations
from istmo.spec.folder import CHANGES, INDICATORS, STRATEGY, find_root, framework_folders
from istmo.spec.indicator_rows import INDICATOR_TABLES, add_indicators
from istmo.spec.names import KnownNames
from istmo.spec.others import add_others
from istmo.spec.quality_rows import QUALITY_TABLES, add_quality
from istmo.spec.references import WRITTEN, check_references
from istmo.spec.register import REGISTERS, add_register
from istmo.spec.restrict import restricted
from istmo.spec.rules import check_rules
from istmo.spec.shared_rows import add_benchmarks, add_claims
from istmo.spec.strategy_rows import STRATEGY_TABLES, add_strategy
from istmo.spec.undertaking_rows import UNDERTAKING_TABLES, add_undertakings
from istmo.spec.yaml_file import Document, read_yaml


@dataclass(frozen=True)
class Architecture:
    """What was read: the folder, the codes of its frameworks, and rows by table in the order their files give them."""

    path: Path
    frameworks: tuple[str, ...]
    _rows: Mapping[str, tuple[Row, ...]] = field(repr=False)
    _origins: Mapping[tuple[str, Row], str] = field(repr=False, default_factory=dict)

    def tables(self) -> dict[str, list[Row]]:
        """Rows by table, each in the column order of `kernel.tables`."""
        return {name: list(self._rows.get(name, ())) for name in WRITTEN}

    def only(self, framework: str) -> "Architecture":
        """One framework with what is shared; WrongUse if there is none of that code."""
        if framework not in self.frameworks:
            told = f"There is no framework {framework} here, only {', '.join(self.frameworks)}."
            raise WrongUse(told)
        return Architecture(self.path, (framework,), restricted(self._rows, framework), self._origins)

    def records(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table by column name."""
        names = TABLES[table].names
        return [dict(zip(names, row, strict=True)) for row in self._rows.get(table, ())]

    def codes(self, table: str) -> frozenset[str]:
        """The codes of one table."""
        return frozenset(record["code"] for record in self.records(table))

    def origin(self, table: str, record: Mapping[str, Any]) -> str:
        """The folder of others that a row came from; empty for a row of our own."""
        return self._origins.get((table, tuple(record[column] for column in TABLES[table].key)), "")

    @property
    def others(self) -> tuple[str, ...]:
        """The folders of others, in order of their names."""
        return tuple(sorted(set(self._origins.values())))

    @property
    def places(self) -> Places:
        """The places as a tree with its groups."""
        parents = {record["code"]: record["parent"] for record in self.records("places")}
        return Places(parents, tuple(Membership(**record) for record in self.records("place_members")))

    def algebras(self) -> dict[str, Algebra]:
        """The algebra of every indicator by its code."""
        return {record["code"]: Algebra.of(record) for record in self.records("indicators")}

    def resolve(self, kind: str, name: str) -> str | None:
        """Our code for a name of a `place`, `agency`, `indicator`, `source` or `forum`; None if none or several fit."""
        return self._names.code(kind, name)

    @cached_property
    def _names(self) -> KnownNames:
        """Gathered once: callers resolve every cell of a column."""
        return KnownNames(self._rows)


def load(path: Path, today: date | None = None) -> Architecture:
    """Read an architecture that must be right; InputProblem with every problem if it is not."""
    architecture, problems = read(path, today)
    if architecture is None:
        raise InputProblem(problems)
    return architecture


def read(path: Path, today: date | None = None) -> tuple[Architecture | None, list[Problem]]:
    """Read the folder that holds `frameworks/`, or one framework inside it; all problems at once.

    today: the day it is, for days that are still to come and assessments that are overdue; None: neither is told.
    None if there is an error. FileNotFoundError or NotADirectoryError if there is no such folder.
    """
    root, only = find_root(path)
    draft = Draft(today=today)
    folders = framework_folders(root, draft)
    for folder in folders:
        _add_framework(root, folder, draft)
    _add_shared(root, draft)
    add_others(root, draft)
    whole, problems = finished(draft, root, tuple(folder.name for folder in folders))
    return whole.only(only) if whole and only else whole, problems


def finished(
    draft: Draft, path: Path, frameworks: tuple[str, ...]
) -> tuple[Architecture | None, list[Problem]]:
    """What a draft of everything makes, once every rule was held against it; None if there is an error."""
    check_references(draft)
    check_rules(draft)
    problems = group(draft.problems)
    if has_errors(problems):
        return None, problems
    rows = {name: tuple(draft.rows[name]) for name in WRITTEN}
    return Architecture(path, frameworks, rows, draft.origins), problems


def _add_framework(root: Path, folder: Path, draft: Draft) -> None:
    told = folder.relative_to(root)
    if not (folder / STRATEGY).is_file():
        draft.incomplete.update(STRATEGY_TABLES)
    _add_yaml(
        root, told / STRATEGY, draft, partial(add_strategy, draft=draft, folder=folder.name), STRATEGY_TABLES
    )
    adding = partial(add_indicators, draft=draft, framework=folder.name)
    _add_yaml(root, told / INDICATORS, draft, adding, INDICATOR_TABLES)
    changes = partial(add_changes, draft=draft, framework=folder.name)
    _add_yaml(root, told / CHANGES, draft, changes, CHANGE_TABLES)


def _add_shared(root: Path, draft: Draft) -> None:
    for stem in REGISTERS:
        if (root / f"{stem}.csv").is_file():
            add_register(root / f"{stem}.csv", f"{stem}.csv", draft)
    _add_yaml(root, Path("claims.yaml"), draft, partial(add_claims, draft=draft), ("claims",))
    _add_yaml(root, Path("benchmarks.yaml"), draft, partial(add_benchmarks, draft=draft), ("benchmarks",))
    comparisons = partial(add_comparisons, draft=draft)
    _add_yaml(root, Path("comparisons.yaml"), draft, comparisons, ("comparisons",))
    undertakings = partial(add_undertakings, draft=draft)
    _add_yaml(root, Path("undertakings.yaml"), draft, undertakings, UNDERTAKING_TABLES)
    evaluations = partial(add_evaluations, draft=draft)
    _add_yaml(root, Path("evaluations.yaml"), draft, evaluations, EVALUATION_TABLES)
    _add_yaml(root, Path("quality.yaml"), draft, partial(add_quality, draft=draft), QUALITY_TABLES)


def _add_yaml(
    root: Path, file: Path, draft: Draft, add: Callable[[Document], None], tables: tuple[str, ...]
) -> None:
    """Read a YAML file if it is there; where it cannot be read at all, `tables` are incomplete."""
    if not (root / file).is_file():
        return
    document, problems = read_yaml(root / file, file.as_posix())
    draft.problems.extend(problems)
    if document is None:
        draft.incomplete.update(tables)
    else:
        add(document)
