"""A milestone is told by something that is none of its states

A milestone goes through ordered states, such as drafted, passed, in force. What is reported is how far it is: the number
of the state, counted from one, or its word.

How to mend it: write the number or the word of one of its states.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
NEEDS = ("indicators",)
COLUMN = "value"
_STATES = "string_split(indicators.states, '|')"
# What has neither value nor text is told by the reader of the file.
ROW = f"""
    indicators.measure = 'milestone' and n.state = 'reported'
    and coalesce(n.value::varchar, n.value_as_written) is not null
    and not coalesce(n.value = trunc(n.value) and n.value between 1 and len({_STATES}), false)
"""
#: Below this likeness a suggestion misleads.
_ALIKE = 0.75
_SCORED = f"""list_max(list_transform({_STATES}, lambda state, nth:
    {{'alike': jaro_winkler_similarity(lower(state), lower(n.value_as_written)), 'nth': nth}}))"""
_NEAREST = f"""case when n.value is not null then least(greatest(round(n.value), 1), len({_STATES}))::bigint
    when {_SCORED}.alike >= {_ALIKE} then {_SCORED}.nth end"""
TELLS = {
    "written": "coalesce(n.value_as_written, rtrim(rtrim(n.value::varchar, '0'), '.'))",
    "states": f"list_aggregate(list_transform({_STATES}, lambda state, nth: nth || ' ' || state), 'string_agg', ', ')",
    "nearest": f"{_NEAREST} || ' ' || list_extract({_STATES}, {_NEAREST})",
}
FOUND = "“%(written)s” is no state of %(indicator)s"
EXPECTED = "one of its states, by its number or its word: “%(states)s”"
FIX = ("did you mean “%(nearest)s”?", "write the number of the state that was reached")

PASSES = """\
indicator,place,period,role,agency,activity,value,value_as_written
reform,SV,FY2017,result,usaid,courts,3,
reform,HN,FY2017,result,usaid,courts,1,drafted
people-trained,SV,FY2017,result,usaid,courts,7,
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,value_as_written
reform,SV,FY2017,result,usaid,courts,,pased
reform,HN,FY2017,result,usaid,courts,4,
reform,CR,FY2017,result,usaid,courts,,well under way
"""
