"""What a database says it was refused becomes one sentence and the right exit code."""

import sqlite3

import duckdb
import pytest
from django.db.utils import OperationalError

from istmo.cli.face import as_json, honest_exit, tell
from istmo.kernel.problem import Problem, Severity, WrongUse


@pytest.mark.parametrize(
    ("error", "told", "code"),
    [
        (OperationalError("attempt to write a readonly database"), "read-only", 2),
        (sqlite3.OperationalError("unable to open database file"), "read-only", 2),
        (OperationalError("database or disk is full"), "The disk is full", 3),
        (duckdb.IOException("IO Error: could not write: No space left on device"), "The disk is full", 3),
        (OperationalError("disk I/O error"), "disk reports a fault", 3),
        (OperationalError("database is locked"), "Another istmo is writing", 3),
        (OperationalError("connection failed: Connection refused"), "DATABASE_URL does not answer", 2),
    ],
)
def test_honest_exit_of_a_database(capsys, error: Exception, told: str, code: int) -> None:
    with pytest.raises(SystemExit) as left, honest_exit():
        raise error
    said = capsys.readouterr().err
    assert left.value.code == code
    assert told in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("error", [OperationalError("syntax error"), RuntimeError("database is locked")])
def test_honest_exit_of_our_fault_shows_where(capsys, error: Exception) -> None:
    with pytest.raises(SystemExit) as left, honest_exit():
        raise error
    assert left.value.code == 3
    assert "Traceback" in capsys.readouterr().err


def test_what_is_wrong_is_told_in_the_language_of_the_terminal(
    capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("empty_cell", Severity.ERROR, "the cell is empty and must not be", fix="fill it in")
    for lang, said, refused in (
        ("es_GT.UTF-8", "error: La celda está vacía", "No existe el borrador 7"),
        ("C", "error: The cell is empty", "There is no draft 7"),
    ):
        monkeypatch.setenv("LC_ALL", lang)
        tell([problem])
        with pytest.raises(SystemExit), honest_exit():
            raise WrongUse("There is no draft 7 in this workspace.")
        told = capsys.readouterr().err
        assert said in told
        assert refused in told
        assert "The cell is empty and must not be." in as_json([problem])
