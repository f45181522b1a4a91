"""`istmo jobs work`: a worker beside another web server than ours."""

import signal
from threading import Event
from typing import Any

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse


def run(ctx: typer.Context) -> None:
    """Carry out long work in the background, one job after another, until Ctrl-C. `istmo serve` does so itself.

    Example: istmo -w workspace jobs work
    """
    opened.open_workspace(ctx)
    from istmo.jobs import worker

    stop = Event()

    def stopped(number: int, frame: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, stopped)
    signal.signal(signal.SIGINT, stopped)
    face.say("Waiting for jobs – Ctrl-C stops after the one at work.")
    if not worker.work(stop):
        raise WrongUse("Another worker runs on this workspace: istmo serve has its own.")
    face.say("Stopped.")
