"""SQL shared by the checks that ask why a target was missed: results beside the targets of their own series."""

from istmo.kernel.measure import BY_FAR

_NEVER_EMPTY = ("indicator", "place", "span", "breakdown")
_MAY_BE_EMPTY = ("period_start", "period_end", "cohort", "agency", "activity")
_SERIES = ", ".join(f"n.{column}" for column in (*_NEVER_EMPTY, *_MAY_BE_EMPTY))
_SAME = " and ".join(
    [
        *(f"t.{column} = n.{column}" for column in _NEVER_EMPTY),
        *(f"t.{column} is not distinct from n.{column}" for column in _MAY_BE_EMPTY),
    ]
)
#: A ratio may come as its parts only. Floats will do for a doubt.
_DIVIDED = "i.per::double * n.numerator::double / nullif(n.denominator::double, 0)"
_VALUE = f"coalesce(n.value, try_cast({_DIVIDED} as decimal(38, 9)))"


def query(targets: str) -> str:
    """Results in `new` that miss a target of the table `targets`, or exceed it by far, and say nothing of why.

    The latest target of a series counts. One on a condition that is not met asks nothing.
    """
    return f"""
    with aimed as (
        select n.*, {_VALUE} as aim from {targets} n join indicators i on i.code = n.indicator
        where n.role = 'target'
        qualify row_number() over (
            partition by {_SERIES} order by n.stated_on desc nulls last, n.as_of desc nulls last, n.row desc
        ) = 1
    ),
    held_against as (
        select here(n) as here, n.indicator, n.place, period_of(n) as period, {_VALUE} as value, t.aim as target,
               case when i.direction = 'up' and {_VALUE} < t.aim or i.direction = 'down' and {_VALUE} > t.aim
                    then 'misses'
                    when i.direction = 'up' and i.measure in ('count', 'amount') and t.aim > 0
                        and {_VALUE} >= {BY_FAR} * t.aim
                    then 'exceeds by far' end as how
        from new n join aimed t on {_SAME} join indicators i on i.code = n.indicator
        where n.role = 'result' and n.reason is null and n.explanation is null
            and i.measure not in ('milestone', 'text')
            and not exists (select 1 from conditions c where c.code = t.basis and c.met_on is null)
    )
    select * from held_against where how is not null
    """
