"""A change does not say against what

“62 percent less” means nothing without the time it is compared with. The report prints “base not given” beside it.

How to mend it: give the period it is measured against in `base_period`.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.NOTE
NEEDS = ("indicators",)
COLUMN = "base_period"
ROW = "indicators.measure = 'change' and n.base_period is null and n.state = 'reported'"
FOUND = "%(indicator)s is a change, and the period it is measured against is not given"
FIX = "write that period in base_period (in a workbook: Compared with), if the source says it"

PASSES = """\
indicator,place,period,role,agency,activity,value,base_period
sales-change,SV,FY2017,result,usaid,courts,-62,FY2015
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,base_period
sales-change,SV,FY2017,result,usaid,courts,-62,
"""
