"""The hours in which mail is read: working days, from opening to closing, by the clock of a place."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from pmi_portal.words.working_days import add_working_days, is_working_day


def is_open(zone, days_off):
    """Whether the office is at work there now."""
    now = timezone.localtime(timezone=ZoneInfo(zone))
    return is_working_day(now.date(), days_off) and settings.OFFICE_OPENS <= now.hour < settings.OFFICE_CLOSES


def next_opening(zone, days_off):
    """Now, or the moment when the office there opens next."""
    if is_open(zone, days_off):
        return timezone.now()
    now = timezone.localtime(timezone=ZoneInfo(zone))
    first = now.date() + timedelta(days=1 if now.hour >= settings.OFFICE_OPENS else 0)
    day = add_working_days(first, 0, days_off)
    return datetime.combine(day, time(settings.OFFICE_OPENS), tzinfo=ZoneInfo(zone))
