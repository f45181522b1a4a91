"""What every command shares: telling problems, JSON, and an honest exit code.

stdout is the product, stderr the talk. Exit 0 fine, 1 an error in the input, 2 wrong use, 3 our fault.
"""

import errno
import json
import os
import re
import shutil
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import Any, NoReturn

import typer

from istmo.kernel.problem import InputProblem, Problem, WrongUse, has_errors

WRONG_USE, OUR_FAULT, INTERRUPTED = 2, 3, 130

#: Languages in which problems and refusals are told.
LANGUAGES = ("en", "es")

#: What the operating system can say no to, in words a user can act on: (sentence, exit code).
_REFUSALS = {
    errno.ENOSPC: ("The disk is full: nothing was changed. Make room and run the same command again.", OUR_FAULT),
    errno.EDQUOT: ("Your disk quota is used up: nothing was changed. Make room and run the same command again.", OUR_FAULT),
    errno.EROFS: ("{path} cannot be written to: it is read-only. Choose another folder or open it for writing.", WRONG_USE),
    errno.EACCES: ("{path} cannot be opened: permission denied. Ask its owner, or choose another folder.", WRONG_USE),
    errno.EPERM: ("{path} cannot be changed: permission denied. Ask its owner, or choose another folder.", WRONG_USE),
    errno.ENOENT: ("{path} does not exist. Check the spelling.", WRONG_USE),
    errno.EIO: ("The disk reports a fault: nothing was changed. Save a backup and look at the disk.", OUR_FAULT),
    errno.EAGAIN: ("Another istmo is writing to this workspace. Wait until it is done and run the same command again.", OUR_FAULT),
    errno.ECONNREFUSED: ("The database named in DATABASE_URL does not answer. Check the variable and the server.", WRONG_USE),
    errno.ELOOP: ("{path} is a link that leads back to itself. Remove it.", WRONG_USE),
    errno.ENAMETOOLONG: ("The name is too long for this disk. Choose a shorter one.", WRONG_USE),
    errno.EISDIR: ("{path} is a folder; a file was expected.", WRONG_USE),
    errno.ENOTDIR: ("{path} is a file; a folder was expected.", WRONG_USE),
}  # fmt: skip


#: The same, as databases say it, whose exceptions are not OSErrors and are told from others by where they come from.
_DATABASES = ("django", "sqlite3", "psycopg", "duckdb", "pyarrow", "_duckdb")
_SAID = {
    "no space left on device": errno.ENOSPC,
    "database or disk is full": errno.ENOSPC,
    "disk quota exceeded": errno.EDQUOT,
    "readonly database": errno.EROFS,
    "unable to open database file": errno.EROFS,
    "disk i/o error": errno.EIO,
    "database is locked": errno.EAGAIN,
    "connection failed": errno.ECONNREFUSED,
    "connection refused": errno.ECONNREFUSED,
    "connection is bad": errno.ECONNREFUSED,
}


def _printable(text: str) -> str:
    """A stranger's cell may hold control characters that would drive the terminal; they are shown, not sent."""
    return "".join(char if char.isprintable() or char in "\n\t" else repr(char)[1:-1] for char in text)


def called() -> str:
    """How this person can call istmo again: by its name where the shell finds it, else as it was called now."""
    if shutil.which("istmo"):
        return "istmo"
    script = Path(sys.argv[0])
    return quote(str(script)) if script.stem == "istmo" else f"{quote(sys.executable)} -m istmo"


def say(text: str) -> None:
    """Talk to the person at the terminal, on stderr."""
    typer.echo(_printable(text), err=True)


def show(text: str) -> None:
    """Give the product, on stdout."""
    typer.echo(text)


def as_json(problems: Sequence[Problem] = (), **told: Any) -> str:
    """The one JSON shape of the command line: `ok`, `problems`, and what the command adds."""
    shape = {"ok": not has_errors(problems), **told, "problems": [problem.to_json() for problem in problems]}
    return json.dumps(shape, ensure_ascii=False, indent=2, default=str)


def language() -> str:
    """The language of this terminal, as far as istmo speaks it: what is wrong is told in it. Else, and by default, English."""
    told = next((said for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (said := os.environ.get(name))), "")
    code = re.split("[_.@-]", told.lower())[0]
    return code if code in LANGUAGES else "en"


def tell(problems: Sequence[Problem]) -> None:
    """All problems at once, one line each, on stderr, in the terminal's language."""
    for problem in problems:
        say(f"{problem.severity}: {_sentence(problem)}")


def _sentence(problem: Problem) -> str:
    if (lang := language()) == "en":
        return problem.sentence
    from istmo.publish.foreign import plain
    from istmo.publish.problems import sentence

    return plain(sentence(problem, lang))


def _again(text: str) -> str:
    """A refusal in the terminal's language, where it can be said in it."""
    if (lang := language()) == "en":
        return text
    from istmo.publish.foreign import plain
    from istmo.publish.problems import again

    return plain(again(text, lang))


def stop_on_errors(problems: Sequence[Problem]) -> None:
    """Leave with exit 1 if the input had an error."""
    if has_errors(problems):
        raise typer.Exit(1)


def stop(sentence: str, code: int) -> NoReturn:
    """Say one sentence and leave."""
    say(sentence)
    sys.exit(code)


def _refused(error: OSError) -> NoReturn:
    sentence, code = _REFUSALS.get(error.errno or 0, ("", OUR_FAULT))
    if not sentence:
        traceback.print_exc()
        stop("This is a fault of istmo or of this machine, not of your file.", OUR_FAULT)
    stop(sentence.format(path=error.filename or "The folder"), code)


def _from_database(error: Exception) -> OSError | None:
    """What the operating system refused a database, if that is what this is."""
    if type(error).__module__.partition(".")[0] not in _DATABASES:
        return None
    said = str(error).lower()
    number = next((number for text, number in _SAID.items() if text in said), None)
    return OSError(number, said, "The workspace") if number else None


@contextmanager
def honest_exit() -> Iterator[None]:
    """Turn every way a command can end into its exit code and one clear sentence."""
    try:
        yield
    except InputProblem as stopped:
        tell(stopped.problems)
        sys.exit(1)
    except WrongUse as misuse:
        stop(_again(str(misuse)), WRONG_USE)
    except SystemExit as left:
        # typer itself turns Ctrl-C into this code, silently.
        if left.code == INTERRUPTED:
            say("Stopped. Nothing was left half done.")
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _refused(error)
    except Exception as error:  # noqa: BLE001  (the last door: whatever falls out here is ours)
        if "Query interrupted" in str(error):
            # Ctrl-C while DuckDB works arrives as an error of its own.
            stop("Stopped. Nothing was left half done.", INTERRUPTED)
        if refused := _from_database(error):
            _refused(refused)
        traceback.print_exc()
        stop("This is a fault of istmo, not of your input.", OUR_FAULT)
