"""Questions asked of the calendar and of the limits."""

from django.db import models
from django.db.models import Max


class HolidayQuerySet(models.QuerySet):
    def days_off(self):
        """The days off that count, as a set of dates."""
        return frozenset(self.filter(active=True).values_list("date", flat=True))

    def known_until(self):
        """The last day of the last year with a day off, or None when there is none at all."""
        last = self.filter(active=True).aggregate(last=Max("date"))["last"]
        return last and last.replace(month=12, day=31)


class LimitQuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)

    def of_step(self, step):
        return self.filter(step=step)
