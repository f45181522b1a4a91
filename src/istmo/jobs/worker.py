"""Carrying jobs out, one after another, in a process or a thread of its own; one worker for a workspace."""

import json
import logging
from importlib import import_module
from threading import Event

from django.db import close_old_connections, connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from istmo.jobs import kinds, queue
from istmo.jobs.claim import claimed
from istmo.jobs.models import OVER, Job, State
from istmo.jobs.order import Order
from istmo.kernel.problem import InputProblem, WrongUse
from istmo.publish import problems
from istmo.publish.foreign import plain

_LOG = logging.getLogger("istmo.jobs")
_PAUSE, _TROUBLED = 0.5, 5.0
#: So many problems of a file are told; the rest stands in the file's own list.
_TOLD = 20


def work(stop: Event) -> bool:
    """Take jobs until told to stop; False at once where another worker is at it.

    What a worker that died left behind is begun anew.
    """
    with claimed() as ours:
        if not ours:
            return False
        _take_up()
        while not stop.is_set():
            try:
                _next(stop)
            except Exception:  # noqa: BLE001  (a full disk, a database that restarts: the worker outlives it)
                _LOG.exception("the worker goes on in a moment")
                stop.wait(_TROUBLED)
        connection.close()
    return True


def _take_up() -> None:
    """Put everything that is not over into the queue, in its order."""
    queue.clear()
    Job.objects.filter(state=State.RUNNING).update(state=State.WAITING, percent=0, step="")
    for number in Job.objects.exclude(state__in=OVER).order_by("pk").values_list("pk", flat=True):
        queue.put(number)


def _next(stop: Event) -> None:
    number = queue.take()
    if number is None:
        # A connection that is kept for nothing would keep a database server from stopping.
        connection.close()
        stop.wait(_PAUSE)
    else:
        close_old_connections()
        carry_out(number)


def carry_out(number: int) -> None:
    """Do the job of that number, if it waits: what came of it, or what went wrong, is written into its row."""
    if not Job.objects.filter(pk=number, state=State.WAITING).update(state=State.RUNNING):
        return
    job = Job.objects.select_related("by__person", "by__agency").get(pk=number)
    with override(job.lang):
        error = _done(job)
    told = {"state": State.FAILED, "error": error} if error else {"state": State.DONE, "result": job.result}
    Job.objects.filter(pk=number).update(**told, percent=100, step="")


def _done(job: Job) -> str:
    """What went wrong, in words; empty where nothing did, with the result in the job."""

    def tell(percent: int, step: str) -> None:
        Job.objects.filter(pk=job.pk).update(percent=percent, step=step)

    try:
        kind = import_module(f"{kinds.__name__}.{job.kind}")
        job.result = kind.run(Order(json.loads(job.order), job.by, job.asked_at), tell)
    except InputProblem as found:
        told = (problems.sentence(problem, job.lang) for problem in found.problems[:_TOLD])
        return plain("\n".join(told))
    except WrongUse as wrong:
        return plain(problems.again(str(wrong), job.lang))
    except Exception:  # noqa: BLE001  (a job that fails must say so and let the next one begin)
        _LOG.exception("job %s (%s) failed", job.pk, job.kind)
        return _(
            "This is a fault of istmo or of its machine, not of your file. Tell whoever runs it: job %(number)s."
        ) % {"number": job.pk}
    return ""
