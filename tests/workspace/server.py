"""Runs many commands quickly: imports what they share once, then gives each a process of its own by forking.

`python -m tests.workspace.server` reads orders (JSON, one a line) and answers each with the exit code. Nothing of
Django is set up here, so every command starts as a fresh process does, only without reading the modules again.
"""

import atexit
import json
import os
import sys
import traceback
from importlib import import_module
from typing import Any

#: What commands import and what does nothing when imported.
SHARED = (
    "istmo.cli.app",
    "rich.console",
    "rich.progress",
    "rich.table",
    "django.db.models",
    "django.db.migrations.executor",
    "django.core.serializers",
    "django.core.management.commands.migrate",
    "django.contrib.auth.hashers",
    "pyarrow.parquet",
    "duckdb",
    "psycopg",
    "istmo.spec.architecture",
    "istmo.formats.door",
    "istmo.release.build",
    "istmo.release.verify",
)


def main() -> None:
    """Serve orders until stdin ends."""
    for name in SHARED:
        import_module(name)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(order)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(order: dict[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(order["environment"])
    for descriptor, name, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, order["err"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        os.dup2(os.open(name, flags, 0o600), descriptor)
    code = 0
    try:
        import_module("istmo.cli.app").main(order["arguments"])
    except SystemExit as left:
        code = int(left.code or 0)
    except BaseException:  # noqa: BLE001  (whatever happens, the order is answered)
        traceback.print_exc()
        code = 99
    # As at the end of any process, but without going on to serve.
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
