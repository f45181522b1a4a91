"""A result is of a time after the year the call asks about

A result cannot be known before its period began. It is a target in the wrong role, or a slip in the year.

How to mend it: correct the period, or the role.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("call",)
COLUMN = "period"
ROW = "n.role in ('result', 'context') and n.period_start > (select min(ends_on) from call)"
TELLS = {"year": "(select min(year) from call)"}
FOUND = "the %(role)s is of %(period)s, after the year asked about (%(year)s)"
FIX = "correct the period, or the role if this is a target"

CALL = "FY2017"
PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,120
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2018,result,usaid,courts,120
"""
