"""A text file of a framework: from bytes to text, or one problem that says what it is instead."""

from pathlib import Path

from istmo.kernel.problem import Problem, Severity, Where

#: A framework is written by people. Above this a file is something else, and reading it only costs memory.
MOST_BYTES = 8 * 1024 * 1024

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CURE = "save the file as UTF-8 (in Excel: “CSV UTF-8”; in most editors: save with encoding)"


def read_text(path: Path, file: str) -> tuple[str, list[Problem]]:
    """The text of `path`, told as `file` in problems; a byte order mark is dropped. Empty text if it cannot be read."""
    if path.stat().st_size > MOST_BYTES:
        return "", [
            _problem(
                file, "file_too_large", "the file is larger than 8 MB", "split it or remove what is idle"
            )
        ]
    raw = path.read_bytes()
    if raw.startswith(_UTF16):
        return "", [_problem(file, "wrong_encoding", "the file is saved as UTF-16", _CURE)]
    if b"\x00" in raw:
        return "", [
            _problem(file, "not_text", "this is not a text file", "check that it is the file you mean")
        ]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        found = f"the byte 0x{raw[wrong.start]:02X} is not UTF-8; the file may be saved as Latin-1 or Windows-1252"
        return "", [_problem(file, "wrong_encoding", found, _CURE, line)]


def _problem(file: str, code: str, found: str, fix: str, line: int | None = None) -> Problem:
    return Problem(code, Severity.ERROR, found, Where(file=file, row=line), fix=fix)
