"""The breakdown names a dimension or category that does not exist

A part of a total (women, people of 15 to 24 years) is found again only under the framework's own codes.

How to mend it: write dimension=category with codes of the framework, such as sex=f.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.ERROR
NEEDS = ("dimensions", "categories")
COLUMN = "breakdown"
# There are few breakdowns and many rows: each breakdown is judged once.
QUERY = """
    with parts as (
        select distinct breakdown, unnest(string_split(breakdown, ';')) as part
        from (select distinct breakdown from new where breakdown <> '')
    ),
    wrong as (
        select breakdown, part, split_part(part, '=', 1) as dimension
        from parts
        where part not in (select dimension || '=' || code from categories)
    )
    select here(n) as here, wrong.part, wrong.dimension, 'dimension:' || wrong.dimension as "column"
    from new n join wrong on wrong.breakdown = n.breakdown
"""
LOOKUP = {
    "categories": """(
        select string_agg(categories.dimension || '=' || categories.code, ', ' order by position)
        from categories where categories.dimension = g.dimension
    )""",
    "dimensions": "(select string_agg(code, ', ' order by code) from dimensions)",
}
FOUND = "“%(part)s” is no part that the framework knows"
EXPECTED = ("it may be one of %(categories)s", "the dimensions are %(dimensions)s")
FIX = "use codes of the framework, or have the category added to it"

PASSES = """\
indicator,place,period,role,agency,activity,breakdown,value
people-trained,SV,FY2017,result,usaid,courts,sex=f,60
people-trained,SV,FY2017,result,usaid,courts,age=15-24;sex=f,20
"""
FAILS = """\
indicator,place,period,role,agency,activity,breakdown,value
people-trained,SV,FY2017,result,usaid,courts,sex=women,60
people-trained,SV,FY2017,result,usaid,courts,colour=red,20
"""
