"""A workspace in which a hundred agencies answer a call: `python -m benchmarks.last_hour.workspace make|sign_in FOLDER`.

A hundred agencies, two hundred indicators, ten activities an agency: two thousand results are asked of each. Last year's
results of all of them are approved and frozen, so that checks compare with a release of two hundred thousand figures. A file is
the call's own workbook for every other agency, and a CSV for the others; each agency sends another one every time.

`sign_in` makes the sessions by Django's own store, as the page of signing in would: a hundred passwords would be all that
is measured.
"""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

AGENCIES, INDICATORS, PLACES = 100, 200, 10
#: How often each agency can send something new.
TIMES = 3
CALL, YEAR, BEFORE = "last-hour", "FY2026", "FY2025"
_AT = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)


def architecture(out: Path) -> Path:
    """The folder of the framework."""
    framework = out / "frameworks" / "bench"
    framework.mkdir(parents=True, exist_ok=True)
    (framework / "strategy.yaml").write_text(
        "code: bench\ntitle: Made for measuring\nversion: '1'\nmission: {text: Made for measuring}\n"
        "nodes:\n  - {code: LINE, level: line of effort, title: Line}\n",
        encoding="utf-8",
    )
    told = "".join(
        f"  - {{code: i{number:03}, title: People reached by service {number}, kind: output, preset: people_reached, "
        "unit: people, input: assistance, nodes: [LINE], custom_reason: made for measuring}\n"
        for number in range(INDICATORS)
    )
    (framework / "indicators.yaml").write_text(f"indicators:\n{told}", encoding="utf-8")
    agencies, places = range(AGENCIES), range(PLACES)
    lines = {
        "places.csv": ["code,name,kind", *(f"p{p},Place {p},country" for p in places)],
        "agencies.csv": ["code,name,own", *(f"a{a},Agency {a},yes" for a in agencies)],
        "activities.csv": [
            "code,title,agency,place,node,starts_on",
            *(
                f"a{a}-{p},Activity {p} of agency {a},a{a},p{p},LINE,2020-10-01"
                for a in agencies
                for p in places
            ),
        ],
        "sources.csv": ["code,title,kind", "s1,Reports of the agencies,own"],
    }
    for name, rows in lines.items():
        (out / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return out


def csv(agency: int, year: str, first: int, out: Path) -> Path:
    """Two thousand results of an agency as it would send them."""
    rows = (
        f"i{i:03},p{p},{year},result,{first + i * 7 + p},a{agency},a{agency}-{p},s1"
        for i in range(INDICATORS)
        for p in range(PLACES)
    )
    out.write_text(
        "\n".join(["indicator,place,period,role,value,agency,activity,source", *rows]) + "\n",
        encoding="utf-8",
    )
    return out


def make(folder: Path) -> None:
    """The workspace, its backup (which any database takes), and the files to send."""
    config = import_module("istmo.config.workspace")
    config.make(folder / "workspace", _AT)
    from istmo.collect.calls import NewCall, close_call, open_call
    from istmo.collect.models import Asks
    from istmo.framework.services import import_folder
    from istmo.freeze.backup import backup
    from istmo.people import queries
    from istmo.people.services import NewUser, add_user

    operator = queries.user(queries.OPERATOR)
    (version,) = import_folder(path=architecture(folder / "architecture"), by=operator, at=_AT)
    agencies = [queries.agency(f"a{number}") for number in range(AGENCIES)]
    for agency in agencies:
        add_user(
            new=NewUser(f"r-{agency.code}", "reporter", f"Reporter {agency.code}", agency),
            by=operator,
            at=_AT,
        )
    add_user(new=NewUser("reviewer", "reviewer", "Reviewer"), by=operator, at=_AT)
    asked = dict.fromkeys(agencies, Asks.PERFORMANCE)
    before = open_call(new=NewCall("before", "Last year", version, BEFORE, asked), by=operator, at=_AT)
    _frozen(before, agencies, folder)
    close_call(call=before, by=operator, at=_AT)
    call = open_call(new=NewCall(CALL, "The last hour", version, YEAR, asked), by=operator, at=_AT)
    _files(call, agencies, folder / "files")
    (folder / "backup.istmo").unlink(missing_ok=True)
    backup(folder / "backup.istmo")


def _frozen(call: Any, agencies: list[Any], folder: Path) -> None:
    """Last year's results of everybody, approved and frozen."""
    from istmo.collect.services import submit
    from istmo.freeze.services import freeze
    from istmo.people.queries import OPERATOR, user
    from istmo.review.services import approve

    for number, agency in enumerate(agencies):
        file = csv(number, BEFORE, 1000 + number, folder / f"before-{number}.csv")
        version, _ = submit(call=call, agency=agency, files=[file], by=user(f"r-{agency.code}"), at=_AT)
        approve(version=version, by=user("reviewer"), at=_AT)
        file.unlink()
    freeze(title="Last year", by=user(OPERATOR), at=_AT)


def _files(call: Any, agencies: list[Any], out: Path) -> None:
    """What each agency sends, the first time and the times after."""
    from istmo.collect import assigned
    from istmo.freeze.queries import last_folder

    out.mkdir(exist_ok=True)
    with assigned.asking_of(call, last_folder()) as asking:
        for number, agency in enumerate(agencies):
            if number % 2:
                for time in range(TIMES):
                    csv(number, YEAR, 1001 + number + time, out / f"{agency.code}-{time}.csv")
                continue
            blank = asking.template(asking.assignment(agency.code), lang="en", unit="", at=_AT)
            rows = [row for row in blank.wanted.rows if row.part == "results"]
            assert len(rows) == INDICATORS * PLACES, len(rows)
            for time in range(TIMES):
                typed = {
                    row.code: {"result": str(row.last_value.to_integral() + 1 + time)}
                    for row in rows
                    if row.last_value
                }
                written = assigned.write(replace(blank, filled=typed), out)
                written.replace(out / f"{agency.code}-{time}.xlsx")


def sign_in(workspace: Path) -> dict[str, str]:
    """The session of everybody, by account."""
    import_module("istmo.config.workspace").start(workspace)
    from django.conf import settings
    from django.test import Client

    from istmo.people.models import User

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    found = {}
    for user in User.objects.exclude(code="operator").order_by("code"):
        browser = Client(headers={"user-agent": "Firefox/ Linux"})
        browser.force_login(user)
        found[user.code] = browser.cookies["sessionid"].value
    return found


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        print(json.dumps(sign_in(Path(sys.argv[2]))))
