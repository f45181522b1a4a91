"""A small, right architecture, to be copied and made wrong one thing at a time."""

from pathlib import Path

FILES = {
    "frameworks/health/strategy.yaml": """\
code: health
title: {en: Health for all, es: Salud para todos}
version: "2020"
effective_on: 2020-01-31
legal_basis: An act
mission: {text: To keep people well, source: plan, span: [3, 40]}
share_needed: 0.5
nodes:
  - code: H
    level: goal
    title: {en: Health, es: Salud}
    children:
      - {code: H1, level: objective, title: Births, source: plan, span: [41, 60]}
      - {code: H2, level: objective, title: Water, also_under: [W], placement: analyst}
  - code: W
    level: goal
    title: Water
horizons:
  - {code: short, title: Short, years: [1, 3]}
  - {code: long, title: Long, years: [3, null], open_ended: true, text: Goes on}
sections:
  mission:
    - {text: {en: What it wants, es: Lo que quiere}, source: plan, span: [1, 2]}
    - {text: And more}
links:
  - {node: H1, to: W, match: related, note: Water saves mothers}
funds_from: FY2018
lag_months: 12
""",
    "frameworks/health/indicators.yaml": """\
dimensions:
  - code: sex
    title: {en: Sex, es: Sexo}
    exclusive: true
    complete: true
    categories:
      - {code: f, title: Women}
      - {code: m, title: {en: Men, es: Hombres}}
indicators:
  - code: births-attended
    title: Births with a midwife
    kind: output
    preset: people_reached
    unit: people
    input: assistance
    nodes: [H1]
    dimensions: [{code: sex, required: true}]
    applies: [{place: NO}, {place: SE, agency: ministry}]
    valid: {min: 0, max: 100000}
    standard: {vocabulary: WHO, code: "0100"}
    aliases: [SBA]
    lag_months: 24
  - code: water-share
    title: {en: Share with clean water, es: Agua}
    kind: outcome
    preset: percentage
    algebra: {bounded: false, time: stock}
    direction: up
    nodes: [H2, health/W]
    custom_reason: None fits
    within: births-attended
  - code: reserves
    title: Water in reserve
    kind: output
    preset: stock
    algebra: {measure: amount, counts: null}
    unit: m3
  - code: law
    title: Water law
    kind: outcome
    preset: milestone
    states: [drafted, passed]
  - code: mortality
    title: Mothers who died
    kind: context
    preset: context_rate
    per: 100000
    direction: down
    preferred_source: who
""",
    "places.csv": """\
code,name,name_es,kind,parent,iso2,iso3,units,latitude,longitude,members,aliases,note
world,World,Mundo,world,,,,,,,,,
NO,Norway,Noruega,country,world,NO,NOR,,61.5,8.25,,Norge|NOR,
SE,Sweden,,country,world,SE,SWE,,,,,,
north,The North,,group,,,,,,,NO|SE@1995-01-01/..,,
""",
    "agencies.csv": "code,name,own,parent,kind,aliases,note\nministry,The ministry,yes,,government,MoH,\n",
    "activities.csv": "code,title,agency,place,node,starts_on\nmidwives,Midwives,ministry,NO,H1,2020-02-01\n",
    "sources.csv": "code,title,kind,aliases\nplan,The plan,own,P1\nwho,Health statistics,third_party,\n",
    "claims.yaml": """\
- {code: c1, source: plan, span: [1, 9], text: 80 of 100 births, kind: result, indicator: births-attended, place: NO, period: FY2020}
- {code: c2, source: who, text: {en: As before, es: Como antes}, twin: c1}
""",
    "undertakings.yaml": """\
- code: u1
  kind: commitment
  text: {en: Train midwives, es: Formar parteras}
  actors: [ministry, {name: The districts, place: NO}]
  counterparts: [{agency: ministry, name: {en: The minister, es: La ministra}}]
  supporters: [{name: Friends}]
  made_on: 2020-02
  due: {by: 2021-06, as_written: by the middle of 2021}
  strength: pledged
  trackable: yes
  nodes: [H1, health/W]
  proof: A list of midwives
  source: plan
  span: [61, 90]
  note: Told once
  follow_ups:
    - {state: begun, party: The districts, on: 2020-09, informant: ministry, told_on: 2020-12-01, evidence: who, span: [1, 4], note: {en: Slow, es: Lento}}
    - {state: kept, informant: ministry}
- {code: u2, kind: commitment, text: Part of it, actors: [ministry], part_of: u1, due: {as_written: soon}, sensitive: Names persons}
- {code: u3, kind: reform, text: A law, actors: [ministry], due: 2022, states: [asked, passed], follow_ups: [{state: dropped, informant: ministry, on: 2021}]}
""",
    "benchmarks.yaml": "- {code: n, title: The North, scope: regional, method: mean, place: north}\n",
}


def write(folder: Path, **changed: str | None) -> Path:
    """Write the small architecture; `changed` by file name with `/` and `.` as `_`, None leaves a file out."""
    for name, text in FILES.items():
        told = changed.get(name.rpartition("/")[2].replace(".", "_"), text)
        if told is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(told, encoding="utf-8")
    return folder


def instead(file: str, old: str, new: str) -> str:
    """The text of a file with one thing changed; the thing must be there once."""
    text = _text(file)
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in {file}")
    return text.replace(old, new)


def line_of(file: str, old: str) -> int:
    """The line in which a thing stands (its first letter, not the line end before it)."""
    text = _text(file)
    return text[: text.index(old.lstrip())].count("\n") + 1


def _text(file: str) -> str:
    [name] = [name for name in FILES if name.endswith(file)]
    return FILES[name]
