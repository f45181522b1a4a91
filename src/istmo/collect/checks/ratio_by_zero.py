"""A ratio has a zero or negative denominator

Nothing can be divided by zero: the ratio is not available, and the figure stands in no total.

How to mend it: if there were no cases at all, set the state to `not_applicable`; else correct the denominator.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
COLUMN = "denominator"
ROW = "n.denominator <= 0 and n.state = 'reported'"
FOUND = "the denominator is %(denominator)s"
FIX = (
    "correct it, or, if there were no cases, say in state that it is not_applicable (in a workbook: No "
    "value because, does not apply)"
)

PASSES = """\
indicator,place,period,role,agency,activity,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,0,50
"""
FAILS = """\
indicator,place,period,role,agency,activity,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,0,0
"""
