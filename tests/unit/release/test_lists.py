"""An answer column by column says what the rows say, and needs nothing that only developers have."""

import subprocess
import sys

import duckdb
import pytest

from istmo.release.lists import by_column

FEW = "select case when i % 3 = 0 then null else 'v' || (i % 5) end as a, i as b, null::varchar as c from range({}) t(i)"


@pytest.mark.parametrize("rows", [0, 1, 7, 5000])
def test_lists_are_the_columns_of_the_rows(rows: int) -> None:
    sql = FEW.format(rows)
    with duckdb.connect() as connection:
        lists = by_column(connection.sql(sql))
        told = connection.execute(sql).fetchall()
    assert list(lists) == ["a", "b", "c"]
    assert list(zip(*lists.values(), strict=True)) == told


def test_lists_need_no_numpy() -> None:
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "import duckdb; from istmo.release.lists import by_column\n"
        f"print(by_column(duckdb.connect().sql({FEW.format(40)!r}))['a'][1])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "v1"), done.stderr
