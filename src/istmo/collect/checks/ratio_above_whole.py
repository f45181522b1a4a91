"""A part is larger than its whole

Of an indicator such as “share of participants who pass” the numerator is a part of the denominator: it cannot be
larger, and the share cannot be above 100 percent.

How to mend it: look both numbers up; often the two columns are swapped. If more than all is possible, the framework
must say so (`bounded: false`).
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
NEEDS = ("indicators",)
COLUMN = "numerator"
ROW = "indicators.bounded and (n.numerator > n.denominator or n.value > indicators.per)"
TELLS = {"per": "indicators.per"}
FOUND = (
    "%(numerator)s of %(denominator)s is more than all",
    "%(value)s is more than the whole, %(per)s",
)
FIX = "look numerator and denominator up; they may be swapped"

PASSES = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,62,31,50
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,,50,31
pass-share,HN,FY2017,result,usaid,courts,162,,
"""
