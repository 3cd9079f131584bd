"""What may be counted of an outreach activity, each refusal with its reason."""

from django.utils.translation import gettext as _

from outreach.models import OutreachActivity
from pmi_portal.words.formats import show_number


def sums_of(audience):
    """(women, men) of {kind: (women, men)} together; None where nobody counted."""
    return tuple(_sum(numbers) for numbers in zip(*audience.values(), strict=True)) or (None, None)


def _sum(numbers):
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def why_not_total(total, parts):
    """The reason fewer people cannot have come than were counted by kind, or None."""
    if total is not None and parts is not None and total < parts:
        return _("Menurut jenis peserta sudah %(parts)s orang, lebih dari %(total)s.") % {
            "parts": show_number(parts),
            "total": show_number(total),
        }
    return None


def why_not_distinct(distinct, people):
    """The reason so many different people cannot have come, or None; nobody knows when nobody counted."""
    if distinct is not None and people is not None and distinct > people:
        return _("Orang berbeda tidak mungkin lebih dari jumlah peserta (%(people)s).") % {
            "people": show_number(people)
        }
    return None


def why_not_registrations(status, registrations, *, distinct, people):
    """The reason so many of those who came cannot have registered, or None."""
    if registrations is None:
        return None
    if status != OutreachActivity.Status.HELD:
        return _("Pendaftaran hanya diisi untuk sosialisasi yang sudah terlaksana.")
    reached = people if distinct is None else distinct
    if reached is not None and registrations > reached:
        return _("Pendaftaran tidak mungkin lebih dari orang yang dijangkau (%(reached)s).") % {
            "reached": show_number(reached)
        }
    return None


def why_not_status(status, held_on, today):
    """The reason an activity on this day cannot have this status, or None."""
    if status == OutreachActivity.Status.HELD and held_on > today:
        return _("Sosialisasi yang sudah terlaksana tidak mungkin bertanggal di masa depan.")
    return None


def why_not_people(status, people):
    """The reason people cannot be counted for an activity with this status, or None."""
    if people is not None and status != OutreachActivity.Status.HELD:
        return _("Jumlah peserta hanya diisi untuk sosialisasi yang sudah terlaksana.")
    return None
