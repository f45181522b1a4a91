-- The rows with their names and codes, in the order of the framework.
-- A code is short and the same for the same key: forty bits of its hash after a letter that tells the part.
with placed as (
    select indicator, min_by(n.code, n.position) as node, min(n.position) as position
    from indicator_nodes x join nodes n on n.framework = x.framework and n.code = x.node, request r
    where x.framework = r.framework
    group by indicator
),
ordered as (select code, row_number() over () as nth from indicators),
named as (
    select w.*, coalesce(ti.text, i.title) as title,
        coalesce(tp.text, p.name, '') as place_name,
        coalesce(ta.text, a.title, w.activity, '') as activity_title,
        coalesce(c.words, w.breakdown) as breakdown_words,
        coalesce(placed.node, '') as node,
        coalesce(tn.text, n.title, '') as node_title,
        coalesce(i.unit, '') as unit, i.measure, i.time, i.per, i.valid_min, i.valid_max,
        coalesce(i.states, '') as states,
        case when i.measure in ('ratio', 'text', 'milestone') then i.measure else 'number' end as kind,
        case w.part when 'results' then 'R' when 'targets' then 'T' when 'baselines' then 'B' else 'S' end as letter,
        coalesce(placed.position, 1000000000) as first, ordered.nth
    from wanted w
    join indicators i on i.code = w.indicator
    join ordered on ordered.code = w.indicator
    left join places p on p.code = w.place
    left join activities a on a.code = w.activity
    left join placed on placed.indicator = w.indicator
    left join request r on true
    left join nodes n on n.framework = r.framework and n.code = placed.node
    left join category_words c on c.breakdown = w.breakdown
    left join said ti on ti."table" = 'indicators' and ti.code = w.indicator and ti.field = 'title'
    left join said tp on tp."table" = 'places' and tp.code = w.place and tp.field = 'name'
    left join said ta on ta."table" = 'activities' and ta.code = w.activity and ta.field = 'title'
    left join said tn on tn."table" = 'nodes' and tn.code = r.framework || ':' || placed.node and tn.field = 'title'
),
keyed as (
    -- The fields of formats._called.keys.FIELDS, in its order.
    select *, concat_ws('|', bar_free(indicator), bar_free(place), bar_free(period_start), bar_free(period_end),
        bar_free(agency), bar_free(activity), bar_free(role), bar_free(span), bar_free(breakdown), bar_free(cohort),
        bar_free(as_of), bar_free(stated_on), bar_free(source), bar_free(base_period), bar_free(unit), kind) as key
    from named
)
select part, row_code(letter, key) as code, key, indicator, place, period_start, period_end, agency, activity, role,
    span, breakdown, cohort, as_of, stated_on, source, base_period, last_value, last_numerator, last_denominator,
    last_state, last_written, last_maturity, target, target_stated, reason, explanation, plan, plan_by,
    case when coalesce(reason, explanation, plan, plan_by::varchar) is not null
        then why_digest(reason, explanation, plan, plan_by) end as told, title, place_name, activity_title, breakdown_words, node,
    node_title, unit, measure, time, per, valid_min, valid_max, states
from keyed
order by case letter when 'R' then 1 when 'T' then 2 when 'B' then 3 else 4 end, first, nth, place nulls last,
    activity nulls last, agency nulls last, period_start, period_end, span, position, breakdown, source, cohort, as_of,
    stated_on
;;
select a.code, coalesce(ta.text, a.title) as title, a.agency, a.place, coalesce(tp.text, p.name, '') as place_name,
    a.node, coalesce(tn.text, n.title, '') as node_title, a.starts_on, a.ends_on, a.value, a.currency
from roster a
left join request r on true
left join places p on p.code = a.place
left join nodes n on n.framework = r.framework and n.code = a.node
left join said ta on ta."table" = 'activities' and ta.code = a.code and ta.field = 'title'
left join said tp on tp."table" = 'places' and tp.code = a.place and tp.field = 'name'
left join said tn on tn."table" = 'nodes' and tn.code = r.framework || ':' || a.node and tn.field = 'title'
order by n.position, a.code
;;
with named as (
    select 'indicator' as kind, i.code, i.title as name, 'indicators' as of, i.code as said, 'title' as field,
        row_number() over () as nth
    from asked i
    union all
    select 'place', code, name, 'places', code, 'name', row_number() over () from places where kind <> 'world'
    union all
    select 'activity', code, title, 'activities', code, 'title', row_number() over (order by code) from roster
    union all
    select 'node', n.code, n.title, 'nodes', n.framework || ':' || n.code, 'title', n.position
    from nodes n join request r on r.framework = n.framework
)
select named.kind, named.code, coalesce(said.text, named.name) as name
from named
left join said on said."table" = named.of and said.code = named.said and said.field = named.field
union all
select 'breakdown', breakdown, words from category_words
order by 1, 2
