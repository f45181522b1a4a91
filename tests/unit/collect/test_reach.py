"""An account that is limited to places or nodes sends, decides and settles nothing beyond them."""

from pathlib import Path

import pytest

from istmo.collect.models import Version
from istmo.collect.services import submit
from istmo.people.models import Scope, User
from istmo.people.permissions import NotAllowed
from istmo.review.services import Overlap, approve, settle
from tests.cast import AT, GOOD, later

MONEY = """stage,amount,currency,kind,as_of,period,place,agency,activity,source
obligated,120,USD,increment,2017-09-30,FY2017,,usaid,youth,own
"""


def limited(user: User, *scopes: tuple[str, str]) -> User:
    """The account, limited to these."""
    Scope.objects.bulk_create(Scope(user=user, kind=kind, code=code) for kind, code in scopes)
    return user


def file(folder: Path, text: str) -> Path:
    path = folder / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("scopes", "passes"),
    [
        ((), True),
        ((("place", "SV"),), True),
        ((("place", "HN"),), False),
        ((("place", "HN"), ("place", "SV")), True),
        ((("node", "small/A"),), True),
        ((("node", "small/B"),), False),
        ((("place", "SV"), ("node", "small/B")), False),
        ((("agency", "usaid"),), True),
    ],
)
def test_submit_within_places_and_nodes(cast, call, tmp_path: Path, scopes, passes: bool) -> None:
    limited(cast.ana, *scopes)
    send = {"call": call, "agency": cast.usaid, "files": [file(tmp_path, GOOD)], "by": cast.ana, "at": AT}
    if passes:
        assert submit(**send)[1]
    else:
        with pytest.raises(NotAllowed, match="ana is limited to"):
            submit(**send)
        assert not Version.objects.exists()


def test_money_without_a_place_is_in_nobodys_place(cast, call, tmp_path: Path) -> None:
    limited(cast.ana, ("place", "SV"))
    with pytest.raises(NotAllowed, match="rows without a place"):
        submit(call=call, agency=cast.usaid, files=[file(tmp_path, MONEY)], by=cast.ana, at=AT)


def test_a_reviewer_of_another_place_decides_nothing(cast, call, tmp_path: Path) -> None:
    version, _ = submit(call=call, agency=cast.usaid, files=[file(tmp_path, GOOD)], by=cast.ana, at=AT)
    limited(cast.diego, ("place", "HN"))
    with pytest.raises(NotAllowed, match=r"diego is limited to HN and may not approve.* for SV"):
        approve(version=version, by=cast.diego, at=later())
    limited(cast.diego, ("place", "SV"))
    assert approve(version=version, by=cast.diego, at=later())


def test_a_reviewer_of_another_node_settles_nothing(cast, call) -> None:
    overlap = Overlap("trained", "SV", "FY2017", "sum")
    limited(cast.diego, ("node", "small/B"))
    with pytest.raises(NotAllowed, match="may not settle an overlap for"):
        settle(overlap=overlap, reason="looked", by=cast.diego, at=AT)
    limited(cast.diego, ("node", "small/A"))
    assert settle(overlap=overlap, reason="looked", by=cast.diego, at=AT)
