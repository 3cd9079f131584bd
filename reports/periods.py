"""Calendar periods a figure is cut into: years, half-years, quarters."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from pmi_portal.words.formats import show_period

YEARS = "tahun"
MONTHS = {YEARS: 12, "semester": 6, "triwulan": 3}
LABELS = {"tahun": _("per tahun"), "semester": _("per semester"), "triwulan": _("per triwulan")}


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
        return cls(date(day.year, begin, 1), date(day.year, end, monthrange(day.year, end)[1]))

    @property
    def label(self):
        return show_period(self.first, self.last)
