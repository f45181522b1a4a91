"""`datapackage.json`: the release told in the words of Frictionless Data, so that anyone opens it without istmo."""

import json
from collections.abc import Mapping
from typing import Any

from istmo.kernel.schema import Column, ForeignKey, Table, Type
from istmo.kernel.tables import TABLES
from istmo.release.manifest import FileEntry

FILE = "datapackage.json"

_TYPES = {
    Type.TEXT: "string",
    Type.DATE: "date",
    Type.DECIMAL: "number",
    Type.INTEGER: "integer",
    Type.BOOLEAN: "boolean",
}


def describe(name: str, title: str, files: Mapping[str, FileEntry]) -> bytes:
    """The file: one resource per table with its schema, size and hash; `files` has `<table>.parquet` for each."""
    package = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "resources": [_resource(table, files[f"{table.name}.parquet"]) for table in TABLES.values()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, file: FileEntry) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "description": table.doc,
        "path": f"{table.name}.parquet",
        "scheme": "file",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """A table as a Table Schema."""
    told: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.foreign_keys:
        told["foreignKeys"] = [_reference(table, key) for key in table.foreign_keys]
    return told


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    told: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "description": column.doc}
    return {**told, "constraints": constraints} if constraints else told


def _reference(table: Table, key: ForeignKey) -> dict[str, Any]:
    # A table that refers to itself names itself by empty text, as Table Schema asks.
    resource = "" if key.table == table.name else key.table
    return {"fields": list(key.columns), "reference": {"resource": resource, "fields": list(key.to)}}
