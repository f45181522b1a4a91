"""A ratio comes without its numerator and denominator

Percentages of several places or agencies cannot be averaged: the result would depend on who is small and who is
large. With numerator and denominator they add up exactly. Without them this figure can be shown, but no total of
several can be made from it, and the coverage of the total says so.

How to mend it: add the columns numerator and denominator, such as 62 and 100 persons for 62 percent.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"
ROW = """
    indicators.measure = 'ratio' and indicators.kind <> 'context' and n.role <> 'target' and n.state = 'reported'
    and n.value is not null and (n.numerator is null or n.denominator is null)
"""
FOUND = "%(indicator)s is a ratio, and its numerator or denominator is missing"
FIX = "add the columns numerator and denominator; without them it stands in no total"

PASSES = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,62,31,50
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,62,,50
"""
