"""Writing an architecture as files: the folder it can be read from again, one JSON document, or StratML."""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import plain
from istmo.spec import others
from istmo.spec.architecture import Architecture
from istmo.spec.changes_written import changes
from istmo.spec.comparisons_written import comparisons
from istmo.spec.evaluations_written import evaluations
from istmo.spec.folder import CHANGES, FRAMEWORKS, INDICATORS, OTHERS, STRATEGY
from istmo.spec.quality_written import quality
from istmo.spec.register import REGISTERS
from istmo.spec.stratml import as_stratml
from istmo.spec.undertakings_written import undertakings
from istmo.spec.written import Record, Writing, columns, filled


class Format(StrEnum):
    """What a framework can be written as."""

    YAML = "yaml"
    JSON = "json"
    STRATML = "stratml"


def write(
    architecture: Architecture,
    code: str | None,
    out: Path,
    format_: Format = Format.YAML,
    *,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Write the whole architecture, or the framework `code` with the shared files, to `out`, which must not exist.

    YAML gives a folder, JSON one file, StratML (Part 2) one file with one framework. Everything appears at once or
    nothing does. more: further texts of the folder by name. WrongUse if `out` exists or there is no such framework.
    """
    if format_ is Format.JSON:
        return write_text(as_json(_chosen(architecture, code)), out)
    if format_ is Format.STRATML:
        return write_text(as_stratml(architecture, one_of(architecture, code)).text, out)
    chosen = _chosen(architecture, code)
    return _appear(out, lambda whole: _write_folder(chosen, whole, more))


def one_of(architecture: Architecture, code: str | None) -> str:
    """The code of the one framework that is meant; WrongUse if that is not clear. StratML holds one a file."""
    if code is None and len(architecture.frameworks) != 1:
        known = ", ".join(architecture.frameworks)
        raise WrongUse(f"A StratML file holds one framework. Name the folder of one of these: {known}.")
    return code or architecture.frameworks[0]


def write_text(text: str, out: Path) -> Path:
    """Write a file at once or not at all; WrongUse if `out` exists."""
    return _appear(out, lambda whole: whole.write_text(text, encoding="utf-8"))


def _chosen(architecture: Architecture, code: str | None) -> Architecture:
    return architecture if code is None else architecture.only(code)


def _appear(out: Path, make: Callable[[Path], object]) -> Path:
    """Let `make` write under another name on the same disk, then give it its own."""
    if out.exists():
        raise WrongUse(f"{out} exists already. Choose another name, or move it away first.")
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        whole = scratch / "whole"
        make(whole)
        os.rename(whole, out)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return out


def as_json(architecture: Architecture) -> str:
    """The whole architecture as one JSON document: what each file says, by file. Exact: no number is rounded."""
    told = {file.as_posix(): content for file, content in _files(architecture)}
    return json.dumps(told, ensure_ascii=False, indent=2, default=json_value) + "\n"


def as_yaml(content: Any) -> str:
    """Lists and maps as the text of a file that can be read again. Exact: no number is rounded."""
    stream = StringIO()
    _yaml().dump(content, stream)
    return stream.getvalue()


def _files(architecture: Architecture) -> Iterator[tuple[Path, Any]]:
    """Every file with what it says; registers are lists of rows. Files that would be empty are left out."""
    writing = Writing(architecture)
    for place, framework in enumerate(architecture.frameworks):
        dimensions = writing.dimensions() if place == 0 else []
        own = {
            STRATEGY: writing.strategy(framework),
            INDICATORS: filled(dimensions=dimensions, indicators=writing.indicators(framework)),
            CHANGES: changes(writing, framework),
        }
        yield from ((Path(FRAMEWORKS) / framework / name, told) for name, told in own.items() if told)
    for table in REGISTERS:
        if rows := writing.register(table):
            yield Path(f"{table}.csv"), rows
    for folder in architecture.others:
        for table in others.REGISTERS:
            if rows := writing.register(table, folder):
                yield Path(OTHERS) / folder / f"{table}.csv", rows
    lists = {
        "claims.yaml": writing.claims(),
        "benchmarks.yaml": writing.benchmarks(),
        "comparisons.yaml": comparisons(writing),
        "undertakings.yaml": undertakings(writing),
        "evaluations.yaml": evaluations(writing),
        "quality.yaml": quality(writing),
    }
    for name, entries in lists.items():
        if entries:
            yield Path(name), entries


def _write_folder(architecture: Architecture, folder: Path, more: Mapping[str, str]) -> None:
    for name, text in more.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for file, content in _files(architecture):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".csv":
            _write_register(path, content)
        else:
            with path.open("w", encoding="utf-8") as stream:
                _yaml().dump(content, stream)


def _write_register(path: Path, rows: list[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns(path.stem, rows), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


class Representer(SafeRepresenter):
    """Decimals exactly, in digits, and every repeated value written out: our reader counts aliases as a trap."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_decimal(self, data: Decimal) -> ScalarNode:
        text = plain(data)
        return self.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


Representer.add_representer(Decimal, Representer.represent_decimal)


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = Representer
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.allow_unicode = True
    yaml.width = 110
    return yaml


def json_value(value: Any) -> Any:
    """Days as text; decimals as numbers where a double holds them exactly, else as text."""
    if not isinstance(value, Decimal):
        return str(value)
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else plain(value)
