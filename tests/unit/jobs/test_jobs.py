"""Work in the background: done at once without a worker, in order with one, begun anew after one that died."""

from pathlib import Path
from threading import Event

import pytest
from django.test import TestCase

from istmo.collect import deposit
from istmo.collect.models import Version
from istmo.formats.door import USUAL
from istmo.jobs import queue, services, worker
from istmo.jobs.claim import alive, claimed
from istmo.jobs.models import Job, State
from istmo.kernel.problem import WrongUse
from istmo.people.models import User
from tests.cast import AT, GOOD


class _UntilIdle(Event):
    """Stops a worker as soon as it has nothing to do."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


def _order(tmp_path: Path, text: str = GOOD) -> dict[str, str]:
    file = tmp_path / "figures.csv"
    file.write_text(text, encoding="utf-8")
    sha256 = deposit.raw([file], USUAL).sha256
    return {"call": "c1", "agency": "usaid", "sha256": sha256, "names": "figures.csv"}


def _begin(by: User, told: dict[str, str], kind: str = "submission") -> Job:
    return services.begin(kind=kind, about="figures.csv", told=told, by=by, at=AT)


def test_without_a_worker_it_is_done_at_once(
    cast, call, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = _begin(cast.ana, _order(tmp_path))
        assert job.state == State.WAITING
    job.refresh_from_db()
    assert (job.state, job.percent, job.result, job.error) == (State.DONE, 100, "c1/usaid/1", "")
    version = Version.objects.get()
    assert (version.received_at, version.filename, version.received_by) == (AT, "figures.csv", cast.ana)


@pytest.mark.parametrize(
    ("kind", "who", "change", "said"),
    [
        ("submission", "carla", {}, "carla acts for inl"),
        ("submission", "ana", {"call": "none"}, "no data call “none”"),
        ("submission", "ana", {"sha256": "f" * 64}, "holds no file"),
        ("freeze", "operator", {"title": "First"}, "Nothing is approved"),
        ("freeze", "operator", {}, "fault of istmo"),
    ],
)
def test_what_cannot_be_done_says_why(call, tmp_path: Path, kind: str, who: str, change, said: str) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        job = _begin(User.objects.get(code=who), _order(tmp_path) | change, kind)
    job.refresh_from_db()
    assert (job.state, job.result) == (State.FAILED, "")
    assert said in job.error
    assert "Traceback" not in job.error


def test_a_kind_there_is_not_is_refused(cast) -> None:
    with pytest.raises(WrongUse, match="Known: freeze, submission"):
        _begin(cast.ana, {}, "cooking")


def test_worker_does_them_in_order_and_what_died_anew(transactional_db, cast, call, tmp_path: Path) -> None:
    first = Job.objects.create(
        kind="submission", about="a", order="{}", by=cast.ana, asked_at=AT, state=State.RUNNING, percent=10
    )
    seen: list[int] = []

    def watched(number: int) -> None:
        seen.append(number)
        done(number)

    done = worker.carry_out
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "carry_out", watched)
        with claimed() as ours:
            assert ours
            assert not worker.work(_UntilIdle())
            second = _begin(cast.ana, _order(tmp_path))
            assert (Job.objects.get(pk=second.pk).state, seen) == (State.WAITING, [])
        assert worker.work(_UntilIdle())
    assert seen == [first.pk, second.pk]
    assert [job.state for job in Job.objects.order_by("pk")] == [State.FAILED, State.DONE]
    assert queue.take() is None
    assert not alive()
