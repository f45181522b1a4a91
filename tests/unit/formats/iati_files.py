"""IATI files written for tests, and what comes of them."""

from pathlib import Path
from typing import Any

import duckdb

from istmo.formats import iati
from istmo.formats._registers import read as rows_of
from istmo.formats._shared import Read
from istmo.kernel.tables import TABLES

PERIOD = '<period-start iso-date="2017-10-01"/><period-end iso-date="2018-09-30"/>'


def activity(results: str = "", head: str = "", identifier: str = "XX-1-A", **attributes: str) -> str:
    """One activity in Honduras of the publisher XX-1."""
    more = " ".join(f'{name.replace("_", "-")}="{text}"' for name, text in attributes.items())
    place = "" if "recipient-" in head else '<recipient-country code="HN"/>'
    return (
        f'<iati-activity default-currency="USD" {more}><iati-identifier>{identifier}</iati-identifier>'
        '<reporting-org ref="XX-1" type="10"><narrative>Ministry of Roads</narrative></reporting-org>'
        f"<title><narrative>A road</narrative></title>{place}{head}{results}</iati-activity>"
    )


def indicator(inside: str, measure: str = "1", **attributes: str) -> str:
    """One result with one indicator."""
    more = " ".join(f'{name}="{text}"' for name, text in attributes.items())
    return (
        '<result type="1"><title><narrative>Roads are better</narrative></title>'
        f'<indicator measure="{measure}" {more}><title><narrative>Kilometres paved</narrative></title>'
        f"{inside}</indicator></result>"
    )


def period(inside: str) -> str:
    """A period of the U.S. fiscal year 2018."""
    return f"<period>{PERIOD}{inside}</period>"


def document(*activities: str, version: str = "2.03") -> bytes:
    """A whole file, one activity a line."""
    inside = "\n".join(activities)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="{version}">\n{inside}\n</iati-activities>'.encode()


def came_of(folder: Path, content: bytes, name: str = "given.xml") -> Read:
    """Read a file of this content in a folder that holds nothing else."""
    file = folder / name
    file.write_bytes(content)
    return iati.read(file, folder)


def told(path: Path | None, columns: str) -> list[tuple[Any, ...]]:
    """Columns of a table, in the order of the file."""
    return duckdb.execute(f"SELECT {columns} FROM read_parquet($1)", [str(path)]).fetchall() if path else []


def register(came: Read, table: str) -> list[dict[str, Any]]:
    """The rows of a register by column name, without empty cells."""
    names = TABLES[table].names
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}
        for row in (rows_of(came.registers[table]) if table in came.registers else ())
    ]


def codes(came: Read) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in came.problems]
