"""Reading, checking and submitting a large file, whose bytes are in the vault already."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from istmo.collect import deposit, queries, units
from istmo.collect.deposit import Raw, Reading
from istmo.framework import stored
from istmo.freeze.queries import last_folder
from istmo.jobs.order import Order, Tell
from istmo.people.queries import agency, user

TITLE = gettext_noop("Reading a file")


def run(order: Order, tell: Tell) -> str:
    """Submit as of the moment the file came; give the version's code. The same file again gives the same version."""
    told = order.told
    tell(10, _("reading and checking"))
    with stored.scratch() as work:
        names = [Path(name) for name in told["names"].split("\n")]
        files = deposit.by_name(Raw(told["sha256"], ""), names, work / "received")
        version, _new = units.submit(
            call=queries.call(told["call"]),
            agency=agency(told["agency"]),
            files=files,
            by=order.by,
            at=order.at,
            reading=Reading(
                last_folder(),
                unit=told.get("unit"),
                sent_by=user(told["sent_by"]) if "sent_by" in told else None,
            ),
        )
    return version.code
