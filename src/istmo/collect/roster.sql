-- Which activities answer for which indicators, and where. Tables given besides the architecture: `request` (starts and
-- ends of the year), `whose` (the agencies looked at) and `asked` (the indicators).

-- Activities that are alive in the year.
create table roster as
select a.*
from activities a, request r
where a.agency in (select code from whose)
    and (a.ends_on is null or a.ends_on >= r.starts) and (a.starts_on is null or a.starts_on <= r.ends)
;;
-- Where each activity works, and which indicators stand at its node or above or below it.
create table works as
select code as activity, place from roster where place is not null
union
select activity, p.place from activity_places p join roster on roster.code = p.activity
;;
create table serves as
with recursive down as (
    select framework, code as node, code as below from nodes
    union
    select d.framework, d.node, p.node
    from down d join node_parents p on p.framework = d.framework and p.parent = d.below
)
select distinct n.indicator, roster.code as activity
from indicator_nodes n
join asked on asked.code = n.indicator and asked.framework = n.framework and asked.kind <> 'context'
join roster on roster.node is not null
join down on down.framework = n.framework
    and (
        down.node = n.node and roster.node in (down.below, down.framework || '/' || down.below)
        or down.below = n.node and roster.node in (down.node, down.framework || '/' || down.node)
    )
