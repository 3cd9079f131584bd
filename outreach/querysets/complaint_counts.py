"""What figures count of complaints, in one grouped question each."""

from django.db import models
from django.db.models import Case, Count, ExpressionWrapper, F, Min, Q, Sum, Value, When
from django.db.models.functions import Coalesce, TruncMonth
from django.db.models.lookups import GreaterThanOrEqual, IsNull, LessThanOrEqual

from outreach.querysets.home import day_at_home

# What became of a promise: kept or broken where its last day is over, else not yet to be told; or the case
# ended before as none of ours.
KEPT, BROKEN, AHEAD, ASIDE = "kept", "broken", "ahead", "aside"
# How waiting for an answer ended, as causes of reports/statistics/risk_sets.py.
STILL_OPEN, ANSWERED, OTHERWISE = 0, 1, 2
DUPLICATE = Q(status="duplicate")
ENDED_UNANSWERED = ("outside", "archived")


class ComplaintCounts(models.QuerySet):
    """Counts are of incidents; further reports of one that was reported before stand apart."""

    def counts_by_origin_and_group(self):
        """Dicts by `region` of origin (id, None outside) and `group` of the category.

        `n` incidents, the `people` they struck, `past` of them from before the portal, and `duplicates`.
        """
        rows = self.order_by().values("region", group=models.F("category__group"))
        return rows.annotate(
            n=Count("pk", filter=~DUPLICATE),
            people=Sum("people", filter=~DUPLICATE, default=0),
            past=Count("pk", filter=~DUPLICATE & Q(past_import__isnull=False)),
            duplicates=Count("pk", filter=DUPLICATE),
        )

    def monthly_counts(self):
        """Dicts by `region` of origin, `month` of receipt at home and `destination`: `n` incidents.

        Without those from outside the regions.
        """
        placed = self.exclude(DUPLICATE).exclude(region=None).order_by()
        rows = placed.values("region", "destination", month=TruncMonth(day_at_home("received_at")))
        return rows.annotate(n=Count("pk"))

    def promise_counts(self, today):
        """Dicts by `desk` (id, None for KPKP), `month` of receipt at home, and what became of each promise.

        `acknowledged`, `verified` and `answered` are one of KEPT, BROKEN, AHEAD and ASIDE on that day, `n`
        incidents. None of them are duplicates or of before the portal, to which this desk promised nothing.
        """
        # After an answer no acknowledgement is recorded: the complainant heard more than that.
        days = {
            "acknowledged": Coalesce(day_at_home("acknowledged_at"), day_at_home("answered_at")),
            "verified": day_at_home("verified_at"),
            "answered": day_at_home("answered_at"),
        }
        limits = {"acknowledged": "acknowledge_by", "verified": "verify_by", "answered": "answer_by"}
        promises = {name: _promise(day, F(limits[name]), today) for name, day in days.items()}
        month = TruncMonth(day_at_home("received_at"))
        ours = self.filter(past_import=None).exclude(DUPLICATE).order_by()
        return ours.values("desk", month=month, **promises).annotate(n=Count("pk"))

    def duration_counts(self, today):
        """Dicts by `desk`, `ended` (ANSWERED, OTHERWISE, or STILL_OPEN on that day) and whole `days` at home.

        From receipt to the answer that stands, or to the day on which it was found to be none of ours or a
        duplicate; `n` complaints of the portal.
        """
        ended = Case(
            When(answered_at__isnull=False, then=Value(ANSWERED)),
            When(status__in=("duplicate", *ENDED_UNANSWERED), then=Value(OTHERWISE)),
            default=Value(STILL_OPEN),
        )
        last = Case(
            When(answered_at__isnull=False, then=day_at_home("answered_at")),
            When(status__in=("duplicate", *ENDED_UNANSWERED), then=day_at_home("closed_at")),
            default=Value(today),
            output_field=models.DateField(),
        )
        days = ExpressionWrapper(last - day_at_home("received_at"), output_field=models.DurationField())
        ours = self.filter(past_import=None).order_by()
        return ours.values("desk", ended=ended, days=days).annotate(n=Count("pk"))

    def emergency_counts(self, signs):
        """Dicts by `desk` of emergencies that still wait: `n`, the `oldest` day, and `n_…` for each sign."""
        found = self.filter(rank=0).order_by().values("desk")
        counts = {f"n_{sign}": Count("pk", filter=Q(**{sign: True})) for sign in signs}
        unmarked = Q(**dict.fromkeys(signs, False))
        return found.annotate(
            n=Count("pk"),
            oldest=Min(day_at_home("received_at")),
            n_none=Count("pk", filter=unmarked),
            **counts,
        )


def _promise(done_on, last_day, today):
    """What became of a promise: the day on which it was kept, if any, beside its last day.

    Only a last day that is over tells: to count those done before it, and not those still open, would make
    the newest months look better than they are. A pause stops the clock.
    """
    ended_on, undone = day_at_home("closed_at"), Q(IsNull(done_on, True))
    return Case(
        When(
            Q(status__in=ENDED_UNANSWERED)
            & Q(LessThanOrEqual(ended_on, last_day))
            & Q(IsNull(done_on, True)),
            then=Value(ASIDE),
        ),
        When(GreaterThanOrEqual(last_day, today), then=Value(AHEAD)),
        When(LessThanOrEqual(done_on, last_day), then=Value(KEPT)),
        When(undone & Q(status="paused"), then=Value(AHEAD)),
        default=Value(BROKEN),
    )
