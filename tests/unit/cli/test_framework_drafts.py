"""Drafts of a framework, and accounts, as somebody without a browser types them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from istmo.cli.app import main
from istmo.framework.services import import_folder
from istmo.people.queries import user
from tests.called import EXERCISE, MADE

Typed = Callable[..., str]


@pytest.fixture
def typed(workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a command in this workspace; all it showed and said. Its exit code is judged."""
    # A command leaves its workspace in the environment.
    monkeypatch.setenv("ISTMO_WORKSPACE", str(workspace))
    # The fixture's database is not the file that a workspace of a person has.
    (workspace / "secret.key").write_text("key", encoding="utf-8")
    (workspace / "istmo.sqlite3").touch()

    def run(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        ended = 0
        try:
            main(["-w", str(workspace), *words])
        except SystemExit as left:
            ended = int(left.code or 0)
        told = capsys.readouterr()
        assert ended == code, told.err
        return told.out + told.err

    return run


def test_draft_is_begun_edited_in_a_folder_given_back_and_published(typed: Typed, tmp_path: Path) -> None:
    import_folder(path=EXERCISE, by=user("operator"), at=MADE)
    assert typed("framework", "begin", "Next").startswith("1\n")
    mine, yours = tmp_path / "mine", tmp_path / "yours"
    for folder in (mine, yours):
        typed("framework", "checkout", "1", "--out", str(folder))
    assert "not empty" in typed("framework", "checkout", "1", "--out", str(mine), code=2)
    places, strategy = mine / "places.csv", mine / "frameworks/exercise/strategy.yaml"
    places.write_text(
        places.read_text(encoding="utf-8") + "dora,Dora (illustrative),,country,,,\n", encoding="utf-8"
    )
    typed("framework", "put", str(mine))
    other = yours / "places.csv"
    other.write_text(
        other.read_text(encoding="utf-8") + "emma,Emma (illustrative),,country,,,\n", encoding="utf-8"
    )
    assert "was changed by operator in the meantime" in typed("framework", "put", str(yours), code=2)
    day = ("--effective", "2027-10-01")
    strategy.write_text(
        strategy.read_text(encoding="utf-8").replace('version: "1"', 'version: "2"'), encoding="utf-8"
    )
    assert "frameworks/exercise/strategy.yaml" in typed("framework", "put", str(mine))
    assert "is no day" in typed("framework", "publish", "1", "--effective", "soon", code=2)
    assert "exercise\t2\t" in typed("framework", "publish", "1", *day)
    assert "published" in typed("framework", "drafts")
    assert "never changes again" in typed("framework", "drop", "1", code=2)


def test_account_is_changed_closed_and_opened_again(typed: Typed) -> None:
    typed("people", "add", "ana", "--name", "Ana", "--role", "viewer", "--lang", "es", "--scope", "place:SV")
    assert "ana is auditor now" in typed("people", "change", "ana", "--role", "auditor", "--unlimited")
    typed("people", "email", "ana", "ana@istmo.example")
    assert "Mails to ana are in every language" in typed("people", "language", "ana", "")
    secret = typed("people", "tokens", "--as", "ana", "--make", "night", "--action", "read_work").split()[0]
    assert len(secret) > 20
    assert "no action" in typed("people", "tokens", "--as", "ana", "--make", "x", "--action", "fly", code=2)
    typed("people", "tokens", "--as", "ana", "--revoke", "1")
    assert "revoked" in typed("people", "tokens", "--as", "ana")
    assert "Sessions ended: 0" in typed("people", "sign-out", "--as", "ana")
    typed("people", "close", "ana")
    assert "closed" in typed("people", "list")
    typed("people", "reopen", "ana")
    user_now = user("ana")
    assert (user_now.is_active, user_now.email, user_now.role) == (True, "ana@istmo.example", "auditor")
