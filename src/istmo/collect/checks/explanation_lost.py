"""A result is stated anew, and why its target was missed is not said again

What stands beside the result in the last release (a reason, an explanation, a plan) belongs to that row. The new row
takes its place, and without the same words nobody reads them any more.

How to mend it: say them again beside the new value, changed where they no longer hold. If the new value meets the
target, leave it.
"""

from istmo.kernel.problem import Severity
from istmo.kernel.tables import FIGURES

SEVERITY = Severity.WARNING
NEEDS = ("last",)
COLUMN = "value"
_NEVER_EMPTY = ("indicator", "place", "role", "span", "breakdown")
_SAME = " and ".join(
    f"b.{column} = n.{column}" if column in _NEVER_EMPTY else f"b.{column} is not distinct from n.{column}"
    for column in FIGURES.key
)
QUERY = f"""
    select here(n) as here, n.indicator, n.place, period_of(n) as period,
           coalesce(b.explanation, b.reason, b.plan) as earlier
    from new n join last b on {_SAME}
    where n.role = 'result' and coalesce(b.reason, b.explanation, b.plan) is not null
        and n.reason is null and n.explanation is null and n.plan is null
"""
FOUND = "%(indicator)s for %(place)s, %(period)s is stated anew without what was told of its target: “%(earlier)s”"
FIX = (
    "give reason, explanation, plan and plan_by again in this row (in a workbook: the columns from Target "
    "missed because to Done by), or leave it if the target is met now"
)

LAST = """\
indicator,place,period,role,agency,activity,value,reason,explanation
people-trained,SV,FY2016,result,usaid,courts,90,security,Courses were put off
people-trained,HN,FY2016,result,usaid,courts,90,,
"""
PASSES = """\
indicator,place,period,role,agency,activity,value,reason,explanation
people-trained,SV,FY2016,result,usaid,courts,95,security,Courses were put off
people-trained,HN,FY2016,result,usaid,courts,95,,
people-trained,SV,FY2017,result,usaid,courts,95,,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,reason,explanation
people-trained,SV,FY2016,result,usaid,courts,95,,
"""
