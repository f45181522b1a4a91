"""A result was stated before its period was over

What is reported in June cannot be the result of a year that ends in September: it is a forecast, a part of the year, or
a target in the wrong role.

How to mend it: correct the period or the day. If it is the part of the year that was known, give that part as the
period (2017-01/2017-06), or mark the value as preliminary.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
COLUMN = "period"
_SAID = "coalesce(n.stated_on, n.as_of)"
# A value as of a day within its period is a stock read on that day; a period that has not begun is never over.
ROW = f"""
    n.role in ('result', 'context') and n.state = 'reported'
    and (n.period_start > {_SAID}
         or (n.period_end > n.stated_on and coalesce(n.maturity, '') <> 'preliminary'))
"""
TELLS = {
    "early": f"case when n.period_start > {_SAID} then {_SAID} end",
    "said": "n.stated_on",
}
FOUND = (
    "the %(role)s is of %(period)s, which had not begun on %(early)s, the day it is of",
    "the %(role)s is of %(period)s, which was not over on %(said)s, the day it was stated",
)
FIX = "correct the period or the day; a part of a period is given as that part, or marked as preliminary"

PASSES = """\
indicator,place,period,role,agency,activity,value,stated_on,maturity
people-trained,SV,FY2017,result,usaid,courts,120,2017-11-30,
people-trained,HN,FY2017,result,usaid,courts,120,2017-06-30,preliminary
people-trained,SV,FY2018,target,usaid,courts,120,2017-06-30,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,stated_on
people-trained,SV,FY2017,result,usaid,courts,120,2017-06-30
people-trained,SV,FY2019,result,usaid,courts,120,2017-06-30
"""
