"""Demo outreach activities."""

from datetime import date, timedelta

from simple_history.utils import bulk_create_with_history

from outreach.demo.stage import REASON
from outreach.models import OutreachActivity
from outreach.reference import rows

ACTIVITIES = 40
VILLAGES = ["Sukamaju", "Mekarsari", "Sidomulyo", "Karanganyar", "Tanjungsari", "Harapan Baru", "Tunas Mekar"]
FIRST_DAY, LAST_DAY = date(2017, 9, 5), date(2026, 10, 20)
PLANNED = [date(2026, 12, 8), date(2027, 1, 19), date(2027, 2, 16)]
ORGANISERS = ("BPJSTK", "BP3MI", "DISNAKER", "LTSA")
CALLED_OFF = 0.08


def load_activities(demo, stage):
    kinds = rows("demo_activities.csv")
    activities = [_activity(demo, stage, kinds, day) for day in _days(demo)]
    bulk_create_with_history(activities, OutreachActivity, default_change_reason=REASON)
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
        women=women,
        men=men,
        is_sample=True,
    )


def _status(rng, day):
    if day in PLANNED:
        return OutreachActivity.Status.PLANNED
    called_off = rng.random() < CALLED_OFF
    return OutreachActivity.Status.CANCELLED if called_off else OutreachActivity.Status.HELD


def _audience(rng, channel, status):
    """(women, men); nobody counts the listeners of a broadcast."""
    if status != OutreachActivity.Status.HELD or channel == OutreachActivity.Channel.BROADCAST:
        return None, None
    return rng.randint(12, 60), rng.randint(5, 35)


def _organiser(rng, stage, region):
    offered = [
        one
        for one in stage.institutions
        if one.group.code in ORGANISERS and one.region_id in (region.pk, None)
    ]
    return rng.choice(offered) if offered else None
