"""What changed between two releases, beside an oracle of two dictionaries; and applying it gives the second."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.release.diff import diff
from tests.property import of
from tests.unit.release.made import figure, part, release

values = st.one_of(st.none(), st.decimals(-5, 5, places=2))
said = st.dictionaries(st.sampled_from(["", "sex=f", "sex=m", "age=0-4", "age=5-9"]), values, max_size=5)


def build(folder: Path, name: str, figures: dict[str, Decimal | None]) -> Path:
    rows = [figure(breakdown=breakdown, value=value, activity=None) for breakdown, value in figures.items()]
    release(folder / name, part(folder / f"{name}.parquet", rows, "same"))
    return folder / name


def applied(old: dict[str, Any], found: Any) -> dict[str, Any]:
    new = dict(old)
    for row in found.rows_removed:
        del new[row["breakdown"]]
    for row in found.rows_added:
        new[row["breakdown"]] = row.get("value")
    for change in found.rows_changed:
        new[change.key["breakdown"]] = change.values["value"][1]
    return new


@settings(max_examples=of(8), deadline=None)
@given(said, said)
def test_diff_turns_the_first_release_into_the_second(
    old: dict[str, Decimal | None], new: dict[str, Decimal | None]
) -> None:
    with TemporaryDirectory() as folder:
        found = diff(build(Path(folder), "old", old), build(Path(folder), "new", new))
    figures = [table for table in found.tables if table.name == "figures"]
    assert bool(figures) == (old != new)
    if figures:
        assert applied(old, figures[0]) == new
        assert figures[0].added == len(new.keys() - old.keys())
        assert figures[0].removed == len(old.keys() - new.keys())
        assert figures[0].changed == sum(old[k] != new[k] for k in old.keys() & new.keys())
