"""A worked example as its `demo.yaml` tells it, and carrying it out through the same services as any face.

Every step may be repeated: one that was done is found done. So a demo that died on the way goes on where it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from istmo.kernel.problem import InputProblem, WrongUse


@dataclass(frozen=True)
class Sent:
    """A file that a person submits for an agency, and another person approves."""

    call: str
    file: Path
    agency: str
    by: str
    approved_by: str


@dataclass(frozen=True)
class Example:
    """A folder with an architecture, and what is done with it."""

    folder: Path
    persons: tuple[dict[str, str], ...]
    calls: tuple[dict[str, Any], ...]
    sent: tuple[Sent, ...]
    title: str

    @property
    def steps(self) -> int:
        """How many steps :func:`carry_out` takes."""
        return 4 + 2 * len(self.sent)


def read(folder: Path) -> Example:
    """Read `demo.yaml` of an example's folder."""
    raw = YAML(typ="safe").load((folder / "demo.yaml").read_text(encoding="utf-8"))
    sent = tuple(
        Sent(call["code"], folder / one["file"], one["agency"], one["by"], one["approved_by"])
        for call in raw["calls"]
        for one in call["submissions"]
    )
    return Example(folder, tuple(raw["persons"]), tuple(raw["calls"]), sent, raw["release"]["title"])


def carry_out(example: Example, at: datetime) -> Iterator[str]:
    """Do everything up to the frozen release in the workspace that is open; each step is told before it is done.

    WrongUse if the workspace holds other things than this example: a demo never mixes with real work.
    """
    _refuse_other_work(example)
    yield "Reading and importing the framework"
    _import(example, at)
    yield "Adding persons"
    _people(example, at)
    yield "Opening data calls"
    _calls(example, at)
    for one in example.sent:
        yield f"Submitting {one.file.name} for {one.agency}"
        version = _submit(one, at)
        yield f"Approving {version.code} by {one.approved_by}, another person"
        _approve(version, one, at)
    yield "Freezing the release"
    _freeze(example, at)


def _refuse_other_work(example: Example) -> None:
    from istmo.collect.models import DataCall
    from istmo.people.models import User
    from istmo.people.queries import OPERATOR

    calls = {call["code"] for call in example.calls}
    people = {OPERATOR, *(person["code"] for person in example.persons)}
    if DataCall.objects.exclude(code__in=calls).exists() or User.objects.exclude(code__in=people).exists():
        raise WrongUse("This workspace holds work of its own. Name a new folder: istmo demo DIR")


def _import(example: Example, at: datetime) -> None:
    from istmo.framework.services import import_folder

    import_folder(path=example.folder, by=_user(), at=at)


def _people(example: Example, at: datetime) -> None:
    from istmo.people import queries, services
    from istmo.people.models import User

    for person in example.persons:
        if not User.objects.filter(code=person["code"]).exists():
            new = services.NewUser(
                person["code"], person["role"], person["name"], queries.agency(person["agency"])
            )
            services.add_user(new=new, by=_user(), at=at)


def _calls(example: Example, at: datetime) -> None:
    from istmo.collect.models import Asks, DataCall
    from istmo.collect.services import NewCall, open_call
    from istmo.framework.queries import version
    from istmo.people.queries import agency

    for call in example.calls:
        if DataCall.objects.filter(code=call["code"]).exists():
            continue
        asks = Asks(call.get("asks", Asks.PERFORMANCE))
        asked = {agency(one["agency"]): asks for one in call["submissions"]}
        framework = version(call["framework"])
        new = NewCall(call["code"], call["title"], framework, call["reporting_year"], asked)
        open_call(new=new, by=_user(), at=at)


def _submit(one: Sent, at: datetime) -> Any:
    from istmo.collect import queries, services
    from istmo.kernel.problem import has_errors
    from istmo.people.queries import agency

    version, _ = services.submit(
        call=queries.call(one.call), agency=agency(one.agency), files=[one.file], by=_user(one.by), at=at
    )
    problems = queries.problems(version)
    if has_errors(problems):
        raise InputProblem(problems)
    return version


def _approve(version: Any, one: Sent, at: datetime) -> None:
    from istmo.collect.states import OPEN
    from istmo.review.queries import seal
    from istmo.review.services import approve

    if version.state in OPEN:
        approve(version=version, by=_user(one.approved_by), at=at, hash_=seal(version))


def _freeze(example: Example, at: datetime) -> None:
    from istmo.freeze.services import freeze

    freeze(title=example.title, by=_user(), at=at)


def _user(code: str = "operator") -> Any:
    from istmo.people.queries import user

    return user(code)
