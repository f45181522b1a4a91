import pytest

from istmo.kernel.schema import Table
from istmo.kernel.tables import TABLES


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_keys_and_foreign_keys_name_columns_that_exist(table: Table):
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    for foreign in table.foreign_keys:
        assert set(foreign.columns) <= set(table.names)
        assert set(foreign.to) <= set(TABLES[foreign.table].names)
        assert len(foreign.columns) == len(foreign.to)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_and_column_says_what_it_is(table: Table):
    assert table.doc
    assert all(column.doc for column in table.columns)


def test_column_by_name():
    assert TABLES["nodes"].column("code").required
    with pytest.raises(KeyError, match="nodes has no column kpi"):
        TABLES["nodes"].column("kpi")
