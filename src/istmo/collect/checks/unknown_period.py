"""A figure does not say of when it is

Without a period a figure stands in no year, is compared with no target and added to nothing. Documents sometimes do
not say when; then `undated` is the honest answer, and this note travels with it into the report.

How to mend it: give the period (2016, FY2017, 2017-Q2, 2015/2017). If the source is vague, give the widest years it
can mean and keep its words in period_as_written.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.NOTE
COLUMN = "period"
# A period that could not be read is told by the reader of the file.
ROW = "n.period_start is null and n.period_end is null and n.state = 'reported' and not unreadable_period(n)"
FOUND = "the %(role)s has no period"
EXPECTED = "every figure says of when it is, if its source does"
FIX = "give the period, or leave undated if the source truly does not say"

PASSES = """\
indicator,place,period,role,value
homicide-rate,SV,2016,context,81.2
"""
FAILS = """\
indicator,place,period,role,value
homicide-rate,SV,undated,context,81.2
"""
