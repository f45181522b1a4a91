"""A framework is published with a split objective between two releases: last year's results roll up, the chart breaks."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from istmo.analyse import rollup, trend
from istmo.collect.models import Asks
from istmo.collect.services import NewCall, open_call, submit
from istmo.framework import queries as frameworks
from istmo.framework import services as framework
from istmo.framework.models import Draft, FrameworkVersion
from istmo.freeze import queries
from istmo.freeze.services import freeze
from istmo.kernel.problem import InputProblem
from istmo.people.models import User
from istmo.publish import report
from istmo.release.reader import open_release
from istmo.review.queries import seal
from istmo.review.services import approve
from tests.cast import AT, Cast, write_small

STRATEGY, INDICATORS, CHANGES = (
    f"frameworks/small/{name}.yaml" for name in ("strategy", "indicators", "changes")
)
HEAD = "indicator,place,period,role,value,agency,activity,source\n"
NEXT_YEAR = AT + timedelta(days=365)


def answered(cast: Cast, version: FrameworkVersion, year: str, value: int, tmp: Path) -> None:
    """A call under this version, answered by Ana, approved by Ben."""
    at = AT if year == "FY2017" else NEXT_YEAR
    new = NewCall(year.lower(), year, version, year, {cast.usaid: Asks.PERFORMANCE})
    call = open_call(new=new, by=cast.operator, at=at)
    path = tmp / f"{year}.csv"
    path.write_text(f"{HEAD}trained,SV,{year},result,{value},usaid,youth,own\n", encoding="utf-8")
    sent, _ = submit(call=call, agency=cast.usaid, files=[path], by=cast.ana, at=at)
    approve(version=sent, by=cast.ben, at=at, hash_=seal(sent))


def edit(draft: Draft, by: User, path: str, item: str, **fields: object) -> None:
    seen = next(one for one in frameworks.items(draft, path) if one.name == item).hash
    framework.change_item(draft=draft, path=path, item=item, seen=seen, fields=fields, by=by, at=NEXT_YEAR)


@pytest.fixture
def second(cast: Cast, tmp_path: Path) -> Draft:
    """A first release is frozen; a draft splits the only objective and leaves the indicator where its old node went."""
    (version,) = framework.import_folder(path=write_small(tmp_path / "small"), by=cast.operator, at=AT)
    answered(cast, version, "FY2017", 120, tmp_path)
    freeze(title="First", by=cast.operator, at=AT)
    by = cast.operator
    draft = framework.begin_draft(title="2", base=version.architecture, by=by, at=NEXT_YEAR)
    common = {"draft": draft, "path": STRATEGY, "by": by, "at": NEXT_YEAR}
    top = {"code": "T", "level": "goal", "title": "Work"}
    framework.add_item(**common, into="nodes", fields=top)
    for code, title in (("A1", "People are trained"), ("A2", "Work is there")):
        node = {"code": code, "level": "objective", "title": title}
        framework.add_item(**common, into="nodes:T", fields=node)
    seen = next(one for one in frameworks.items(draft, STRATEGY) if one.name == "nodes:A").hash
    framework.remove_item(**common, item="nodes:A", seen=seen)
    edit(draft, by, STRATEGY, "head", version="2")
    for code in ("trained", "homicide"):
        edit(draft, by, INDICATORS, f"indicators:{code}", nodes=None)
    return draft


def publish(draft: Draft, cast: Cast) -> FrameworkVersion:
    reason = framework.Reason("small", "added", "T", "A roof over both")
    day = date(2017, 10, 1)
    with pytest.raises(framework.WrongUse, match="begins later"):
        framework.publish_draft(draft=draft, effective=day, by=cast.operator, at=NEXT_YEAR)
    (version,) = framework.publish_draft(
        draft=draft, effective=date(2018, 9, 1), by=cast.operator, at=NEXT_YEAR, reasons=[reason]
    )
    return version


def test_a_node_that_figures_stand_under_does_not_vanish_in_silence(second: Draft, cast: Cast) -> None:
    with pytest.raises(InputProblem) as stopped:
        framework.publish_draft(draft=second, effective=date(2018, 9, 1), by=cast.operator, at=NEXT_YEAR)
    [problem] = stopped.value.problems
    assert problem.code == "vanished_node"
    assert (
        "1 figure of the latest release stands under it: 1 of trained in El Salvador by USAID"
        in problem.found
    )
    assert "changes.yaml" in str(problem.where)
    assert second.is_open


def test_last_years_results_roll_up_and_the_chart_shows_the_break(
    second: Draft, cast: Cast, tmp_path: Path
) -> None:
    fate = {"old": "A", "fate": "split", "new": ["A1", "A2"], "reason": "Two ministries"}
    framework.add_item(draft=second, path=CHANGES, into="nodes", fields=fate, by=cast.operator, at=NEXT_YEAR)
    version = publish(second, cast)
    answered(cast, version, "FY2018", 150, tmp_path)
    release, is_new = freeze(title="Second", by=cast.operator, at=NEXT_YEAR)
    assert is_new
    with open_release(queries.folder(release.number)) as opened:
        rows = [r for r in rollup.ask(opened, period="FY2017").dicts() if r["row"] == "indicator"]
        told = [(r["node"], r["indicator"], r["result"], r["fate"]) for r in rows]
        last, now = trend.ask(opened, indicator="trained").dicts()
        text = report.render(opened)
        expected = opened.query('SELECT DISTINCT "call", indicator FROM expected ORDER BY ALL')
    assert told == [("T", "trained", 120, "split")]
    assert "not divided" in rows[0]["notes"]
    assert last["break_kind"] is None
    assert (now["break_kind"], now["break_day"], now["change"]) == ("node", date(2018, 9, 1), 30)
    assert ">objective changed<" in text
    assert "Two ministries" in text
    assert "A roof over both" in text
    assert expected == [("fy2017", "trained"), ("fy2018", "trained")]


def test_a_version_that_does_not_hold_yet_is_in_no_release(second: Draft, cast: Cast) -> None:
    fate = {"old": "A", "fate": "split", "new": ["A1", "A2"]}
    framework.add_item(draft=second, path=CHANGES, into="nodes", fields=fate, by=cast.operator, at=NEXT_YEAR)
    publish(second, cast)
    release, is_new = freeze(title="x", by=cast.operator, at=AT)
    assert (release.number, is_new) == (1, False)
