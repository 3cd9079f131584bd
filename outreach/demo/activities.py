"""Demo outreach activities."""

from datetime import date, timedelta

from simple_history.utils import bulk_create_with_history

from outreach.demo.stage import REASON
from outreach.models import Audience, OutreachActivity, OutreachTopic
from outreach.reference import rows

ACTIVITIES = 40
VILLAGES = ["Sukamaju", "Mekarsari", "Sidomulyo", "Karanganyar", "Tanjungsari", "Harapan Baru", "Tunas Mekar"]
FIRST_DAY, LAST_DAY = date(2017, 9, 5), date(2026, 10, 20)
PLANNED = [date(2026, 12, 8), date(2027, 1, 19), date(2027, 2, 16)]
ORGANISERS = ("BPJSTK", "BP3MI", "DISNAKER", "LTSA")
SPEAKERS = ["Kepala kantor cabang", "Staf BP3MI", "Kepala bidang di dinas tenaga kerja", "Purna PMI"]
MATERIALS = ["Selebaran manfaat dan klaim", "Buku saku PMI", "Lembar cara mendaftar", ""]
CALLED_OFF, WITHOUT_PLAN, POSTPONED = 0.08, 0.2, 0.25
ALWAYS_COVERED = "c"  # what an activity about social security is about
Status = OutreachActivity.Status


def load_activities(demo, stage):
    kinds = rows("demo_activities.csv")
    activities = [_activity(demo, stage, kinds, day) for day in _days(demo)]
    bulk_create_with_history(activities, OutreachActivity, default_change_reason=REASON)
    _add_topics(demo.rng, activities)
    Audience.objects.bulk_create(line for activity in activities for line in _listeners(demo.rng, activity))
    demo.made["activities"] = len(activities)


def _days(demo):
    """Days spread over the years, and the planned ones at the end."""
    past = max(1, demo.times(ACTIVITIES) - len(PLANNED))
    span = (LAST_DAY - FIRST_DAY).days
    return sorted(FIRST_DAY + timedelta(days=demo.rng.randint(0, span)) for _number in range(past)) + PLANNED


def _activity(demo, stage, kinds, day):
    rng, kind = demo.rng, demo.rng.choice(kinds)
    region = rng.choice(list(stage.regions.values()))
    districts = [district for district in stage.districts.values() if district.region_id == region.pk]
    status = _status(rng, day)
    women, men = _audience(rng, kind["channel"], status)
    return OutreachActivity(
        title=kind["title"],
        region=region,
        district=rng.choice(districts) if districts else None,
        village=f"Desa {rng.choice(VILLAGES)}" if kind["place"] == "desa" else "",
        organiser=_organiser(rng, stage, region),
        channel=kind["channel"],
        status=status,
        held_on=day,
        planned_on=_planned_on(rng, status, day),
        women=women,
        men=men,
        is_sample=True,
        **_effort(rng, people=(women or 0) + (men or 0)),
    )


def _status(rng, day):
    if day in PLANNED:
        return Status.PLANNED
    return Status.CANCELLED if rng.random() < CALLED_OFF else Status.HELD


def _planned_on(rng, status, day):
    """The day it was planned for: mostly the day it was held, sometimes weeks before, sometimes none."""
    if status != Status.HELD:
        return day
    if rng.random() < WITHOUT_PLAN:
        return None
    weeks = rng.randint(1, 4) if rng.random() < POSTPONED else 0
    return max(FIRST_DAY, day - timedelta(weeks=weeks))


def _audience(rng, channel, status):
    """(women, men); nobody counts the listeners of a broadcast."""
    if status != Status.HELD or channel == OutreachActivity.Channel.BROADCAST:
        return None, None
    return rng.randint(12, 60), rng.randint(5, 35)


def _effort(rng, *, people):
    """What it took, and what came of it where people were counted."""
    distinct = rng.randint(people * 3 // 4, people) if people else None
    return {
        "speakers": rng.choice(SPEAKERS),
        "materials": rng.choice(MATERIALS),
        "cost": rng.choice([None, rng.randint(5, 60) * 100_000]),
        "distinct_people": distinct,
        "registrations": rng.randint(0, distinct // 3) if distinct else None,
    }


def _add_topics(rng, activities):
    """What each activity covers of the list of the law; never all of it."""
    topics = list(OutreachTopic.objects.active())
    through = OutreachActivity.topics.through
    chosen = [
        through(outreachactivity=activity, outreachtopic=topic)
        for activity in activities
        for topic in topics
        if topic.code == ALWAYS_COVERED or rng.random() < 0.4
    ]
    through.objects.bulk_create(chosen)


def _listeners(rng, activity):
    """The audience by kind, which adds up to the totals."""
    if activity.women is None:
        return
    kinds = rng.sample(list(Audience.Kind), 3)
    women, men = _split(rng, activity.women), _split(rng, activity.men)
    for kind, here, there in zip(kinds, women, men, strict=True):
        yield Audience(activity=activity, kind=kind, women=here, men=there)


def _split(rng, number):
    """Three numbers that add up to this one."""
    first, second = sorted(rng.randint(0, number) for _cut in range(2))
    return first, second - first, number - second


def _organiser(rng, stage, region):
    offered = [
        one
        for one in stage.institutions
        if one.group.code in ORGANISERS and one.region_id in (region.pk, None)
    ]
    return rng.choice(offered) if offered else None
