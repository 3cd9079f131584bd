"""Days at home: a moment told by the calendar of the zone in which the clocks of its complaint run."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Case, DateField, Q, When
from django.db.models.functions import TruncDate

from stakeholders.models.regions import TimeZone


def home_in(zone, of=""):
    """Of a place in that zone: its district, else its region, else what was written of it.

    `of` leads to the complaint, where something else is asked.
    """
    in_district = Q(**{f"{of}district__time_zone": zone})
    in_region = Q(**{f"{of}district": None, f"{of}region__time_zone": zone})
    return in_district | in_region | Q(**{f"{of}outside_zone": zone})


def in_zones(condition, of=""):
    """The condition of each time zone, asked of the complaints at home there."""
    found = Q()
    for zone in TimeZone.values:
        found |= home_in(zone, of) & condition(zone)
    return found


def day_at_home(field, of=""):
    """The day of a moment at home, as an expression; `of` leads to the complaint."""
    return day_in_zones(field, lambda zone: home_in(zone, of))


def day_in_zones(field, condition):
    """The day of a moment, as an expression, by the zone whose condition holds."""
    cases = [When(condition(zone), then=TruncDate(field, tzinfo=ZoneInfo(zone))) for zone in TimeZone.values]
    return Case(*cases, output_field=DateField())


def between(field, first, last, zone):
    """The condition that a moment lies on a day from `first` to `last` in that zone."""
    after = midnight(last + timedelta(days=1), zone)
    return Q(**{f"{field}__gte": midnight(first, zone), f"{field}__lt": after})


def midnight(day, zone):
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
