"""The questions there are, found by walking this folder: a question is a .sql file with a .py door of its name."""

from functools import cache
from importlib import import_module
from importlib.resources import files

from istmo.analyse import answer
from istmo.analyse.answer import Answer, Queryable
from istmo.kernel.problem import WrongUse
from istmo.release.illustrative import TOLD, WORD

_ROOM = "istmo.analyse"


@cache
def names() -> tuple[str, ...]:
    """The questions, in alphabetical order."""
    return tuple(sorted(file.name[:-4] for file in files(_ROOM).iterdir() if file.name.endswith(".sql")))


def about(name: str) -> str:
    """The first line of what a question says of itself."""
    return (import_module(f"{_ROOM}.{real(name)}").__doc__ or "").strip().partition("\n")[0]


def ask(name: str, release: Queryable, **where: object) -> Answer:
    """Ask the question of that name; WrongUse if there is none or `where` names a column it does not have.

    The answer of an illustrative release says so in its notes and in every row, so that no copy of it can lose that.
    """
    told: Answer = import_module(f"{_ROOM}.{real(name)}").ask(release, **where)
    return marked(told) if is_illustrative(release) else told


def is_illustrative(release: Queryable) -> bool:
    """Whether the release is an exercise: one of its frameworks is invented for practice."""
    return bool(release.query("SELECT 1 FROM frameworks WHERE illustrative LIMIT 1"))


def marked(told: Answer) -> Answer:
    """The same with the word in front of every row."""
    columns = (WORD, *told.columns)
    reading = (WORD, *told.reading) if told.reading else ()
    return Answer(columns, tuple((WORD, *row) for row in told.rows), (TOLD, *told.notes), reading)


def sql(name: str) -> str:
    """The whole SQL of a question, with its parameters as `$name`; WrongUse if there is no such question."""
    return answer.sql(real(name))


def real(name: str) -> str:
    """The name itself if there is such a question, else WrongUse naming those there are."""
    if name not in names():
        raise WrongUse(f"There is no question {name}. There are {', '.join(names())}.")
    return name
