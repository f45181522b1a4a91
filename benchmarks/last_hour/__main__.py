"""`python -m benchmarks.last_hour [--minutes 10] [--postgres] [--keep FOLDER]`: the last hour before a call closes.

One submission of two thousand rows every three seconds and five pages a second, against `istmo serve` as an office runs
it, then whether anything is lost: every file that was acknowledged is a version, its bytes lie in the vault under their
hash, and `istmo verify` finds nothing. Writes benchmarks/LAST_HOUR.md, a section for each database.

On a machine that has other work the seconds of waiting say little: the seconds of processor time stand beside them.
"""

import argparse
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.last_hour.crowd import Answer, Sent, Server, come
from benchmarks.last_hour.workspace import AGENCIES, CALL, INDICATORS, PLACES, TIMES
from tests.services import postgres

OUT = Path(__file__).parents[1] / "LAST_HOUR.md"
EVERY, PAGES_A_SECOND = 3.0, 5
MOST_PAGE, MOST_SUBMISSION = 0.3, 3.0
_ALONE = 5


@dataclass(frozen=True)
class Page:
    """An address that people open in the last hour, as whom."""

    name: str
    account: str
    path: str


def pages(chance: random.Random) -> Page:
    """The next page somebody opens."""
    agency, indicator, place = (
        chance.randrange(AGENCIES),
        chance.randrange(INDICATORS),
        chance.randrange(PLACES),
    )
    own = f"r-a{agency}"
    return chance.choice(
        [
            Page("board", "reviewer", f"/calls/{CALL}/"),
            Page("assignment", own, f"/calls/{CALL}/of/a{agency}/"),
            Page("version", own, f"/calls/before/of/a{agency}/versions/1/"),
            Page("queue", "reviewer", "/review/"),
            Page("calls", own, "/calls/"),
            Page("questions", own, f"/calls/{CALL}/questions/"),
            Page("release", own, "/releases/1/"),
            Page("indicator", own, f"/releases/1/indicators/i{indicator:03}/"),
            Page("place", own, f"/releases/1/places/p{place}/"),
            Page("agency", own, f"/releases/1/agencies/a{agency}/"),
        ]
    )


def processor(pid: int) -> float:
    """Seconds of processor time of a process and of its children, those that ended and those that run."""
    ticks = os.sysconf("SC_CLK_TCK")
    seconds = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(folder.name) == pid or int(told[1]) == pid:
            mine = 4 if int(folder.name) == pid else 2
            seconds += sum(map(int, told[11 : 11 + mine])) / ticks
    return seconds


@contextmanager
def served(workspace: Path, environment: dict[str, str], log: Path) -> Iterator[tuple[int, int]]:
    """`istmo serve`: its process and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as errors:
        serving = subprocess.Popen(
            [sys.executable, "-m", "istmo", "-w", str(workspace), "serve", "--port", str(port)],
            env=environment,
            stdout=errors,
            stderr=errors,
        )
        try:
            for _ in range(600):
                with socket.socket() as trying:
                    if trying.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield serving.pid, port
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.wait(60)


@dataclass(frozen=True)
class Hour:
    """What one run gave."""

    database: str
    minutes: float
    answers: list[Answer]
    sent: list[Sent]
    alone: dict[str, float]
    processor: float
    load: tuple[float, float, float]
    lost: list[str]


def run(folder: Path, database: str, minutes: float, environment: dict[str, str]) -> Hour:
    """One last hour on a workspace restored from the backup in `folder`."""
    with TemporaryDirectory(prefix="istmo-hour-", dir=folder) as scratch:
        workspace = Path(scratch, "workspace")
        _istmo(environment, workspace, "restore", str(folder / "backup.istmo"))
        signed = [sys.executable, "-m", "benchmarks.last_hour.workspace", "sign_in", str(workspace)]
        sessions = json.loads(
            subprocess.run(signed, env=environment, check=True, stdout=subprocess.PIPE).stdout
        )
        log = folder / f"serve-{database}.log"
        with served(workspace, environment, log) as (pid, port):
            server = Server(port, sessions)
            alone = _alone(server, pid, folder / "files")
            before, sent = processor(pid), list[Sent]()
            answers = come(_due(server, folder / "files", minutes, sent))
            used = processor(pid) - before
        lost = _lost(workspace, environment, sent)
        ended = _istmo(environment, workspace, "verify", check=False)
        lost += [] if ended.returncode == 0 else [f"istmo verify: {ended.stderr}"]
        return Hour(database, minutes, answers, sent, alone, used, os.getloadavg(), lost)


def _due(
    server: Server, files: Path, minutes: float, sent: list[Sent]
) -> Iterator[tuple[float, str, str, object]]:
    """Everything that comes, in its order; the files by turns of agency, in an order that is the same every time."""
    chance = random.Random(1)  # noqa: S311  (the same crowd every time)
    turns = [
        (time_, agency) for time_ in range(1, TIMES) for agency in chance.sample(range(AGENCIES), AGENCIES)
    ]
    many = int(minutes * 60 / EVERY)
    coming: list[tuple[float, str, str, object]] = []
    for number in range(many):
        time_, agency = turns[number]
        (file,) = files.glob(f"a{agency}-{time_}.*")
        what = {".xlsx": "workbook", ".csv": "CSV"}[file.suffix]
        coming.append(
            (number * EVERY, "submission", what, partial(_submit, server, f"a{agency}", file, sent))
        )
    for number in range(int(minutes * 60 * PAGES_A_SECOND)):
        page = pages(chance)
        coming.append((number / PAGES_A_SECOND + 0.05, "page", page.name, partial(_open, server, page)))
    return iter(sorted(coming, key=lambda one: one[0]))


def _submit(server: Server, agency: str, file: Path, sent: list[Sent]) -> None:
    sent.append(server.send(agency, CALL, file))


def _open(server: Server, page: Page) -> None:
    status, _, _ = server.get(page.account, page.path)
    if status != 200:
        raise RuntimeError(f"{page.path} answers {status}")


def _alone(server: Server, pid: int, files: Path) -> dict[str, float]:
    """Processor time of each thing while nothing else is asked of the server; the first of each is not counted."""
    chance = random.Random(2)  # noqa: S311
    found: dict[str, list[float]] = {}
    drawn: dict[str, list[Page]] = {}
    while len(drawn) < 10 or min(map(len, drawn.values())) <= _ALONE:
        page = pages(chance)
        drawn.setdefault(page.name, []).append(page)
    works = [
        (f"page {name}", partial(_open, server, page))
        for name, some in drawn.items()
        for page in some[: _ALONE + 1]
    ]
    for number in range(2 * _ALONE + 2):
        (file,) = files.glob(f"a{number}-0.*")
        works.append((file.suffix[1:], partial(_submit, server, f"a{number}", file, [])))
    for name, work in works:
        before = processor(pid)
        work()
        found.setdefault(name, []).append(processor(pid) - before)
    return {name: statistics.mean(some[1:]) for name, some in found.items()}


def _lost(workspace: Path, environment: dict[str, str], sent: Sequence[Sent]) -> list[str]:
    """Files that were acknowledged and are no version, or whose bytes are not in the vault."""
    asked = "select a.code, v.number, v.raw_sha256, v.state from collect_version v join collect_submission s on s.id = v.submission_id join people_agency a on a.id = s.agency_id join collect_datacall c on c.id = s.call_id where c.code = 'last-hour'"
    if url := environment.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(url) as connection:
            rows = connection.execute(asked).fetchall()
    else:
        with sqlite3.connect(workspace / "istmo.sqlite3") as connection:
            rows = connection.execute(asked).fetchall()
    known = {(agency, number): (raw, state) for agency, number, raw, state in rows}
    found = []
    for one in sent:
        raw, state = known.get((one.agency, one.version), ("", ""))
        kept = workspace / "vault" / one.sha256[:2] / one.sha256
        if raw != one.sha256 or state != "submitted":
            found.append(f"{one.agency}, version {one.version}: {state or 'no version'}")
        elif not kept.is_file() or sha256(kept.read_bytes()).hexdigest() != one.sha256:
            found.append(f"{one.agency}, version {one.version}: its bytes are not in the vault")
    return found


def _istmo(
    environment: dict[str, str], workspace: Path, *words: str, check: bool = True
) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "istmo", "-w", str(workspace), *words]
    return subprocess.run(command, env=environment, check=check, capture_output=True, text=True)


def told(hour: Hour) -> str:
    """The section of one database."""
    lines = [
        f"## {hour.database}",
        "",
        (
            f"{hour.minutes:g} minutes; load of the machine at the end (1, 5, 15 minutes): "
            f"{', '.join(f'{one:.1f}' for one in hour.load)}, of which ours is {hour.processor / (hour.minutes * 60):.2f} processors."
        ),
        "",
        "| what | how many | p50 | p95 | p99 | at most (p95) | failed |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind, most in (("submission", MOST_SUBMISSION), ("page", MOST_PAGE)):
        of_kind = [one for one in hour.answers if one.kind == kind]
        names = sorted({one.what for one in of_kind})
        for name, some in [
            (f"every {kind}", of_kind),
            *((f"– {n}", [o for o in of_kind if o.what == n]) for n in names),
        ]:
            lines.append(_line(name, some, most))
    lines += ["", "Processor time of one, with nothing else going on (mean of five):", ""]
    lines += [f"- {name}: {seconds:.2f} s" for name, seconds in hour.alone.items()]
    failed = sorted({one.told for one in hour.answers if one.told})
    lines += [
        "",
        f"Acknowledged: {len(hour.sent)}. Lost: {len(hour.lost)}. `istmo verify` is clean: {'no' if any('verify' in one for one in hour.lost) else 'yes'}.",
    ]
    lines += [f"- {one}" for one in [*hour.lost[:5], *failed[:10]]]
    return "\n".join(lines) + "\n"


def _line(name: str, some: Sequence[Answer], most: float) -> str:
    seconds = sorted(one.seconds for one in some)
    p50, p95, p99 = (seconds[min(int(len(seconds) * share), len(seconds) - 1)] for share in (0.5, 0.95, 0.99))
    kept = "" if name.startswith("–") else f"{most:g} s: {'kept' if p95 <= most else '**not kept**'}"
    failed = sum(bool(one.told) for one in some)
    return f"| {name} | {len(some)} | {p50:.2f} s | {p95:.2f} s | {p99:.2f} s | {kept} | {failed} |"


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--keep", type=Path, help="folder in which the workspace is made once and kept")
    options = asked.parse_args()
    with TemporaryDirectory() if options.keep is None else nullcontext(options.keep) as kept:
        folder = Path(kept)
        folder.mkdir(exist_ok=True)
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        if not (folder / "backup.istmo").exists():
            shutil.rmtree(folder / "workspace", ignore_errors=True)
            made = [sys.executable, "-m", "benchmarks.last_hour.workspace", "make", str(folder)]
            subprocess.run(made, env=environment, check=True)
        if not options.postgres:
            hour = run(folder, "SQLite", options.minutes, environment)
        else:
            with postgres.server(durable=True) as url:
                hour = run(
                    folder,
                    "PostgreSQL",
                    options.minutes,
                    {**environment, "DATABASE_URL": postgres.database(url)},
                )
    written(told(hour))


def written(section: str) -> None:
    """Put the section of one database into the file; that of the other stays."""
    print(section)
    before = OUT.read_text("utf-8").split("\n## ")[1:] if OUT.exists() else []
    title = section.removeprefix("## ").split("\n")[0]
    kept = [f"## {one.rstrip()}\n" for one in before if not one.startswith(title)]
    head = f"# The last hour of a call\n\n{' '.join((__doc__ or '').split(chr(10) * 2, 1)[1].split())}\n"
    OUT.write_text("\n".join([head, *sorted([*kept, section], reverse=True)]), encoding="utf-8")


if __name__ == "__main__":
    main()
