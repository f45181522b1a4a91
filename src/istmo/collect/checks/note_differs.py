"""The note says another number than the cell

The remark beside the value says 1,300 and the cell 130: one of the two is a slip. Told are numbers of the note with the
same digits as the cell, shifted or in another order, and larger numbers that carry the indicator's own unit. Where the
note names the cell's number as well, nothing is told.

How to mend it: look the number up and correct the cell or the note.
"""

from istmo.kernel.problem import Severity

SEVERITY = Severity.WARNING
NEEDS = ("indicators",)
COLUMN = "value"


def _quoted(pattern: str) -> str:
    return f"'{pattern.replace(chr(39), chr(39) * 2)}'"


_NUMBER = r"[0-9]{1,3}(?:[.,'’ \x{00A0}][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_GROUPED = _quoted(r"^[0-9]{1,3}([.,'’ \x{00A0}][0-9]{3})+$")
# Numbers that are told in another size or as a part of something else say nothing of the cell.
_ELSEWHERE = _quoted(
    rf"(?i)(?:{_NUMBER})\s*(million|billion|thousand|mill|mil\b|k\b|-|/|:)[a-zé]*"
    rf"|\b(of|from|among|since|than|de|entre|desde)\s+(?:the\s+)?(?:{_NUMBER})"
)
_PERCENT = _quoted(rf"(?i)(?:{_NUMBER})\s*(%|percent|per cent|por ciento)")
_FOUND = _quoted(rf"(?:^|[^0-9A-Za-z_.,/-])({_NUMBER})")
#: A longer row of digits is an account or a telephone, and no number that can be compared.
_LONGEST = 15
_DIGITS = "regexp_replace({0}, '[^0-9]', '', 'g')"
_PLAIN = f"""
    case when regexp_matches(written, {_GROUPED}) then {_DIGITS.format("written")}
         else replace(written, ',', '.') end
"""
_SHIFTED = "rtrim(ltrim({0}, '0'), '0')"
_SORTED = "list_sort(string_split({0}, ''))"
# Of a number that is a year nobody knows whether it is a number.
QUERY = f"""
    with noted as (
        select n.*, i.measure, i.per, coalesce(n.unit, i.unit) as counted_in,
               regexp_replace(n.note, '(?i)\\btotal (of|de)\\b', 'total', 'g') as wholes,
               case when i.measure in ('ratio', 'change') then wholes
                    else regexp_replace(wholes, {_PERCENT}, ' ', 'g') end as without_shares,
               regexp_replace(without_shares, {_ELSEWHERE}, ' ', 'g') as said
        from new n join indicators i on i.code = n.indicator
        where n.note is not null and n.value is not null and i.measure not in ('milestone', 'text')
            and regexp_matches(n.note, '[0-9]')
    ),
    numbers as (
        select n.*, {_DIGITS.format("n.value::varchar")} as cell, unnest(regexp_extract_all(said, {_FOUND}, 1)) as written
        from noted n
    ),
    read as (
        select *, try_cast({_PLAIN} as decimal(38, 9)) as number, {_DIGITS.format("written")} as digits
        from numbers
    ),
    marked as (
        select *,
            length(counted_in) > 2 and contains(lower(said), lower(written || ' ' || counted_in)) as has_unit,
            {_SHIFTED.format("digits")} as shifted, {_SHIFTED.format("cell")} as shifted_cell
        from read where number is not null and length(digits) <= {_LONGEST}
    ),
    judged as (
        select *,
            coalesce(number in (value, -value, numerator, denominator, low, high, basis_amount), false) as agrees,
            regexp_matches(written, '^(19|20)[0-9][0-9]$') as is_year,
            shifted = shifted_cell
                and (length(digits) >= 3 or (length(shifted) >= 2 and (has_unit or value <> floor(value))))
                and not (per = 100 and (number = value * 100 or value = number * 100)) as is_shifted,
            length(digits) >= 3 and digits <> shifted_cell and value = floor(value)
                and {_SORTED.format("digits")} = {_SORTED.format("floor(abs(value))::varchar")} as is_turned,
            measure in ('count', 'amount') and number > value and has_unit as is_larger
        from marked
    ),
    rows as (select row, "at" from judged group by all having bool_or(agrees))
    select here(n) as here, n.written, n.value
    from judged n
    where not n.agrees and not n.is_year and (n.is_shifted or n.is_turned or n.is_larger)
        and not exists (select 1 from rows r where r.row = n.row and r."at" is not distinct from n."at")
"""
FOUND = "the note says %(written)s, and the cell %(value)s"
FIX = "look the number up and correct the cell or the note"

PASSES = """\
indicator,place,period,role,agency,activity,value,note
people-trained,SV,FY2017,result,usaid,courts,130,"130 of 1,300 invited came, in 2017"
people-trained,HN,FY2017,result,usaid,courts,130,"40 people in May, 90 in June; 62% women"
sales,HN,FY2017,result,usaid,courts,1300000,USD 1.3 million
pass-share,HN,FY2017,result,usaid,courts,62,a share of 0.62
"""
FAILS = """\
indicator,place,period,role,agency,activity,value,note
people-trained,SV,FY2017,result,usaid,courts,130,"1,300 people in two towns"
people-trained,HN,FY2017,result,usaid,courts,154,We trained 145 judges
people-trained,CR,FY2017,result,usaid,courts,80,A total of 95 people came
"""
