"""Beginning a job; what works on it, and the rows it is seen by."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language

from istmo.jobs import kinds, queue, worker
from istmo.jobs.claim import alive
from istmo.jobs.models import Job
from istmo.kernel.problem import WrongUse
from istmo.people.models import User


def known() -> dict[str, str]:
    """Name of each kind -> what it is called, in English."""
    names = [module.name for module in iter_modules(kinds.__path__)]
    return {name: import_module(f"{kinds.__name__}.{name}").TITLE for name in names}


@transaction.atomic
def begin(*, kind: str, about: str, told: Mapping[str, str], by: User, at: datetime) -> Job:
    """Write the job down and, once that is committed, let a worker take it; where none runs it is done at once.

    lang of what it tells: the language now in use. WrongUse for a kind there is not.
    No event: what the job does goes through services that note it, and asks again whether the person may.
    """
    if kind not in known():
        raise WrongUse(f"There is no job “{kind}”. Known: {', '.join(known())}.")
    job = Job(kind=kind, about=about, order=json.dumps(dict(told)), by=by, asked_at=at)
    job.lang = get_language() or "en"
    job.full_clean()
    job.save()
    transaction.on_commit(lambda: _pass_on(job.pk))
    return job


def _pass_on(number: int) -> None:
    if alive():
        queue.put(number)
    else:
        worker.carry_out(number)


def of(user: User) -> QuerySet[Job]:
    """The jobs that a person began, the latest first."""
    return Job.objects.filter(by=user)
