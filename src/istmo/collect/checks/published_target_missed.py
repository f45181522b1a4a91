"""A result misses a target that was published, or exceeds it by far, and nobody says why

The target stands in the last release. Readers have seen it, and ask what became of it (31 U.S.C. 1116).

How to mend it: in the row of the result, choose a `reason`, say why in `explanation`, and in `plan` and `plan_by` what
is done about it and by when. If the target was changed meanwhile, send the new one with this file.
"""

from istmo.collect.checks._missed import query
from istmo.kernel.measure import BY_FAR
from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("last", "indicators", "conditions")
COLUMN = "value"
#: Targets that the file states anew are judged with it.
QUERY = f"""
    select h.* from ({query("last")}) h
    where not exists (
        select 1 from new t
        where t.role = 'target' and t.indicator = h.indicator and t.place = h.place
            and t.period_start is not distinct from h.period.start and t.period_end is not distinct from h.period."end"
    )
"""
FOUND = (
    "%(indicator)s for %(place)s, %(period)s is %(value)s, which %(how)s the published target of %(target)s"
)
EXPECTED = f"why, where a target is missed or {BY_FAR} times as much is reached"
FIX = (
    "give a reason and an explanation in this row, and in plan and plan_by what is done about it and by when"
)

LAST = """\
indicator,place,period,role,agency,activity,value,stated_on
people-trained,SV,FY2017,target,usaid,courts,120,2016-09-15
people-trained,HN,FY2017,target,usaid,courts,120,2016-09-15
"""
PASSES = """\
indicator,place,period,role,agency,activity,value,reason
people-trained,SV,FY2017,result,usaid,courts,120,
people-trained,HN,FY2017,result,usaid,courts,90,suspended_funds
people-trained,SV,FY2017,result,usaid,prisons,90,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,90
"""
