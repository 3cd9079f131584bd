"""What an institution owes, since when: open follow-ups, and complaints that wait for its answer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min
from django.utils import timezone

from stakeholders.models import Institution


@dataclass
class Due:
    """One institution: open follow-ups, how many of them are late, and referrals it has not answered."""

    institution: Institution
    follow_ups: int = 0
    late: int = 0
    earliest_due: date | None = None
    referrals: int = 0
    waiting_since: date | None = None

    @property
    def oldest(self):
        """The day of the oldest matter; one of the two is there."""
        return min(filter(None, (self.earliest_due, self.waiting_since)))

    @property
    def total(self):
        return self.follow_ups + self.referrals


def dues(*, follow_ups, referrals):
    """A Due for each institution that owes something, most late first; the arguments are querysets."""
    owing = {}
    for row in follow_ups.counts_by_institution():
        owing[row["institution"]] = {
            "follow_ups": row["n"],
            "late": row["late"],
            "earliest_due": row["earliest"],
        }
    waiting = referrals.open().order_by().values("institution")
    for row in waiting.annotate(n=Count("pk"), since=Min("sent_at")):
        told = {"referrals": row["n"], "waiting_since": timezone.localdate(row["since"])}
        owing[row["institution"]] = owing.get(row["institution"], {}) | told
    named = Institution.objects.select_related("group", "region")
    institutions = named.prefetch_related("former_names", "region__former_names").in_bulk(owing)
    found = [Due(institutions[pk], **told) for pk, told in owing.items()]
    return sorted(found, key=lambda due: (-due.late, -due.total, due.institution.name))
