"""Reviewing at the command line: asked, answered, taken back, cleared, told apart, and the log taken along."""

import json
from pathlib import Path

from tests.cast import RESTATED
from tests.workspace import commands
from tests.workspace.commands import Workspace


def test_a_review_at_the_command_line(made: Workspace, tmp_path: Path) -> None:
    file = commands.prepare(made, tmp_path)
    done, diego = made.done, ("--as", "diego")
    steps = done("review", "steps", "c1", "--step", "secretariat:reviewer", "--json").json["steps"]
    assert steps == [{"number": 1, "step": "secretariat", "role": "reviewer", "agency": None}]
    done("submission", "submit", file, *commands.SUBMIT)
    assert done("review", "comment", "c1/usaid", "2", "--text", "Why?", *diego).out == "1 row 2\n"
    done("review", "answer", "1", "--text", "More posts", "--as", "ana")
    done("review", "recall", "c1/usaid/1", "--reason", "The wrong file", "--as", "ana")
    file.write_text(RESTATED, encoding="utf-8")
    done("submission", "submit", file, *commands.SUBMIT)
    said = done("review", "comments", "c1/usaid", "--json").json["comments"]
    assert [(one["now"], one["by"], one["standing"]) for one in said] == [
        ("E2", "diego", "answered"),
        ("E2", "ana", "answered"),
    ]
    done("review", "answer", "1", "--resolve", "--text", "Thank you", *diego)
    (changed,) = done("review", "diff", "c1/usaid/2", "--json").json["figures"]
    assert (changed["now"], changed["before"], changed["since_before"], changed["differs"]) == (
        "130",
        "120",
        "+8%",
        "value",
    )
    wrong = made.istmo("review", "waive", "c1/usaid/2", "large_change", "--reason", "true", *diego)
    assert (wrong.code, "no warning of “large_change”" in wrong.err) == (2, True)
    assert "secretariat (reviewer) first" in made.istmo(*commands.APPROVE[:2], "c1/usaid/2", *diego).err
    assert "review approve c1/usaid/2" in done("review", "clear", "c1/usaid/2", *diego).err
    done("review", "approve", "c1/usaid/2", *diego)
    for shape in ("csv", "json"):
        done("log", "export", "--out", tmp_path / f"log.{shape}", "--about", "c1/usaid/1")
    told = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert [one["verb"] for one in told] == [
        "submission.submitted", "review.commented", "review.answered", "review.recalled", "review.resolved",
    ]  # fmt: skip
    assert (tmp_path / "log.csv").read_text(encoding="utf-8").count("\n") == 1 + len(told)
    assert made.istmo("log", "export", "--out", tmp_path / "log.csv").code == 2
    assert made.istmo("log", "export", "--out", tmp_path / "log.txt").code == 2
    assert done("verify").code == 0
