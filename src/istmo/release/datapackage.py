"""`datapackage.json`: the release told in the words of Frictionless Data, so that anyone opens it without istmo."""

import json
from typing import Any

from istmo.kernel.schema import Column, ForeignKey, Table, Type
from istmo.kernel.tables import TABLES

FILE = "datapackage.json"

_TYPES = {
    Type.TEXT: "string",
    Type.DATE: "date",
    Type.DECIMAL: "number",
    Type.INTEGER: "integer",
    Type.BOOLEAN: "boolean",
}


#: Codes of another table that may be empty text, meaning every one: for Table Schema such a cell is missing.
_EVERY_ONE = {("applicability", "place"), ("applicability", "agency")}


def describe(name: str, title: str, warning: str = "") -> bytes:
    """The file: one resource per table, with its schema; a warning stands before every description.

    Sizes and hashes stand in manifest.json: Frictionless does not count the bytes of a Parquet file, and refuses a
    resource whose size it cannot confirm.
    """
    package = {
        "profile": "data-package",
        "name": name,
        "title": title,
        **({"description": warning} if warning else {}),
        "resources": [_resource(table, warning) for table in TABLES.values()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, warning: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "description": f"{warning} {table.doc}".strip(),
        "path": f"{table.name}.parquet",
        "scheme": "file",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """A table as a Table Schema."""
    told: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    keys = [key for key in table.foreign_keys if _always_names(table, key)]
    if keys:
        told["foreignKeys"] = [_reference(table, key) for key in keys]
    return told


def _field(table: Table, column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "description": column.doc}
    constraints: dict[str, Any] = {}
    filled = column.required and (table.name, column.name) not in _EVERY_ONE
    if filled:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        told["constraints"] = constraints
    if filled and column.type is Type.TEXT:
        # Empty text is a value where a cell is always filled: the total of a breakdown, every place.
        told["missingValues"] = []
    if not column.required and column.type is Type.INTEGER:
        # pandas, by which Frictionless reads Parquet, knows no empty whole number but nan.
        told["missingValues"] = ["", "nan"]
    return told


def _always_names(table: Table, key: ForeignKey) -> bool:
    """Whether a Table Schema can say it: it knows no key of several columns of which one may be empty."""
    return len(key.columns) == 1 or all(table.column(name).required for name in key.columns)


def _reference(table: Table, key: ForeignKey) -> dict[str, Any]:
    # A table that refers to itself names itself by empty text, as Table Schema asks.
    resource = "" if key.table == table.name else key.table
    return {"fields": list(key.columns), "reference": {"resource": resource, "fields": list(key.to)}}
