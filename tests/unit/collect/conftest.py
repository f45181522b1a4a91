"""A call by mail, for the tests of what comes back."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from istmo.collect import answers, assigned, received
from istmo.collect.calls import NewCall, open_call
from istmo.collect.deposit import Reading
from istmo.collect.models import Asks
from istmo.collect.parts import Parts, Piece
from istmo.collect.senders import Senders
from istmo.formats.door import USUAL
from istmo.framework.queries import version as framework
from istmo.framework.services import import_folder
from istmo.people.models import Agency
from istmo.people.queries import user
from istmo.people.services import NewUser, add_user
from tests.called import EXERCISE, last_release
from tests.called import MADE as AT
from tests.unit.web.accounts import with_factor


@pytest.fixture
def year(workspace: Path, tmp_path: Path) -> Any:
    """A call of FY2026 that asks works, justice and both health posts as one; its workbooks, and an empty inbox."""
    operator = user("operator")
    import_folder(path=EXERCISE, by=operator, at=AT)
    carla = add_user(new=NewUser("carla", "coordinator", "Carla", None), by=operator, at=AT)
    with_factor(carla)
    asked = dict.fromkeys(Agency.objects.filter(code__in=("works", "justice", "health")), Asks.PERFORMANCE)
    new = NewCall(
        "exercise-2026",
        "Call",
        framework("exercise"),
        "FY2026",
        asked,
        parts=Parts(tuple(Piece)[:4], ("FY2027",)),
    )
    call = open_call(new=new, by=operator, at=AT)
    out, inbox = tmp_path / "out", tmp_path / "in box"
    out.mkdir()
    inbox.mkdir()
    last = last_release()
    made: dict[str, Path] = {}
    with assigned.asking_of(call, last) as asking:
        for agency, units in (("works", [""]), ("health", ["", "health-alta", "health-bera"])):
            for unit in units:
                template = asking.template(asking.assignment(agency), lang="en", unit=unit, at=AT)
                made[unit or agency] = assigned.write(template, out)
    reading = Reading(last, USUAL)

    def take(**more: Any) -> dict[str, received.Came]:
        box = received.Inbox(inbox, more.pop("call", None), more.pop("senders", Senders()))
        told = {"by": carla, "at": AT + timedelta(days=1), **more}
        came = received.receive(received.files(box, inbox / "answers"), inbox=box, reading=reading, **told)
        for one in came:
            answers.give(one, inbox / "answers", USUAL)
        return {one.name: one for one in came}

    return SimpleNamespace(call=call, carla=carla, made=made, inbox=inbox, take=take, reading=reading)
