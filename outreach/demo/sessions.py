"""Demo FGD events with their sessions, and everything recorded in them."""

from datetime import date, time, timedelta

from simple_history.utils import bulk_create_with_history

from outreach.demo import sittings, statements
from outreach.demo.stage import REASON
from outreach.fgd.tallies import recount_hearings, recount_voices
from outreach.models import (
    Coding,
    DiscussionPoint,
    FgdEvent,
    FgdSession,
    Invitation,
    Participation,
    Stance,
    Statement,
    TeamMember,
)
from outreach.reference import rows
from pmi_portal.words.programme import PROGRAMME_START
from stakeholders.models import StakeholderGroup

EVENTS = 14
WEEKS = 480  # of the programme, up to the last event
AT_ONCE = 500  # sessions whose records are in memory together
# How many groups nobody has invited in a region yet: the gaps the board should see.
NEVER_HEARD = {"CIRAYU": 2, "TULUNGAGUNG": 1, "KUPANG": 6, "CILACAP": 4}
SITTINGS = [(time(9), time(11, 30)), (time(13), time(15)), (time(15, 30), time(17))]
SETTINGS = ["Ruang rapat tertutup.", "Balai terbuka, agak ramai.", "Duduk melingkar, pintu ditutup."]
OTHERS = ["tidak ada", "Dua staf kecamatan membantu menyiapkan tempat.", "Keluarga peserta menunggu di luar."]
OBSERVED = (
    "Peserta dari instansi lebih banyak berbicara pada awal sesi; keluarga PMI mulai terbuka setelah jeda."
)
CONCLUDED = "Peserta sepakat bahwa informasi perlu sampai ke desa dan bahwa rujukan kasus perlu satu pintu."
SATURATION = ["Tidak muncul hal baru dibanding sesi sebelumnya.", "Masih muncul hal baru tentang klaim."]
APPROACH = "Analisis tema dengan buku kode; setiap pernyataan digolongkan ke satu tema."
SELECTION = "Dipilih sengaja agar kelompok pemangku kepentingan di wilayah terwakili."


def load_sessions(demo, stage):
    events = _events(demo, stage)
    bulk_create_with_history([event for event, _row in events], FgdEvent, default_change_reason=REASON)
    sessions = [session for event, row in events for session in _sessions(demo, stage, event, row)]
    called_off = list(_called_off(events))
    bulk_create_with_history([*sessions, *called_off], FgdSession, default_change_reason=REASON)
    invited = _invited(demo, stage)
    demo.made |= {"fgd_events": len(events), "fgd_sessions": len(sessions) + len(called_off)}
    for start in range(0, len(sessions), AT_ONCE):
        _fill(demo, stage, sessions[start : start + AT_ONCE], invited)
    recount_hearings()
    recount_voices()


def _fill(demo, stage, sessions, invited):
    """Write everything that belongs to these sessions."""
    made = {
        model: [] for model in (TeamMember, Participation, Invitation, Statement, Stance, DiscussionPoint)
    }
    for session in sessions:
        asked = invited[session.event.region.code]
        present = sittings.participations_of(demo, stage, session, asked)
        groups = [one.group for one in present]
        said = statements.statements_of(demo, stage, session, groups)
        made[TeamMember] += sittings.team_of(demo, session)
        made[Participation] += present
        made[Invitation] += sittings.invitations_of(demo, stage, session, asked, present)
        made[Statement] += said
        made[Stance] += (stance for one in said for stance in statements.stances_of(demo, one, groups))
        made[DiscussionPoint] += statements.points_of(session, said)
    made[Coding] = [coding for one in made[Statement] if (coding := statements.coding_of(demo, stage, one))]
    for model, records in made.items():
        model.objects.bulk_create(records)
    for model, name in ((Participation, "participations"), (Statement, "statements")):
        demo.made[name] = demo.made.get(name, 0) + len(made[model])


def _events(demo, stage):
    """(event, its row); beyond the fourteen of the calendar they come again, a week earlier each time."""
    calendar = [row for row in rows("demo_events.csv") if row["region"] in stage.regions]
    made = []
    for number in range(demo.times(EVENTS) if calendar else 0):
        row = calendar[number % len(calendar)]
        day = _weeks_before(date.fromisoformat(row["day"]), number // len(calendar))
        event = FgdEvent(
            title=row["title"],
            region=stage.regions[row["region"]],
            district=stage.districts.get(row["district"]),
            purpose=row["purpose"],
            approach=APPROACH,
            selection=SELECTION if demo.rng.random() < sittings.DETAILED else "",
            is_sample=True,
        )
        made.append((event, row | {"day": day}))
    return made


def _weeks_before(day, weeks):
    """A day so many weeks earlier; what would come before the programme comes in its last weeks instead."""
    days = (day - PROGRAMME_START).days - 7 * weeks
    return PROGRAMME_START + timedelta(days=days % (7 * WEEKS))


def _sessions(demo, stage, event, row):
    titles = row["sessions"].split("; ") if row["sessions"] else [""]
    for number, (title, (starts_at, ends_at)) in enumerate(zip(titles, SITTINGS, strict=False), start=1):
        yield FgdSession(
            event=event,
            title=f"Sesi {number}: {title}" if title else "",
            held_on=row["day"],
            starts_at=starts_at,
            ends_at=ends_at,
            venue=row["venue"],
            **_record(demo.rng, stage, row["day"]),
        )


def _called_off(events):
    """Sessions that did not take place, so nothing is recorded in them."""
    for row in rows("demo_called_off.csv"):
        for event, about in (one for one in events if one[0].title == row["event"]):
            yield FgdSession(
                event=event,
                title=row["title"],
                held_on=about["day"],
                starts_at=time.fromisoformat(row["starts"]),
                ends_at=time.fromisoformat(row["ends"]),
                venue=about["venue"],
                called_off=row["called_off"],
                called_off_reason=row["reason"],
            )
            break  # of events that come again at a larger scale, the first


def _record(rng, stage, day):
    """What was noted around a session; some records leave it all empty."""
    if rng.random() >= sittings.DETAILED:
        return {}
    return {
        "guide": stage.guide,
        "setting": rng.choice(SETTINGS),
        "others_present": rng.choice(OTHERS),
        "recording": rng.choice([FgdSession.Recording.NONE, FgdSession.Recording.AUDIO]),
        "consent": rng.choice([FgdSession.Consent.WRITTEN, FgdSession.Consent.SPOKEN]),
        "observations": OBSERVED,
        "conclusions": CONCLUDED,
        "saturation": rng.choice(SATURATION),
        "checked_on": day + timedelta(days=rng.randint(1, 14)) if rng.random() < 0.5 else None,
    }


def _invited(demo, stage):
    """{region code: groups that are invited there}; some never are."""
    invited = {}
    for code, region in stage.regions.items():
        heard = set(StakeholderGroup.objects.filter(participations__session__event__region=region))
        others = [group for group in stage.groups if group not in heard]
        left_out = demo.rng.sample(others, min(NEVER_HEARD.get(code, 0), len(others)))
        invited[code] = [group for group in stage.groups if group not in left_out]
    return invited
