"""The clocks of a complaint in words: what each says today."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from outreach.complaints.clocks import is_open
from outreach.models import Complaint
from pmi_portal.words.formats import show_number

GOOD, WARN, BAD, PLAIN = "good", "warn", "bad", ""
NAMES = {
    "acknowledge_by": gettext_lazy("Batas tanda terima"),
    "verify_by": gettext_lazy("Batas verifikasi"),
    "answer_by": gettext_lazy("Batas jawaban"),
}


@dataclass(frozen=True)
class ClockState:
    name: str
    due: date | None  # None for what came from before the portal
    words: str
    tone: str  # beside the words, never instead of them
    done_on: date | None = None


def clock_states(complaint, calendar, today):
    """The three clocks; `today` is the date where the complaint is at home."""
    done = {
        "acknowledge_by": complaint.acknowledged_at,
        "verify_by": complaint.verified_at,
        "answer_by": complaint.answered_at,
    }
    return [_state(complaint, field, done_at, calendar, today) for field, done_at in done.items()]


def answer_state(complaint, calendar, today):
    """The clock of the answer alone, as a list shows it."""
    return _state(complaint, "answer_by", complaint.answered_at, calendar, today)


def _state(complaint, field, done_at, calendar, today):
    name, due = NAMES[field], getattr(complaint, field)
    if complaint.is_past:
        return ClockState(name, None, _("tanpa batas waktu"), PLAIN)
    if done_at:
        day = done_at.astimezone(ZoneInfo(complaint.zone)).date()
        late = _late(calendar, due, day)
        return ClockState(name, due, late or _("tepat waktu"), BAD if late else GOOD, done_on=day)
    if not is_open(complaint, field):
        return ClockState(name, due, _("tidak diperlukan lagi"), PLAIN)
    if complaint.status == Complaint.Status.PAUSED:
        return ClockState(name, due, _("berhenti selama ditunda"), WARN)
    if late := _late(calendar, due, today):
        return ClockState(name, due, late, BAD)
    left = calendar.days_left(due, today)
    if not left:
        return ClockState(name, due, _("batasnya hari ini"), WARN)
    words = ngettext("dalam %(n)s hari kerja", "dalam %(n)s hari kerja", left)
    return ClockState(name, due, words % {"n": show_number(left)}, PLAIN)


def _late(calendar, due, day):
    """How late in words; empty when in time."""
    if day <= due:
        return ""
    days = calendar.days_late(due, day)
    if not days:  # only a weekend or a holiday has passed since
        return _("terlambat")
    late = ngettext("terlambat %(n)s hari kerja", "terlambat %(n)s hari kerja", days)
    return late % {"n": show_number(days)}
