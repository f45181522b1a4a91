"""The door: one child process a delivery, with limits, without a network, that leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from istmo.formats import door
from istmo.formats._shared import Read, formats, letter
from istmo.kernel.problem import WrongUse

HEADER = "indicator,place,period,role,value\n"
GOOD = f"{HEADER}i,SV,2016,result,5\n"
MONEY = "stage,amount,currency\nobligated,5,USD\n"


def given(folder: Path, text: str, name: str = "given.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def count(path: Path | None) -> int:
    assert path is not None
    found: int = duckdb.execute("SELECT count(*) FROM read_parquet($1)", [str(path)]).fetchall()[0][0]
    return found


def left(into: Path) -> list[str]:
    return sorted(path.name for path in into.iterdir())


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "into" / "deep"


def test_read_gives_a_parquet_file_and_leaves_nothing_else(tmp_path: Path, into: Path) -> None:
    came = door.read([given(tmp_path, GOOD)], into=into)
    assert came.figures == into / "figures.parquet"
    assert (count(came.figures), came.transactions, came.problems) == (1, None, ())
    assert left(into) == ["figures.parquet"]


def test_read_unites_several_files_in_order(tmp_path: Path, into: Path) -> None:
    files = [given(tmp_path, GOOD), given(tmp_path, MONEY, "money.csv"), given(tmp_path, GOOD, "b.csv")]
    came = door.read(files, into=into)
    assert (count(came.figures), count(came.transactions)) == (2, 1)
    assert came.headers["amount"] == ("B", "amount")


def test_read_tells_the_problems_of_each_file(tmp_path: Path, into: Path) -> None:
    files = [given(tmp_path, "", "empty.csv"), given(tmp_path, GOOD.replace(",5", ",five"))]
    came = door.read(files, into=into)
    assert [(problem.code, problem.where.file) for problem in came.problems] == [
        ("empty_file", "empty.csv"),
        ("value_not_a_number", "given.csv"),
    ]
    assert count(came.figures) == 1


@pytest.mark.parametrize(
    "name", ["with space.csv", "años – ñandú.csv", "it's [1] {2} %d.csv", 'a "b".csv', "UPPER.CSV"]
)
def test_read_of_any_name(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and '"' in name:
        pytest.skip("Windows has no quotation marks in names")
    folder = tmp_path / "d'ossier [é]"
    folder.mkdir()
    came = door.read([given(folder, GOOD, name)], into=folder / "in 'to'")
    assert (count(came.figures), came.problems) == (1, ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no stars in names")
def test_read_of_a_name_that_is_a_pattern_reads_that_file_alone(tmp_path: Path, into: Path) -> None:
    given(tmp_path, GOOD, "ab.csv")
    came = door.read([given(tmp_path, GOOD.replace("SV", "HN"), "a*.csv")], into=into)
    assert duckdb.execute("SELECT place FROM read_parquet($1)", [str(came.figures)]).fetchall() == [("HN",)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_read_refuses_a_pipe_without_waiting_for_it(tmp_path: Path, into: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(WrongUse, match="not an ordinary file"):
        door.read([tmp_path / "pipe.csv"], into=into)


def test_read_of_a_path_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given(tmp_path, GOOD)
    monkeypatch.chdir(tmp_path)
    came = door.read([Path("given.csv")], into=Path("into"))
    assert count(came.figures) == 1
    assert came.figures == Path("into/figures.parquet")


def test_read_refuses_what_cannot_be_opened(tmp_path: Path, into: Path) -> None:
    with pytest.raises(FileNotFoundError):
        door.read([tmp_path / "none.csv"], into=into)
    with pytest.raises(IsADirectoryError):
        door.read([tmp_path], into=into)


def test_read_refuses_an_unknown_format(tmp_path: Path, into: Path) -> None:
    with pytest.raises(WrongUse, match=r"There is no format telex\. Known: csv"):
        door.read([given(tmp_path, GOOD)], into=into, format="telex")
    with pytest.raises(WrongUse, match=r"given\.docx: the ending of the name tells no format"):
        door.read([given(tmp_path, GOOD, "given.docx")], into=into)


def test_read_refuses_a_file_above_the_limit_before_it_starts(tmp_path: Path, into: Path) -> None:
    came = door.read([given(tmp_path, GOOD)], into=into, limits=door.Limits(max_bytes=10))
    (problem,) = came.problems
    assert problem.code == "file_too_large"
    assert "larger than 10 bytes" in problem.sentence
    assert "--max-bytes" in problem.sentence
    assert not into.exists()


def test_read_ends_a_child_that_takes_too_long(tmp_path: Path, into: Path) -> None:
    came = door.read([given(tmp_path, GOOD)], into=into, limits=door.Limits(seconds=0.01))
    (problem,) = came.problems
    assert problem.code == "too_large_or_malformed"
    assert "0.01 seconds" in problem.why
    assert left(into) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process by its data")
def test_read_ends_a_child_that_takes_too_much_memory(tmp_path: Path, into: Path) -> None:
    came = door.read([given(tmp_path, GOOD)], into=into, limits=door.Limits(memory=48 * 1024**2))
    (problem,) = came.problems
    assert problem.code == "too_large_or_malformed"
    assert "48 MB" in problem.why
    assert left(into) == []


def test_read_raises_a_fault_of_ours(tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_START", "raise ValueError('a bug')")
    with pytest.raises(RuntimeError, match="ValueError: a bug"):
        door.read([given(tmp_path, GOOD)], into=into)
    assert left(into) == []


def test_read_passes_on_what_the_system_refuses(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = (
        "import sys, json, pathlib; job = json.loads(sys.stdin.readline()); "
        "pathlib.Path(job['folder'], 'answer.json').write_text('{{\"errno\": 28, \"path\": \"x\"}}')"
    )
    monkeypatch.setattr(door, "_START", answer)
    with pytest.raises(OSError, match="x") as refused:
        door.read([given(tmp_path, GOOD)], into=into)
    assert refused.value.errno == 28


def test_read_interrupted_leaves_no_child_and_no_file(tmp_path: Path, into: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from istmo.formats import door\n"
        "door._START = 'import os, time, pathlib; "
        "pathlib.Path({child!r}).write_text(str(os.getpid())); time.sleep(60)'.replace('{{root!r}}', '')\n"
        "door.read([Path(sys.argv[1])], into=Path(sys.argv[2]))"
    ).replace("{child!r}", repr(str(tmp_path / "pid")).replace("'", '"'))
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(given(tmp_path, GOOD)), str(into)], stderr=subprocess.PIPE
    )
    child = int(waited(tmp_path / "pid"))
    parent.send_signal(signal.SIGINT)
    complaint = parent.communicate(timeout=30)[1].decode()
    assert "KeyboardInterrupt" in complaint
    assert not alive(child)
    assert left(into) == []


def waited(file: Path) -> str:
    """The text of a file that another process is about to write."""
    for _ in range(600):
        if file.exists() and file.read_text(encoding="ascii"):
            return file.read_text(encoding="ascii")
        time.sleep(0.05)
    raise TimeoutError(file)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def python(code: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, timeout=60, check=False, **options
    )  # type: ignore[call-overload,no-any-return]


def test_child_ends_when_its_parent_is_gone() -> None:
    code = "import sys, time; from istmo.formats._confine import end_with; end_with(sys.stdin.buffer); time.sleep(50)"
    assert python(code, stdin=subprocess.DEVNULL).returncode == 1


@pytest.mark.parametrize(
    "use",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://localhost')",
    ],
)
def test_child_has_no_network(use: str) -> None:
    done = python(f"from istmo.formats import _confine; _confine._no_network()\n{use}")
    assert b"reading a file never uses the network" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_child_is_limited_for_good() -> None:
    done = python(
        "import resource; from istmo.formats import _confine, _shared\n"
        "_confine.confine(_shared.Limits(memory=10**9, seconds=10))\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_DATA))"
    )
    assert done.stdout.decode().split() == ["(21,", "21)", "(1000000000,", "1000000000)"]


def test_answer_is_the_same_on_both_sides(tmp_path: Path, into: Path) -> None:
    came = door.read([given(tmp_path, GOOD.replace("2016", "soon"))], into=into)
    assert Read.from_json(came.to_json()) == came


def test_formats_are_found_by_walking() -> None:
    assert {"csv", "parquet", "worldbank"} <= set(formats("read"))
    assert {"csv", "parquet"} <= set(formats("write"))
    assert "worldbank" not in formats("write")


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letter_is_that_of_a_spreadsheet(index: int, letters: str) -> None:
    assert letter(index) == letters
