"""Which statement of money stands: a later approved call of the same reporter restates what it told before.

Increments add, so that the same increment told in two calls would count twice. Rows that name the same money (stage,
parties, account, place, year, period, day of the balance: `SAME_MONEY`) in submissions of the same reporter are one
statement: the latest approved stands, whole, and the earlier go to `transaction_revisions`. Rows of one submission are
parts of one statement. An increment that names no period is all that its fund year has: the next call restates it; what
comes on top of it says its period.
"""

import duckdb

from istmo.kernel.tables import SAME_MONEY, TRANSACTIONS
from istmo.release.sql import names


def settle_money(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views `transactions` (what stands) and `transaction_revisions` from `given_transactions`.

    The reporter is the agency of the submission in `submissions`; those that name none count as one.
    """
    key = f"{names(SAME_MONEY)}, wording, reporter"
    connection.execute(
        "create view named_transactions as select g.*, s.agency as reporter, "
        "case when g.period_start is null and g.period_end is null then g.period_as_written end as wording "
        "from given_transactions as g left join submissions as s on s.code = g.submission"
    )
    # One hash per row finds the few keys that several parts tell; only those are then compared in full.
    connection.execute(
        f"create table money_twice as select hash({key}) as h from named_transactions group by h "
        "having min(part) < max(part)"
    )
    connection.execute(
        "create table money_restated as select part, nth, restater from ("
        "select part, nth, max_by(submission, part) over w as restater, max(part) over w as latest "
        f"from named_transactions semi join money_twice on h = hash({key}) "
        f"window w as (partition by {key} rows between unbounded preceding and unbounded following)"
        ") where part < latest"
    )
    columns = names(TRANSACTIONS.columns)
    connection.execute(
        f"create view transactions as select {columns} from given_transactions anti join money_restated "
        "using (part, nth)"
    )
    connection.execute(
        f"create view transaction_revisions as select {columns}, restater as restated_by "
        "from given_transactions join money_restated using (part, nth)"
    )
