"""`istmo call template` and `istmo call receive`, as a coordinator types them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from istmo.cli.app import main
from istmo.framework.services import import_folder
from istmo.people.queries import user
from istmo.people.services import NewUser, add_user
from tests.called import EXERCISE, FIRST, MADE, fill

Typed = Callable[..., tuple[str, str]]


@pytest.fixture
def typed(workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a command in this workspace; what it showed and what it said. Only its exit code is judged."""
    # A command leaves its workspace in the environment.
    monkeypatch.setenv("ISTMO_WORKSPACE", str(workspace))
    # The fixture's database is not the file that a workspace of a person has.
    (workspace / "secret.key").write_text("key", encoding="utf-8")
    (workspace / "istmo.sqlite3").touch()
    operator = user("operator")
    import_folder(path=EXERCISE, by=operator, at=MADE)
    add_user(new=NewUser("carla", "coordinator", "Carla", None), by=operator, at=MADE)

    def run(*words: str, code: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        ended = 0
        try:
            main(["-w", str(workspace), *words])
        except SystemExit as left:
            ended = int(left.code or 0)
        told = capsys.readouterr()
        assert ended == code, told.err
        return told.out, told.err

    agencies = ("--agency", "works", "--agency", "health-alta", "--targets", "FY2027")
    run("call", "open", "y26", "--title", "T", "--framework", "exercise", "--year", "FY2026", *agencies)
    return run


def test_call_by_folder_from_template_to_board(typed: Typed, tmp_path: Path) -> None:
    out, inbox = tmp_path / "out box", tmp_path / "in box"
    made = json.loads(typed("call", "template", "y26", "--all", "--out", str(out), "--json")[0])
    assert [(one["agency"], one["rows"] > 3) for one in made["workbooks"]] == [
        ("health-alta", True),
        ("works", True),
    ]
    inbox.mkdir()
    fill(out / "y26_works_en.xlsx", inbox / "wörks.xlsx", {("Results", "Result", FIRST): "1 300"})
    came = json.loads(typed("call", "receive", str(inbox), "--as", "carla", "--json", code=1)[0])
    (file,) = came["files"]
    assert (file["file"], file["agency"], file["state"], file["errors"]) == (
        "wörks.xlsx",
        "works",
        "draft",
        1,
    )
    assert {(one["agency"], one["stage"]) for one in came["agencies"]} == {
        ("health-alta", "sent"),
        ("works", "drafted"),
    }
    assert (inbox / "answers" / "wörks.xlsx").exists()
    fill(out / "y26_works_en.xlsx", inbox / "wörks.xlsx", {("Results", "Result", FIRST): 1300})
    again = typed("call", "receive", str(inbox), "--as", "carla")
    assert "not answered yet: 1" in again[1]


def test_call_template_wants_to_know_for_whom(typed: Typed, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "nobody"))
    assert "say --all" in typed("call", "template", "y26", *out, code=2)[1]
    assert "en, es" in typed("call", "template", "y26", "--all", "--lang", "fr", *out, code=2)[1]
    both = ("--all", "--unit", "north")
    assert "one --agency" in typed("call", "template", "y26", *both, *out, code=2)[1]


def test_call_receive_of_no_folder_is_told(typed: Typed, tmp_path: Path) -> None:
    told = typed("call", "receive", str(tmp_path / "nowhere"), "--as", "carla", code=2)[1]
    assert "is not a folder" in told
