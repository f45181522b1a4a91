"""A count is not a whole number

People, contacts and things are counted one by one. A half person comes from a mean, from a number in thousands, or
from a decimal point that was a thousands mark.

How to mend it: write the number of people or things, in units: 1300, not 1.3 thousand.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"
ROW = "indicators.measure = 'count' and n.role in ('result', 'baseline') and n.value <> trunc(n.value)"
#: What may be counted.
SAYS = ("things", "people", "contacts")
TELLS = {"counted": f"coalesce(indicators.counts, '{SAYS[0]}')"}
FOUND = "%(indicator)s counts %(counted)s, and the value is not a whole number"
FIX = "write the whole number; mind thousands and decimal marks"

PASSES = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,1300
"""
FAILS = """\
indicator,place,period,role,agency,activity,value
people-trained,SV,FY2017,result,usaid,courts,1.3
"""
