"""`others/<name>/` holds registers of other publishers; what is ours stays ours, and real faults are told."""

from pathlib import Path

import pytest

from istmo.formats import iati
from istmo.formats._registers import write_beside
from istmo.framework.pack import parts
from istmo.spec import export
from istmo.spec.architecture import Architecture, load, read
from istmo.spec.others import FILES
from tests.unit.formats.iati_files import activity, document, indicator, period
from tests.unit.spec.small import write

INDICATORS = (
    "code,framework,agency,activity,title,kind,preset,measure,time,over_places,over_series,direction\n"
)
THEIRS = {
    "agencies.csv": "code,name,own\nXX-1,Ministry of Roads,no\n",
    "places.csv": "code,name,kind,members\nDK,Denmark,country,\nDK+NO,Denmark and Norway together,group,DK|NO\n",
    "activities.csv": "code,title,agency,place\nXX-1-A,A road,XX-1,DK+NO\n",
    "activity_places.csv": "activity,place,share\nXX-1-A,DK,40.5\nXX-1-A,NO,59.5\n",
    "activity_sectors.csv": "activity,vocabulary,sector,title,share\nXX-1-A,DAC-5,21020,Road transport,100\n",
    "activity_parties.csv": "activity,role,position,name,agency,reference\nXX-1-A,funding,1,Ministry,XX-1,XX-1\n",
    "indicators.csv": f"{INDICATORS}XX-1-A.r1.i1,,XX-1,XX-1-A,Kilometres,output,score,score,none,none,none,none\n",
}


def small(root: Path, **changed: str) -> Path:
    """The small architecture with a folder of others; `changed` by table."""
    write(root)
    folder = root / "others" / "roads"
    folder.mkdir(parents=True)
    for name, text in (THEIRS | {f"{table}.csv": text for table, text in changed.items()}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return root


def told(root: Path) -> list[tuple[str, str, int | None, str]]:
    return [(p.code, p.where.file, p.where.row, p.where.header) for p in read(root)[1]]


def codes(architecture: Architecture, table: str) -> list[str]:
    return [row["code"] for row in architecture.records(table)]


def test_rows_of_others_join_ours(tmp_path: Path) -> None:
    architecture = load(small(tmp_path))
    assert read(tmp_path)[1] == []
    assert codes(architecture, "agencies")[-1] == "XX-1"
    assert codes(architecture, "indicators")[-1] == "XX-1-A.r1.i1"
    assert architecture.records("indicators")[-1]["framework"] is None
    assert [row["place"] for row in architecture.records("activity_places")] == ["DK", "NO"]
    assert architecture.others == ("roads",)


def test_what_our_registers_know_stays_ours(tmp_path: Path) -> None:
    # NO by its code, Sweden by its letters of ISO 3166, the ministry by another name.
    places = THEIRS["places.csv"] + "NO,Noreg,country,\nSWE,Sverige,country,\n"
    agencies = "code,name,own\nMoH,Health,no\n"
    activities = THEIRS["activities.csv"].replace("XX-1,DK", "MoH,DK")
    indicators = THEIRS["indicators.csv"].replace(",XX-1,", ",MoH,")
    changed = {"places": places, "agencies": agencies, "activities": activities, "indicators": indicators}
    more = {
        "activity_places": "activity,place\nXX-1-A,SWE\n",
        "activity_parties": "activity,role,position,name\n",
    }
    architecture = load(small(tmp_path, **changed, **more))
    names = {row["code"]: row["name"] for row in architecture.records("places")}
    assert (names["NO"], "SWE" in names) == ("Norway", False)
    assert [row["place"] for row in architecture.records("activity_places")] == ["SE"]
    assert codes(architecture, "agencies") == ["ministry"]
    assert architecture.records("activities")[-1]["agency"] == "ministry"
    assert architecture.records("indicators")[-1]["agency"] == "ministry"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (
            {"activities": "code,title,agency\nXX-1-A,A road,XX-9\n"},
            ("unknown_agency", "activities.csv", 2, "agency"),
        ),
        (
            {"activity_places": "activity,place\nXX-1-B,DK\n"},
            ("unknown_activity", "activity_places.csv", 2, "activity"),
        ),
        (
            {"activity_places": "activity,place\nXX-1-A,XY\n"},
            ("unknown_place", "activity_places.csv", 2, "place"),
        ),
        (
            {"activity_sectors": "activity,vocabulary,sector,share\nXX-1-A,DAC-5,1,half\n"},
            ("wrong_value", "activity_sectors.csv", 2, "share"),
        ),
        (
            {"activity_parties": "activity,role,position,name\nXX-1-A,donor,1,X\n"},
            ("wrong_value", "activity_parties.csv", 2, "role"),
        ),
        ({"agencies": "code,name,own\nXX-1,Ministry,yes\n"}, ("others_own", "agencies.csv", 2, "own")),
        (
            {"indicators": f"{INDICATORS}i,health,XX-1,XX-1-A,K,output,score,score,none,none,none,none\n"},
            ("others_framework", "indicators.csv", 2, "framework"),
        ),
        (
            {"indicators": f"{INDICATORS}i,,XX-1,,K,output,score,score,none,none,none,none\n"},
            ("missing_value", "indicators.csv", 2, "activity"),
        ),
        (
            {
                "indicators": f"{INDICATORS}births-attended,,XX-1,XX-1-A,K,output,score,score,none,none,none,none\n"
            },
            ("duplicate_code", "indicators.csv", 2, "code"),
        ),
        (
            {"indicators": f"{INDICATORS}i,,XX-1,XX-1-A,K,output,score,score,flow,none,none,none\n"},
            ("algebra_contradiction", "indicators.csv", 2, "preset"),
        ),
        (
            {"activities": "code,title,agency\nXX-1-A,A,XX-1\nXX-1-A,B,XX-1\n"},
            ("duplicate_code", "activities.csv", 3, "code"),
        ),
        ({"indicators": "code,title\ni,K\n"}, ("missing_column", "indicators.csv", 1, "")),
    ],
)
def test_faults_are_told_with_file_row_and_column(
    tmp_path: Path, changed: dict[str, str], problem: tuple[str, str, int, str]
) -> None:
    code, file, row, header = problem
    assert (code, f"others/roads/{file}", row, header) in told(small(tmp_path, **changed))


def test_a_stray_file_is_told(tmp_path: Path) -> None:
    root = small(tmp_path)
    (root / "others" / "roads" / "indicator.csv").write_text("x\n", encoding="utf-8")
    assert [code for code, *_ in told(root)] == ["stray_file"]


def test_folders_of_others_come_back_from_an_export(tmp_path: Path) -> None:
    architecture = load(small(tmp_path / "in"))
    out = export.write(architecture, None, tmp_path / "out")
    assert {path.name for path in (out / "others" / "roads").iterdir()} == set(THEIRS)
    again = load(out)
    assert again.tables() == architecture.tables()
    assert again.others == ("roads",)
    one = load(export.write(architecture, "health", tmp_path / "one"))
    assert codes(one, "indicators") == codes(architecture, "indicators")
    assert '"others/roads/indicators.csv"' in export.as_json(architecture)


def test_a_workspace_keeps_the_files_of_others(tmp_path: Path) -> None:
    kept = parts(small(tmp_path))
    assert {name for name in kept if name.startswith("others/")} == {
        f"others/roads/{name}" for name in THEIRS
    }


def test_two_folders_may_name_the_same_agency_and_places(tmp_path: Path) -> None:
    root = small(tmp_path)
    second = root / "others" / "tunnels"
    second.mkdir()
    for name in ("agencies.csv", "places.csv"):
        (second / name).write_text(THEIRS[name], encoding="utf-8")
    (second / "activities.csv").write_text("code,title,agency\nXX-1-B,A tunnel,XX-1\n", encoding="utf-8")
    architecture = load(root)
    assert codes(architecture, "activities")[-2:] == ["XX-1-A", "XX-1-B"]
    assert architecture.others == ("roads", "tunnels")


def test_what_convert_writes_can_be_moved_in(tmp_path: Path) -> None:
    inside = '<baseline year="2016" value="1"/>' + period('<actual value="62"/>')
    both = '<recipient-country code="NO" percentage="50"/><recipient-country code="DK" percentage="50"/>'
    given = activity(
        indicator(inside, "2"), both + '<participating-org role="1" ref="XX-1"/><sector code="21020"/>'
    )
    (tmp_path / "given.xml").write_bytes(document(given))
    (tmp_path / "read").mkdir()
    came = iati.read(tmp_path / "given.xml", tmp_path / "read")
    root = write(tmp_path / "root")
    (folder := root / "others" / "roads").mkdir(parents=True)
    for path in write_beside(came.registers, tmp_path / "out.csv"):
        path.rename(folder / path.name.removeprefix("out."))
    assert {path.name for path in folder.iterdir()} == set(FILES)
    architecture, problems = read(root)
    assert architecture is not None, problems
    assert problems == []
    assert architecture.records("activities")[-1]["place"] == "DK+NO"
