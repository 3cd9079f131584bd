"""The clocks of a complaint: when each open one runs out, computed from its steps and the calendar.

Units are working days of the office. A pause stops every clock that is open; reopening starts a new clock for
the answer; in an emergency every clock ends on the day it was declared, or on the next working day.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from outreach.models import ComplaintStep, Holiday, ServiceLimit
from pmi_portal.words.working_days import add_working_days, working_days_between

ONE_DAY = timedelta(days=1)
CLOCKS = ("acknowledge_by", "verify_by", "answer_by")
Step, What = ServiceLimit.Step, ComplaintStep.What


@dataclass(frozen=True)
class Calendar:
    """Days off and the limits of the general steps, read once for many complaints; a list asks for none."""

    days_off: frozenset

    @classmethod
    def read(cls):
        return cls(Holiday.objects.days_off())

    @cached_property
    def limits(self):
        return {limit.step: limit.working_days for limit in ServiceLimit.objects.active()}

    @property
    def is_complete(self):
        return {Step.ACKNOWLEDGE, Step.VERIFY} <= self.limits.keys()

    def days_late(self, due, day):
        """Working days from the last day allowed to `day`; 0 in time."""
        return working_days_between(due, day, self.days_off)

    def days_left(self, due, day):
        """Working days after `day` up to and with the last one allowed."""
        return working_days_between(day, due, self.days_off)


def open_clocks(complaint, steps, calendar):
    """{field: last day} of the clocks that still run; `steps` are those that move clocks, oldest first."""
    return {
        name: day for name, day in last_days(complaint, steps, calendar).items() if is_open(complaint, name)
    }


def set_clocks(complaint, steps, calendar):
    """Set the clocks that still run; whether one moved. Of another day for the answer nobody was told yet."""
    before = {name: getattr(complaint, name) for name in CLOCKS}
    for name, day in open_clocks(complaint, steps, calendar).items():
        setattr(complaint, name, day)
    if complaint.answer_by != before["answer_by"]:
        complaint.told_on = None
    return any(getattr(complaint, name) != day for name, day in before.items())


def last_days(complaint, steps, calendar):
    """{field: last day} of every clock, whether it still runs or not."""
    zone = ZoneInfo(complaint.zone)
    days = [(step.what, step.at.astimezone(zone).date()) for step in steps]
    received = complaint.received_at.astimezone(zone).date()
    asked_again = [day for what, day in days if what == What.REOPENED]
    clocks = {
        "acknowledge_by": (received, calendar.limits[Step.ACKNOWLEDGE]),
        "verify_by": (received, calendar.limits[Step.VERIFY]),
        "answer_by": (max(asked_again, default=received), complaint.limit.working_days),
    }
    pauses = _pauses(days)
    return {
        name: _last_day(start, limit, complaint.urgent_on, pauses, calendar)
        for name, (start, limit) in clocks.items()
    }


def is_open(complaint, name):
    """Whether the clock with this field still waits for its deed."""
    done = {
        "acknowledge_by": complaint.acknowledged_at,
        "verify_by": complaint.verified_at,
        "answer_by": None,
    }[name]
    return done is None and complaint.is_open


def share_used(complaint, calendar, today):
    """Per cent of the limit to answer that is used by working days without pauses.

    None once it was answered or is late, which is said in days. The last day was moved by every pause that is
    over; while one lasts, nothing more is used.
    """
    if complaint.answered_at or not complaint.is_open:
        return None
    day = min(today, complaint.paused_on) if complaint.paused_on else today
    limit = 1 if complaint.urgent_on else complaint.limit.working_days or 1
    if day > complaint.answer_by:
        return None
    return max(0, round(100 * (limit - calendar.days_left(complaint.answer_by, day)) / limit))


def _last_day(start, limit, urgent_on, pauses, calendar):
    last = _stretched(start, limit, pauses, calendar)
    if urgent_on is None:
        return last
    return min(last, _stretched(max(start, urgent_on), 0, pauses, calendar))


def _stretched(start, limit, pauses, calendar):
    """The last day, moved by the working days of the pauses since the start."""
    paused = sum(
        working_days_between(first - ONE_DAY, last - ONE_DAY, calendar.days_off)
        for first, last in pauses
        if first >= start
    )
    return add_working_days(add_working_days(start, limit, calendar.days_off), paused, calendar.days_off)


def _pauses(days):
    """(day of the pause, day of going on) of each pause that is over."""
    begun, pauses = None, []
    for what, day in days:
        if what == What.PAUSED:
            begun = day
        elif begun and what == What.RESUMED:
            pauses.append((begun, day))
            begun = None
    return pauses
