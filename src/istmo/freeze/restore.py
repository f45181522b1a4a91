"""Bringing back the rows of a backup into an empty database, of either kind."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import connection, transaction

from istmo.freeze.backup import ROOMS, tables
from istmo.kernel.problem import InputProblem, WrongUse
from istmo.people.events import verify_chain
from istmo.people.models import EventHead


def load_rows(rows: Path) -> None:
    """Load them in one transaction; nothing to do where these very rows were loaded before a crash.

    WrongUse if the database holds another workspace; InputProblem if the log that came is broken.
    """
    head = EventHead.objects.filter(pk=1).first()
    if head:
        if head.hash == _head_of(rows):
            return
        raise WrongUse("The database holds a workspace already: name an empty one in DATABASE_URL.")
    _load(rows)


@transaction.atomic
def _load(rows: Path) -> None:
    with rows.open(encoding="utf-8") as file:
        for row in _objects(file, rows):
            row.save()
    # Rows came with their numbers; PostgreSQL has to be told to go on counting after them.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
    if broken := verify_chain():
        raise InputProblem(broken)


def _objects(file: Iterator[str], rows: Path) -> Iterator[DeserializedObject]:
    try:
        for row in serializers.deserialize("jsonl", file):
            if row.object._meta.app_label not in ROOMS:
                raise DeserializationError(row.object._meta.label)
            yield row
    except DeserializationError as error:
        raise WrongUse(
            f"The rows of this backup ({rows.name}) are not those of an istmo workspace."
        ) from error


def _head_of(rows: Path) -> str:
    with rows.open(encoding="utf-8") as file:
        for line in file:
            if '"people.eventhead"' in line:
                return str(json.loads(line)["fields"]["hash"])
    return ""
