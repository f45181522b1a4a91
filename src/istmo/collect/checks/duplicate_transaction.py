"""The same amount stands in the file twice

Two rows agree in everything but their remark. Two equal payments exist, so both are kept and both are added; but often
one of them is a copy.

How to mend it: delete the copy, or tell the two apart (period, account, activity).
"""

from istmo.kernel.problem import Severity
from istmo.kernel.tables import TRANSACTIONS

SEVERITY = Severity.WARNING
OVER = ("money",)
COLUMN = "amount"
_TOLD = [
    name for name in TRANSACTIONS.names if name not in ("note", "submission", "row", "at", "value_as_written")
]
_ALL = ", ".join(f"n.{name}" for name in _TOLD)
QUERY = f"""
    with repeated as (
        select here_money(n) as here, n.amount, n.currency, n.stage, dense_rank() over (order by {_ALL}) as payment,
               count(*) over (partition by {_ALL}) as times
        from money n
        where hash({_ALL}) in (select hash({_ALL}) from money n group by all having count(*) > 1)
    )
    select * from repeated where times > 1
"""
FOUND = "%(amount)s %(currency)s %(stage)s stands here %(times)s times with the same particulars"
FIX = "delete the copies, or fill in what tells them apart"

PASSES = """\
stage,amount,currency,kind,activity
obligated,1000,USD,increment,courts
obligated,1000,USD,increment,prisons
"""
FAILS = """\
stage,amount,currency,kind,activity
obligated,1000,USD,increment,courts
obligated,1000,USD,increment,courts
"""
