"""A result misses its target, or exceeds it by far, and nobody says why

The law asks of every goal that was not met why, what is done about it and by when, or why it cannot be met at all
(31 U.S.C. 1116). A result of twice its target or more is as much a question: the target was too low, or something else
is counted.

How to mend it: in the row of the result, choose a `reason`, say why in `explanation`, and in `plan` and `plan_by` what
is done about it and by when. If the target cannot be met at all, the reason is `infeasible`, and the plan says what
instead.
"""

from istmo.collect.checks._missed import query
from istmo.kernel.measure import BY_FAR
from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators", "conditions")
COLUMN = "value"
QUERY = query("new")
FOUND = "%(indicator)s for %(place)s, %(period)s is %(value)s, which %(how)s its target of %(target)s"
EXPECTED = f"why, where a target is missed or {BY_FAR} times as much is reached"
FIX = (
    "give a reason and an explanation in this row, and in plan and plan_by what is done about it and by when"
)

PASSES = """\
indicator,place,period,role,agency,activity,value,stated_on,reason,explanation
people-trained,SV,FY2017,target,usaid,courts,120,2016-09-15,,
people-trained,SV,FY2017,result,usaid,courts,119.5,,security,Courses were put off while streets were closed
people-trained,HN,FY2017,target,usaid,courts,100,2016-09-15,,
people-trained,HN,FY2017,result,usaid,courts,199,,,
people-trained,GT,FY2017,result,usaid,courts,5,,,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,stated_on,reason,explanation
people-trained,SV,FY2017,target,usaid,courts,120,2016-09-15,,
people-trained,SV,FY2017,result,usaid,courts,90,,,
"""
