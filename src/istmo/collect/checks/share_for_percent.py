"""A percentage below 1 may be a share

Spreadsheets keep 62 percent as 0.62. Here a percentage is written as 62; a value between 0 and 1 is therefore doubted
(it may be true: 0.4 percent exists).

How to mend it: write 62 for 62 percent, or leave it if the value really is below one percent. With numerator and
denominator beside it the doubt is gone.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"
ROW = """
    indicators.measure = 'ratio' and indicators.per = 100 and n.value > 0 and n.value < 1
    and (n.numerator is null or n.denominator is null)
"""
FOUND = "%(indicator)s is counted in percent, and the value is below 1"
FIX = "write 62 for 62 percent; leave it if it truly is below one percent"

PASSES = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,62,,
pass-share,HN,FY2017,result,usaid,courts,0.4,4,1000
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,numerator,denominator
pass-share,SV,FY2017,result,usaid,courts,0.62,,
"""
