"""Statements that are drafts, waiting or approved: only a workspace can tell them apart, so the case goes through one.

Every submission answers a call of its own, as a reporter's do who answers again and again. Where all are approved the
release is built at once; that the two ways give the same release is held by the tests of `freeze`.
"""

from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.algebra.elsewhere.world import Asked, World


@contextmanager
def released_from_workspace(world: World, out: Path, approved: Sequence[bool]) -> Any:
    """The questions of the release of what was approved; `approved`: by number of submission."""
    if all(approved):
        with world.released(out) as asked:
            yield asked
        return
    from istmo.freeze import queries
    from istmo.freeze.services import freeze
    from istmo.release.reader import open_release
    from tests.cast import AT

    _submit(world, out, approved)
    release, _ = freeze(title="A case", by=_operator(), at=AT)
    with open_release(queries.folder(release.number)) as opened:
        yield Asked(opened)


def _submit(world: World, out: Path, approved: Sequence[bool]) -> None:
    from istmo.collect.services import NewCall, open_call, submit
    from istmo.framework.services import import_folder
    from istmo.people.queries import agency
    from istmo.people.services import NewUser, add_user, register_agencies
    from istmo.review.services import approve
    from tests.algebra.elsewhere.world import OTHER, OWN
    from tests.cast import AT

    register_agencies([(OWN, "Ours", True, ""), (OTHER, "Another's", False, "")])
    ours = agency(OWN)
    reporter = add_user(new=NewUser("reporter", "reporter", "Reporter", ours), by=_operator(), at=AT)
    reviewer = add_user(new=NewUser("reviewer", "reviewer", "Reviewer", None), by=_operator(), at=AT)
    (version,) = import_folder(path=world.folder(out / "framework"), by=_operator(), at=AT)
    for number, is_approved in enumerate(approved):
        new = NewCall(f"c{number}", f"Call {number}", version, "2020", {})
        call = open_call(new=new, by=_operator(), at=AT)
        file = world.file(out / f"figures{number}.csv", number)
        submitted, _ = submit(call=call, agency=ours, files=[file], by=reporter, at=AT)
        assert not submitted.errors
        if is_approved:
            approve(version=submitted, by=reviewer, at=AT)


def _operator() -> Any:
    from istmo.people.queries import OPERATOR, user

    return user(OPERATOR)
