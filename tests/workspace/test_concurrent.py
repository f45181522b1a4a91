"""Eight writers at once: one chain, no fork, nothing lost."""

import os
import subprocess
import sys
import tarfile

from tests.workspace.commands import FREEZE, SUBMIT, Workspace, ended, prepare

WRITERS, EACH = 8, 25


def test_eight_writers_make_one_chain(made: Workspace) -> None:
    made.done("init", made.folder)
    command = [sys.executable, "-m", "tests.workspace.writer", str(made.folder), str(EACH)]
    environment = {**os.environ, **made.environment}
    writers = [
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(WRITERS)
    ]
    assert [(ran.code, ran.err) for ran in ended(writers)] == [(0, "")] * WRITERS
    assert made.done("verify", "--json").json["problems"] == []
    # The event that made the workspace, and theirs.
    assert events(made) == 1 + WRITERS * EACH


def test_two_at_once_submit_and_freeze_once(made: Workspace, tmp_path) -> None:
    file = prepare(made, tmp_path)
    sent = ended([made.begun("submission", "submit", file, *SUBMIT, "--json") for _ in range(2)])
    assert [(ran.code, ran.json["submission"]) for ran in sent] == [(0, "c1/usaid/1")] * 2
    assert sorted(ran.json["new"] for ran in sent) == [False, True]
    made.done("review", "approve", "c1/usaid/1", "--as", "diego")
    frozen = ended([made.begun(*FREEZE, "--json") for _ in range(2)])
    assert [(ran.code, ran.json["number"]) for ran in frozen] == [(0, 1)] * 2
    assert len({ran.json["content"] for ran in frozen}) == 1
    assert len(made.done("release", "list", "--json").json["releases"]) == 1
    made.done("verify")


def events(workspace: Workspace) -> int:
    """How many events a backup of the workspace holds."""
    backup = workspace.folder.parent / "log.istmo"
    workspace.done("backup", backup)
    with tarfile.open(backup) as tar:
        return sum(b'"people.event"' in line for line in tar.extractfile("rows.jsonl") or ())
