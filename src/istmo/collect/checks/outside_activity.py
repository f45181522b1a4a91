"""A result is of a time when its activity did not run

How to mend it: correct the period or the activity. If the activity ran longer than the roster says, have its dates
changed there. A result that is measured after the end is told with `cohort`, the period of those it is about.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("activities",)
COLUMN = "period"
ROW = """
    n.role = 'result' and n.cohort is null
    and (n.period_end < activities.starts_on or n.period_start > activities.ends_on)
"""
TELLS = {"starts": "activities.starts_on", "ends": "activities.ends_on"}
FOUND = (
    "%(activity)s ran from %(starts)s to %(ends)s, and the result is of %(period)s",
    "%(activity)s began on %(starts)s, and the result is of %(period)s",
    "%(activity)s ended on %(ends)s, and the result is of %(period)s",
)
FIX = "correct the period or the activity, or give the cohort the late result is about"

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2012,result,usaid,courts,120
"""
