"""What is wrong with a folder or a variable is one sentence, exit 2, and nothing is touched."""

import os
from pathlib import Path

import pytest

from tests.workspace.commands import Ran, Workspace


def one_sentence(ran: Ran, code: int = 2) -> str:
    assert ran.code == code, ran.err
    assert ran.err.count("\n") == 1, ran.err
    assert ran.out == ""
    return ran.err


def test_no_workspace_tells_the_cure(made: Workspace) -> None:
    assert "istmo init" in one_sentence(made.istmo("people", "list"))
    assert not made.folder.exists()


def test_a_wrong_variable_is_named_with_its_value_and_cure(made: Workspace) -> None:
    made.done("init", made.folder)
    told = one_sentence(made.istmo("people", "list", ISTMO_DEBUG="yes"))
    assert "ISTMO_DEBUG is “yes”: set it to 1 or 0" in told
    told = one_sentence(made.istmo("people", "list", DATABASE_URL="mysql://ana:secret@db/x"))
    assert "DATABASE_URL" in told
    assert "secret" not in told


def test_a_server_that_does_not_answer_is_one_sentence(made: Workspace) -> None:
    made.done("init", made.folder)
    told = one_sentence(made.istmo("people", "list", DATABASE_URL="postgresql://a@127.0.0.1:9/istmo"))
    assert "DATABASE_URL does not answer" in told


def test_init_in_a_folder_with_other_things_is_refused(made: Workspace) -> None:
    made.folder.mkdir()
    (made.folder / "thesis.docx").write_text("mine")
    assert "thesis.docx" in one_sentence(made.istmo("init", made.folder))
    assert [path.name for path in made.folder.iterdir()] == ["thesis.docx"]


def test_init_where_a_file_stands_is_refused(made: Workspace) -> None:
    made.folder.write_text("mine")
    assert "is a file" in one_sentence(made.istmo("init", made.folder))


def test_a_lost_database_is_not_made_anew_in_silence(made: Workspace) -> None:
    if made.environment:
        pytest.skip("PostgreSQL keeps the database elsewhere")
    made.done("init", made.folder)
    (made.folder / "istmo.sqlite3").unlink()
    assert "has no database" in one_sentence(made.istmo("people", "list"))
    assert not (made.folder / "istmo.sqlite3").exists()


def test_an_unfinished_database_tells_the_cure_and_init_mends_it(made: Workspace) -> None:
    made.folder.mkdir()
    (made.folder / "secret.key").write_text("x" * 50)
    (made.folder / "istmo.sqlite3").touch()
    assert "Run: istmo init" in one_sentence(made.istmo("people", "list"))
    made.done("init", made.folder)
    made.done("people", "list")


@pytest.mark.parametrize(
    "arguments",
    [
        ("submission", "submit", "none.csv", "--call", "c", "--agency", "a", "--as", "operator"),
        ("review", "approve", "a/b", "--as", "operator"),
        ("framework", "import", "nowhere"),
        ("people", "add", "x", "--role", "viewer", "--name", "X", "--as", "nobody"),
        ("release", "freeze", "--title", "T"),
    ],
)
def test_what_is_not_there_is_one_sentence(made: Workspace, arguments: tuple[str, ...]) -> None:
    made.done("init", made.folder)
    one_sentence(made.istmo(*arguments))


def test_migrations_say_what_the_models_say(db) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_nothing_of_a_command_is_left_in_the_environment(made: Workspace) -> None:
    assert "ISTMO_WORKSPACE" not in os.environ
    assert Path.cwd() != made.folder
