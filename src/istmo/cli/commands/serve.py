"""`istmo serve`: the workspace in a browser."""

import logging
import os
import signal
import socket
from threading import Event, Thread
from types import FrameType
from typing import Annotated, Any

import typer

from istmo.cli import face, opened
from istmo.kernel.problem import WrongUse

#: More than files are read at once (`collect.deposit`): while those who sent one wait, others read their pages.
_THREADS = 24
#: A browser opens up to six.
_CONNECTIONS = 400


def run(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 127.0.0.1 is this machine only.")
    ] = "127.0.0.1",
) -> None:
    """Show the workspace's releases and reports in a browser, until Ctrl-C.

    Example: istmo -w workspace serve --port 8080
    """
    opened.open_workspace(ctx)
    # A browser that asks for several things at once is no news to the person at the terminal.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listening = _listen(host, port)
    server = _server(listening)
    stop = _worker()
    signal.signal(signal.SIGTERM, _stop)
    shown = f"[{host}]" if ":" in host else host
    face.say(f"istmo is at http://{shown}:{listening.getsockname()[1]}/ – Ctrl-C stops it.")
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.close()
        listening.close()
    face.say("Stopped.")


def _worker() -> Event:
    """Jobs are done beside the pages, in a thread: what takes long runs outside of Python's own lock or in a child."""
    stop = Event()
    Thread(target=_work, args=(stop,), daemon=True, name="jobs").start()
    return stop


def _work(stop: Event) -> None:
    """Without a worker jobs are done at once, by the page that begins them: slower, and nothing to stop for."""
    from istmo.jobs import worker

    try:
        worker.work(stop)
    except Exception as error:  # noqa: BLE001  (a read-only disk must not keep the pages from being read)
        logging.getLogger("istmo.jobs").warning("No work is done in the background: %s", error)


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket; WrongUse in a sentence where the address cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        if os.name == "posix":  # elsewhere this flag would let two programs share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except (OSError, UnicodeError) as error:
        raise WrongUse(
            f"{host}, port {port}, cannot be used: {error.strerror if isinstance(error, OSError) else error}. "
            "Another program may be using it; choose another with --port."
        ) from error
    return listening


def _server(listening: socket.socket) -> Any:
    from importlib import import_module

    import waitress
    from django.conf import settings

    application = import_module("istmo.config.wsgi").application
    # With ISTMO_HTTPS nobody but the web server before us reaches this port: what it says of who asks is believed.
    before_us = {
        "trusted_proxy": "*",
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
    more = before_us if settings.HTTPS else {}
    return waitress.create_server(
        application,
        sockets=[listening],
        threads=_THREADS,
        connection_limit=_CONNECTIONS,
        ident="istmo",
        **more,
    )


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
