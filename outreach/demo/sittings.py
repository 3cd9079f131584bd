"""Who led a demo session, who was asked to it, and how many of which sex and age came."""

from functools import cache

from outreach.models import Invitation, Participation, TeamMember
from outreach.models.participations import AGES
from outreach.reference import rows

FEWEST_GROUPS, MOST_GROUPS = 5, 16
CHANNELS = ["surat resmi", "WhatsApp", "telepon", "lewat kepala desa", "surat dan WhatsApp"]
REASONS = {
    Invitation.Answer.REFUSED: [
        "Bersamaan dengan rapat lain.",
        "Belum ada izin dari pimpinan.",
        "Merasa tidak berwenang menjawab.",
    ],
    Invitation.Answer.NO_SHOW: [
        "Tidak mendapat kendaraan.",
        "Sakit.",
        "Tidak memberi kabar.",
        "Harus bekerja pada jam sesi.",
    ],
}
# How many of an age band there are among adults who come to such a session.
AGE_WEIGHTS = (2, 5, 6, 4, 2)
DETAILED, MOST_AWAY = 0.7, 4


def team_of(demo, session):
    """A facilitator, a note-taker, and sometimes more; in some records only their names are known."""
    roster = _roster()
    roles = ["facilitator", "note_taker"]
    roles += [role for role in ("co_facilitator", "observer") if demo.rng.random() < 0.3]
    detailed = demo.rng.random() < DETAILED
    for role in roles:
        told = demo.rng.choice(roster[role])
        yield TeamMember(session=session, **(told if detailed else {"role": role, "name": told["name"]}))


def participations_of(demo, stage, session, invited):
    most = min(MOST_GROUPS, len(invited))
    present = demo.rng.sample(invited, demo.rng.randint(min(FEWEST_GROUPS, most), most))
    detailed = demo.rng.random() < DETAILED
    return [
        Participation(
            session=session,
            group=group,
            institution=_institution(demo, stage, group, session.event.region),
            **_counts(demo.rng, detailed),
        )
        for group in sorted(present, key=lambda group: group.order)
    ]


def invitations_of(demo, stage, session, invited, present):
    """Those who came were asked, and some who did not come."""
    rng = demo.rng
    for one in present:
        absent = 1 if one.people and rng.random() < 0.15 else None
        yield Invitation(
            session=session,
            group=one.group,
            institution=one.institution,
            people=one.people + (absent or 0) if one.people else None,
            channel=rng.choice(CHANNELS),
            answer=Invitation.Answer.ACCEPTED,
            absent=absent,
            reason=rng.choice(REASONS[Invitation.Answer.NO_SHOW]) if absent else "",
        )
    there = {one.group_id for one in present}
    others = [group for group in invited if group.pk not in there]
    for group in rng.sample(others, min(rng.randint(0, MOST_AWAY), len(others))):
        answer = rng.choice(list(REASONS))
        yield Invitation(
            session=session,
            group=group,
            institution=_institution(demo, stage, group, session.event.region),
            people=2,
            channel=rng.choice(CHANNELS),
            answer=answer,
            absent=2,
            reason=rng.choice(REASONS[answer]) if rng.random() < 0.9 else "",
        )


def _counts(rng, detailed):
    """What was counted of a line; the sexes and ages make up the people."""
    if rng.random() < 0.1:
        return {}
    people = rng.randint(1, 3)
    if not detailed:
        return {"people": people}
    women = rng.randint(0, people)
    ages = dict.fromkeys(AGES, 0)
    for band in rng.choices(list(AGES), AGE_WEIGHTS, k=people):
        ages[band] += 1
    return {"people": people, "women": women, "men": people - women, **ages}


def _institution(demo, stage, group, region):
    offered = stage.offered(group, region)
    return demo.rng.choice(offered) if offered else None


@cache
def _roster():
    roster = {}
    for row in rows("demo_team.csv"):
        roster.setdefault(row["role"], []).append(row)
    return roster
