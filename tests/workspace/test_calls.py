"""A data call at the command line: opened with its moments, asked about, answered with nothing, closed, reopened."""

from pathlib import Path

from tests.workspace.commands import SUBMIT, Workspace, prepare


def test_a_call_from_its_opening_to_what_came_late(made: Workspace, tmp_path: Path) -> None:
    file = prepare(made, tmp_path)
    made.done("people", "add", "carla", "--name", "Carla", "--agency", "inl", "--role", "reporter")
    when = ("--due", "2999-12-15", "--closes", "2999-12-31", "--grace", "3", "--zone", "America/Guatemala")
    made.done(
        "call", "open", "c2", "--title", "Second call", "--framework", "small", "--year", "FY2017", *when
    )
    made.done("call", "ask", "c2", "Do partners count?", "--agency", "inl", "--as", "carla")
    made.done("call", "answer", "c2", "1", "Only those paid for")
    assert (
        made.done("call", "questions", "c2", "--json").json["questions"][0]["answer"] == "Only those paid for"
    )

    (line,) = made.done("call", "status", "c2", "--json").json["answers"]
    assert (line["agency"], line["state"], line["stage"]) == ("inl", "nothing yet", "not sent")
    assert (line["asked"], line["came"], line["in_time"]) == (2, 0, "not due yet")
    assert line["due"] == "2999-12-15 23:59 (America/Guatemala, UTC-06:00)"
    reminded = made.done("call", "remind", "c2", "--dry-run")
    assert "nobody with an e-mail acts for it" in reminded.err

    made.done("call", "nothing", "c2", "--agency", "inl", "--because", "No program yet", "--as", "carla")
    (line,) = made.done("call", "status", "c2", "--json").json["answers"]
    assert (line["stage"], line["nothing_because"]) == ("nothing to report", "No program yet")
    made.done("call", "calendar", "c2", "--out", tmp_path / "c2.ics")
    assert (tmp_path / "c2.ics").read_bytes().count(b"BEGIN:VEVENT\r\n") == 4

    made.done("call", "close", "c1")
    late = made.istmo("submission", "submit", file, *SUBMIT, "--json")
    assert (late.code, late.json["state"], late.json["late"]) == (1, "draft", True)
    made.done("call", "reopen", "c1", "--reason", "A storm")
    assert made.done("submission", "submit", file, *SUBMIT, "--json").json["submission"] == "c1/usaid/2"
    made.done("verify")
