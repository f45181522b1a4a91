"""The same figure stands in the file twice

Two rows say the same of the same indicator, place, period, agency, activity, role, breakdown and source. Added up they
would count double; taken singly one of them would be lost. Neither may happen in silence.

How to mend it: delete one row, or fill in what tells the two apart (an activity, a breakdown, the day they were
stated, the source).
"""

from istmo.kernel.problem import Severity
from istmo.kernel.tables import FIGURES

_KEY = ", ".join(f"n.{column}" for column in FIGURES.key)
_HASH = f"hash({_KEY})"

SEVERITY = Severity.ERROR
OTHERS = True
COLUMN = "indicator"
# Figures whose period could not be read are not yet the same. The hash finds suspects in one quick pass; only these are compared in full.
QUERY = f"""
    with suspects as (select {_HASH} as mark from new n where not unreadable_period(n) group by all having count(*) > 1),
    compared as (
        select here(n) as here, n.indicator, n.place, n.role, n.breakdown, period_of(n) as period,
               dense_rank() over (order by {_KEY}) as figure,
               count(*) over (partition by {_KEY}) as times
        from new n where {_HASH} in (select mark from suspects) and not unreadable_period(n)
    )
    select * from compared where times > 1
"""
FOUND = "the %(role)s of %(indicator)s for %(place)s, %(period)s stands here %(times)s times"
EXPECTED = "each figure stands in a file once"
FIX = (
    "delete all but one, or fill in what tells them apart: activity, breakdown, source, the day it was stated"
)

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
people-trained,SV,FY2017,result,usaid,prisons,120
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
people-trained,SV,FY2017,result,usaid,courts,130
"""
