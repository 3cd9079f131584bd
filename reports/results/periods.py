"""Calendar periods a figure is cut into: years, half-years, quarters, or one that is asked for."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from pmi_portal.words.formats import show_period

YEARS, WHOLE = "tahun", "semua"
MONTHS = {YEARS: 12, "semester": 6, "triwulan": 3}
LABELS = {
    YEARS: _("per tahun"),
    "semester": _("per semester"),
    "triwulan": _("per triwulan"),
    WHOLE: _("seluruh periode"),
}
CUTS = tuple(LABELS)


@dataclass(frozen=True, order=True)
class Period:
    """Whole months from `first` to `last`, both dates included."""

    first: date
    last: date

    @classmethod
    def holding(cls, day, *, cut):
        """The period of the cut (a key of MONTHS) in which the day lies."""
        months = MONTHS[cut]
        begin = (day.month - 1) // months * months + 1
        end = begin + months - 1
        return cls(date(day.year, begin, 1), last_day_of(date(day.year, end, 1)))

    def part_holding(self, day, *, cut):
        """The part of this period, cut by a key of CUTS, in which the day lies; None for a day outside."""
        if not self.first <= day <= self.last:
            return None
        if cut == WHOLE:
            return self
        whole = Period.holding(day, cut=cut)
        return Period(max(whole.first, self.first), min(whole.last, self.last))

    @property
    def middle(self):
        """The day in its middle, where it stands on an axis of time."""
        return self.first + (self.last - self.first) / 2

    @property
    def label(self):
        return show_period(self.first, self.last)


def last_day_of(month):
    """The last day of the month in which a day lies."""
    return month.replace(day=monthrange(month.year, month.month)[1])
