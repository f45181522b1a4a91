-- The rows that a call asks of an agency. Tables given besides the architecture: `request` (one row: framework, agency, lang, starts,
-- ends, last_year and which parts), `kinds` and `others`. `last` holds figures of the last release with `teller`, who
-- submitted them.
-- Statements are parted by a line of two semicolons; each makes one table; the last ones are what is answered.

-- Whose figures: the agency and its units, but for those that the call asks on their own.
create table whose as
with recursive down as (
    select agency as code from request
    union
    select a.code from agencies a join down on a.parent = down.code where a.code not in (select code from others)
)
select code from down
;;
-- Asked of an agency means of its units too.
create table above as
with recursive up as (
    select agency as code from request
    union
    select a.parent from agencies a join up on a.code = up.code where a.parent is not null
)
select code from up
;;
create table asked as
select i.*
from indicators i, request r
where i.framework = r.framework and i.kind in (select kind from kinds)
    and (i.closed_on is null or i.closed_on > r.starts)
    and (
        i.code not in (select indicator from applicability)
        or i.code in (
            select indicator from applicability
            where agency = '' or agency in (select code from whose) or agency in (select code from above)
        )
    )
;;
create table inside as
with recursive inside as (
    select code as place, code as part from places
    union
    select inside.place, below.part
    from inside join (
        select parent as place, code as part from places where parent is not null
        union all select place, member from place_members
    ) below on below.place = inside.part
)
select * from inside
;;
-- What the agency told of the year before, each period moved on by a year where the work goes on. What was told of the whole
-- life of an activity that ended then is not moved on: it may only be restated.
create table before as
select l.*,
    (l.period_start + interval 1 year)::date as moved_start,
    (l.period_end + interval 1 day + interval 1 year - interval 1 day)::date as moved_end
from last l join asked i on i.code = l.indicator, request r
where l.period_start is not null and l.period_end is not null
    and coalesce(l.agency, l.teller) in (select code from whose)
    and l.role = case i.kind when 'context' then 'context' else 'result' end
    and (
        case l.span when 'life' then l.period_end else l.period_start end >= (r.starts - interval 1 year)
            and l.period_end < r.starts
        or l.reporting_year = r.last_year
    )
;;
create table targets as
select indicator, place, period_start, period_end, agency, activity, breakdown, span,
    arg_max(value, coalesce(stated_on, date '0001-01-01')) as value, max(stated_on) as stated_on,
    arg_max(source, coalesce(stated_on, date '0001-01-01')) as source
from last
where role = 'target' and coalesce(agency, teller) in (select code from whose)
    and indicator in (select code from asked)
group by all
;;
{roster}
;;
create table told as
select distinct indicator, place, moved_start as period_start, moved_end as period_end, agency, activity
from before
where span = 'period' and (
    activity is null or activity in (select code from roster) or activity not in (select code from activities)
)
union
select t.indicator, t.place, t.period_start, t.period_end, t.agency, t.activity
from targets t, request r
where t.span = 'period' and t.period_start >= r.starts and t.period_end <= r.ends
;;
-- Where it is asked, by applicability: an empty place is the reporter's choice.
create table places_asked as
select i.code as indicator, i.kind, nullif(a.place, '') as place,
    case when a.agency in (select code from whose) then a.agency else r.agency end as agency
from asked i
left join applicability a on a.indicator = i.code, request r
where a.indicator is null or a.agency = ''
    or a.agency in (select code from whose) or a.agency in (select code from above)
;;
create table by_activity as
select distinct p.indicator, coalesce(w.place, p.place) as place, coalesce(roster.agency, p.agency) as agency,
    s.activity
from places_asked p
join serves s on s.indicator = p.indicator
join roster on roster.code = s.activity
join works w on w.activity = s.activity
left join inside i on i.place = p.place and i.part = w.place
where p.place is null or i.part is not null
;;
create table series as
select * from told
union
select b.indicator, b.place, r.starts, r.ends, b.agency, b.activity
from by_activity b, request r
where not exists (
    select 1 from told t where t.indicator = b.indicator and t.place = b.place and t.activity = b.activity
)
;;
-- An activity that says nowhere where it works may work wherever no other does.
insert into series
select distinct p.indicator, p.place, r.starts, r.ends, roster.agency, roster.code
from places_asked p
join serves s on s.indicator = p.indicator
join roster on roster.code = s.activity, request r
where roster.code not in (select activity from works) and p.kind <> 'context'
    and not exists (
        select 1 from series s left join inside i on i.place = p.place and i.part = s.place
        where s.indicator = p.indicator and (p.place is null or i.part is not null)
    )
;;
insert into series
select distinct p.indicator, p.place, r.starts, r.ends, case p.kind when 'context' then null else p.agency end,
    null::varchar
from places_asked p, request r
where not exists (
    select 1 from series s left join inside i on i.place = p.place and i.part = s.place
    where s.indicator = p.indicator and (p.place is null or i.part is not null)
)
;;
create table parts as
select indicator, '' as breakdown, 0 as position from (select code as indicator from asked)
union all
select d.indicator, d.dimension || '=' || c.code, row_number() over (
    partition by d.indicator order by d.dimension, c.position, c.code
)
from indicator_dimensions d join categories c on c.dimension = d.dimension
join asked on asked.code = d.indicator
;;
create table cells as
select s.*, p.breakdown, p.position from series s join parts p on p.indicator = s.indicator
union all
select distinct s.*, b.breakdown, 1000000
from series s
join before b on b.span = 'period' and b.indicator = s.indicator and b.place = s.place and b.agency is not distinct from s.agency
    and b.activity is not distinct from s.activity and b.moved_start = s.period_start and b.moved_end = s.period_end
where not exists (select 1 from parts p where p.indicator = b.indicator and p.breakdown = b.breakdown)
;;
-- One row of the year before for every cell: where several sources tell it, the first by name.
create table known as
select indicator, place, agency, activity, breakdown, moved_start, moved_end,
    arg_min(source, coalesce(source, '')) as source,
    arg_min({'value': value, 'numerator': numerator, 'denominator': denominator, 'state': state,
        'written': value_as_written, 'base_period': base_period}, coalesce(source, '')) as said
from before
where span = 'period'
group by all
;;
-- Results of a whole life: of flows with a target for it, once the activity has ended, until they are told. Before, and of
-- a running total always, the years say how far it is; people of several years are known only together.
create table lives as
select t.*
from targets t
join asked i on i.code = t.indicator and i."time" = 'flow'
left join activities a on a.code = t.activity, request r
where t.span = 'life' and t.period_start is not null
    and coalesce(a.ends_on, t.period_end) between (r.starts - interval 1 year)::date and r.ends
    and not exists (
        select 1 from last l where l.role = 'result' and l.span = 'life' and l.indicator = t.indicator and l.place = t.place
            and l.agency is not distinct from t.agency and l.activity is not distinct from t.activity
            and l.breakdown = t.breakdown and l.period_start = t.period_start and l.period_end = t.period_end
    )
;;
create table wanted as
-- results
select 'results' as part, c.indicator, c.place, c.period_start, c.period_end, c.agency, c.activity,
    case i.kind when 'context' then 'context' else 'result' end as role, 'period' as span, c.breakdown,
    null::varchar as cohort, null::date as as_of, null::date as stated_on, coalesce(k.source, t.source) as source,
    k.said.value as last_value, k.said.numerator as last_numerator, k.said.denominator as last_denominator,
    k.said.state as last_state, k.said.written as last_written, null::varchar as last_maturity,
    case when k.said.base_period is not null then r.last_year end as base_period,
    t.value as target, t.stated_on as target_stated,
    null::varchar as reason, null::varchar as explanation, null::varchar as plan, null::date as plan_by, c.position
from cells c
join asked i on i.code = c.indicator
join request r on r.results
left join known k on k.indicator = c.indicator and k.place = c.place and k.agency is not distinct from c.agency
    and k.activity is not distinct from c.activity and k.breakdown = c.breakdown
    and k.moved_start = c.period_start and k.moved_end = c.period_end
left join targets t on t.span = 'period' and t.indicator = c.indicator and t.place = c.place and t.agency is not distinct from c.agency
    and t.activity is not distinct from c.activity and t.breakdown = c.breakdown
    and t.period_start = c.period_start and t.period_end = c.period_end
union all
select 'results', l.indicator, l.place, l.period_start, l.period_end, l.agency, l.activity, 'result', 'life', l.breakdown,
    null, null, null, l.source, null, null, null, null, null, null, null, l.value, l.stated_on, null, null, null, null, 0
from lives l
join request r on r.results
union all
-- targets for years to come
select 'targets', s.indicator, s.place, s.moved_start, s.moved_end, s.agency, s.activity, 'target', 'period', '',
    null, null, null, coalesce(t.source, k.source), k.said.value, null, null, k.said.state, k.said.written, null, null,
    t.value, t.stated_on, null, null, null, null, 0
from (
    select series.*, (period_start + to_years(ahead.years))::date as moved_start,
        (period_end + interval 1 day + to_years(ahead.years) - interval 1 day)::date as moved_end
    from series, ahead
) s
join asked i on i.code = s.indicator and i.kind <> 'context' and i.measure <> 'text'
left join known k on k.indicator = s.indicator and k.place = s.place and k.agency is not distinct from s.agency
    and k.activity is not distinct from s.activity and k.breakdown = ''
    and k.moved_start = s.period_start and k.moved_end = s.period_end
left join targets t on t.span = 'period' and t.indicator = s.indicator and t.place = s.place
    and t.agency is not distinct from s.agency and t.activity is not distinct from s.activity and t.breakdown = ''
    and t.period_start = s.moved_start and t.period_end = s.moved_end
union all
-- baselines of levels that have none
select distinct 'baselines', s.indicator, s.place, (r.starts - interval 1 year)::date, (r.starts - interval 1 day)::date,
    s.agency, s.activity, 'baseline', 'period', '',
    null, null::date, null::date, null, null::decimal(38, 9), null::decimal(38, 9), null::decimal(38, 9), null, null,
    null, null, null::decimal(38, 9), null::date, null, null, null, null, 0
from series s
join asked i on i.code = s.indicator and i.kind <> 'context'
    and (i.time = 'stock' or i.measure in ('ratio', 'quantity', 'score'))
join request r on r.baselines
where not exists (
    select 1 from last l where l.role = 'baseline' and l.indicator = s.indicator and l.place = s.place
        and l.agency is not distinct from s.agency and l.activity is not distinct from s.activity
)
union all
-- what was told of the year before, to be restated where it was wrong: its key stays what it was, and why its target
-- was missed goes with it
select 'restatements', b.indicator, b.place, b.period_start, b.period_end, b.agency, b.activity, b.role, b.span,
    b.breakdown, b.cohort, b.as_of, b.stated_on, b.source, b.value, b.numerator, b.denominator, b.state,
    b.value_as_written, b.maturity, b.base_period, t.value, t.stated_on, b.reason, b.explanation, b.plan, b.plan_by,
    coalesce(p.position, 1000000)
from before b
join request r on r.restatements
left join targets t on t.span = b.span and t.indicator = b.indicator and t.place = b.place and t.agency is not distinct from b.agency
    and t.activity is not distinct from b.activity and t.breakdown = b.breakdown
    and t.period_start = b.period_start and t.period_end = b.period_end
left join parts p on p.indicator = b.indicator and p.breakdown = b.breakdown
;;
create table said as
select "table", code, field, text from texts where language = (select lang from request)
;;
create table category_words as
select d.code || '=' || c.code as breakdown, coalesce(s.text, d.title) || ': ' || coalesce(t.text, c.title) as words
from categories c
join dimensions d on d.code = c.dimension
left join said s on s."table" = 'dimensions' and s.code = d.code and s.field = 'title'
left join said t on t."table" = 'categories' and t.code = d.code || ':' || c.code and t.field = 'title'
