"""The unit is not the indicator's

Figures of one indicator add up only in one unit: dollars with dollars, thousands with thousands.

How to mend it: convert the value to the indicator's unit, or leave the unit empty if it was only spelled otherwise.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "unit"
# “per cent”, “%” and “Percent” are one unit.
_PLAIN = "regexp_replace(replace(lower({}), '%', 'percent'), '[ .,]', '', 'g')"
# Nearly every unit is spelled as the framework spells it: `case` keeps the costly comparison for the rest.
ROW = f"""
    case when n.unit <> indicators.unit then {_PLAIN.format("n.unit")} <> {_PLAIN.format("indicators.unit")} end
"""
TELLS = {"expected": "indicators.unit"}
FOUND = "the unit is “%(unit)s”"
EXPECTED = "the framework counts %(indicator)s in “%(expected)s”"
FIX = "convert the value, or leave the unit empty if it is the same one"

PASSES = """\
indicator,place,period,role,unit,value
poverty-share,SV,2016,context,per cent,38.2
homicide-rate,SV,2016,context,"Per 100,000",81.2
"""
FAILS = """\
indicator,place,period,role,unit,value
poverty-share,SV,2016,context,thousands of people,38.2
"""
