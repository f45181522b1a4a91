"""Rows that come back."""

import json
from pathlib import Path

import pytest

from istmo.freeze import backup
from istmo.freeze.restore import load_rows
from istmo.kernel.problem import InputProblem, WrongUse
from istmo.people.events import verify_chain
from istmo.people.models import Event, EventHead, User


def _forget() -> None:
    """Empty every table."""
    for table in reversed(backup.tables()):
        table._default_manager.all()._raw_delete("default")


@pytest.fixture
def rows(cast, tmp_path: Path, monkeypatch) -> Path:
    """The rows of a workspace with the cast."""
    from contextlib import nullcontext

    # The test's own transaction is the snapshot.
    monkeypatch.setattr(backup, "_snapshot", nullcontext)
    backup._rows(tmp_path / "rows.jsonl")
    return tmp_path / "rows.jsonl"


def test_rows_come_back_to_the_microsecond(rows: Path) -> None:
    before = list(Event.objects.values_list("seq", "at", "hash"))
    _forget()
    load_rows(rows)
    assert list(Event.objects.values_list("seq", "at", "hash")) == before
    assert before[0][1].microsecond == 123456
    assert verify_chain() == []


def test_rows_loaded_before_a_crash_are_left(rows: Path) -> None:
    load_rows(rows)
    assert User.objects.count() == 6


def test_rows_over_another_workspace_are_refused(rows: Path) -> None:
    EventHead.objects.update(hash="f" * 64)
    with pytest.raises(WrongUse, match="holds a workspace already"):
        load_rows(rows)


def test_rows_with_a_broken_log_are_refused(rows: Path) -> None:
    text = rows.read_text(encoding="utf-8").replace('"people.added"', '"people.altered"', 1)
    rows.write_text(text, encoding="utf-8")
    _forget()
    with pytest.raises(InputProblem, match="was altered"):
        load_rows(rows)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "line",
    [
        {"model": "migrations.migration", "pk": 1, "fields": {"app": "x", "name": "y"}},
        {"model": "people.king", "pk": 1, "fields": {}},
        {"model": "people.person", "pk": 99, "fields": {"crown": "gold"}},
        "not an object",
    ],
)
def test_rows_of_something_else_are_refused(rows: Path, line: object) -> None:
    rows.write_text(rows.read_text(encoding="utf-8") + json.dumps(line) + "\n", encoding="utf-8")
    _forget()
    with pytest.raises(WrongUse, match="not those of an istmo workspace"):
        load_rows(rows)
