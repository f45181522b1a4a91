"""`istmo serve` as a process: it says where it is, answers, and stops when it is told to."""

import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.workspace.commands import Workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An empty workspace."""
    workspace = Workspace(tmp_path_factory.mktemp("serve") / "work space", {"DATABASE_URL": ""})
    workspace.done("init", workspace.folder)
    return workspace


@pytest.fixture
def busy() -> Iterator[int]:
    """A port that another program uses."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


@pytest.mark.parametrize("stopped", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_until_it_is_stopped(made: Workspace, stopped: signal.Signals) -> None:
    with made.begun("serve", "--port", "0") as server:
        assert server.stderr
        told = server.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address, told
        with urlopen(address[0]) as answer:  # noqa: S310  (our own server)
            assert b"Nothing is frozen yet." in answer.read()
        server.send_signal(stopped)
        try:
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()  # or nobody would ever stop waiting for it
        assert server.stderr.read().strip() == "Stopped."


def test_serve_names_the_port_that_is_in_use(made: Workspace, busy: int) -> None:
    ran = made.istmo("serve", "--port", busy)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"127.0.0.1, port {busy}, cannot be used")
    assert len(ran.err.splitlines()) == 1


def test_serve_refuses_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    ran = Workspace(tmp_path, {"DATABASE_URL": ""}).istmo("serve")
    assert ran.code == 2
    assert "is not a workspace" in ran.err
