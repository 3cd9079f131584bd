"""Demo FGD events with their sessions, attendance and statements."""

from datetime import date, time, timedelta

from simple_history.utils import bulk_create_with_history

from outreach.demo.stage import REASON
from outreach.models import FgdEvent, FgdSession, Participation, Statement
from outreach.reference import rows
from stakeholders.models import StakeholderGroup

EVENTS = 14
# How many groups nobody has invited in a region yet: the gaps the board should see.
NEVER_HEARD = {"CIRAYU": 2, "TULUNGAGUNG": 1, "KUPANG": 6, "CILACAP": 4}
FEWEST_GROUPS, MOST_GROUPS = 5, 16
FEWEST_STATEMENTS, MOST_STATEMENTS = 8, 20
SITTINGS = [(time(9), time(11, 30)), (time(13), time(15)), (time(15, 30), time(17))]
LEADER, NOTE_TAKER = "Tim KPKP", "Sekretariat KPKP"
COUNTRIES = ["Malaysia", "Taiwan", "Hong Kong", "Singapura", "Arab Saudi", "Korea Selatan", "Jepang"]


def load_sessions(demo, stage):
    events = _events(demo, stage)
    bulk_create_with_history([event for event, _row in events], FgdEvent, default_change_reason=REASON)
    sessions = [session for event, row in events for session in _sessions(event, row)]
    bulk_create_with_history(sessions, FgdSession, default_change_reason=REASON)
    invited = _invited(demo, stage)
    participations, statements = [], []
    for session in sessions:
        present = _participations(demo, stage, session, invited[session.event.region.code])
        participations += present
        statements += _statements(demo, stage, session, [participation.group for participation in present])
    Participation.objects.bulk_create(participations)
    Statement.objects.bulk_create(statements)
    demo.made |= {
        "fgd_events": len(events),
        "fgd_sessions": len(sessions),
        "participations": len(participations),
        "statements": len(statements),
    }


def _events(demo, stage):
    """(event, its row); beyond the fourteen of the calendar they come again, some weeks earlier."""
    calendar = [row for row in rows("demo_events.csv") if row["region"] in stage.regions]
    made = []
    for number in range(demo.times(EVENTS) if calendar else 0):
        row = calendar[number % len(calendar)]
        round_before = number // len(calendar)
        event = FgdEvent(
            title=row["title"],
            region=stage.regions[row["region"]],
            district=stage.districts.get(row["district"]),
            purpose=row["purpose"],
            is_sample=True,
        )
        weeks = timedelta(weeks=round_before % 13)
        made.append((event, row | {"day": date.fromisoformat(row["day"]) - weeks}))
    return made


def _sessions(event, row):
    titles = row["sessions"].split("; ") if row["sessions"] else [""]
    for number, (title, (starts_at, ends_at)) in enumerate(zip(titles, SITTINGS, strict=False), start=1):
        yield FgdSession(
            event=event,
            title=f"Sesi {number}: {title}" if title else "",
            held_on=row["day"],
            starts_at=starts_at,
            ends_at=ends_at,
            venue=row["venue"],
            facilitator=LEADER,
            note_taker=NOTE_TAKER,
        )


def _invited(demo, stage):
    """{region code: groups that are invited there}; some never are."""
    invited = {}
    for code, region in stage.regions.items():
        heard = set(StakeholderGroup.objects.filter(participations__session__event__region=region))
        others = [group for group in stage.groups if group not in heard]
        left_out = demo.rng.sample(others, min(NEVER_HEARD.get(code, 0), len(others)))
        invited[code] = [group for group in stage.groups if group not in left_out]
    return invited


def _participations(demo, stage, session, invited):
    most = min(MOST_GROUPS, len(invited))
    present = demo.rng.sample(invited, demo.rng.randint(min(FEWEST_GROUPS, most), most))
    return [
        Participation(
            session=session,
            group=group,
            institution=_institution(demo, stage, group, session.event.region),
            people=None if demo.rng.random() < 0.1 else demo.rng.randint(1, 3),
        )
        for group in sorted(present, key=lambda group: group.order)
    ]


def _institution(demo, stage, group, region):
    offered = [
        one for one in stage.institutions if one.group_id == group.pk and one.region_id in (region.pk, None)
    ]
    return demo.rng.choice(offered) if offered else None


def _statements(demo, stage, session, present):
    """Sentences that fit one of the groups present, each at most once in a session."""
    by_code = {group.code: group for group in present}
    fitting = [
        row
        for row in stage.sentences
        if row["theme"] in stage.themes and (not row["groups"] or by_code.keys() & set(row["groups"].split()))
    ]
    count = min(demo.rng.randint(FEWEST_STATEMENTS, MOST_STATEMENTS), len(fitting))
    return [_statement(demo, stage, session, row, by_code) for row in demo.rng.sample(fitting, count)]


def _statement(demo, stage, session, row, by_code):
    speakers = [code for code in row["groups"].split() if code in by_code] or list(by_code)
    place = session.event.district or session.event.region
    return Statement(
        session=session,
        group=by_code[demo.rng.choice(speakers)],
        theme=stage.themes[row["theme"]],
        kind=row["kind"],
        text=row["text"].format(negara=demo.rng.choice(COUNTRIES), tempat=place.name),
    )
