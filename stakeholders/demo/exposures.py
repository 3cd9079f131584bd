"""Invented numbers of active participants, plausible in shape only."""

from datetime import date

from django.utils import timezone

from pmi_portal.words.programme import PROGRAMME_START
from stakeholders.models import Exposure

AT_FIRST = {"CIRAYU": 5200, "TULUNGAGUNG": 4400, "CILACAP": 3100, "KUPANG": 1300}
USUALLY, GROWTH_A_YEAR = 2000, 0.06
LOSS_IN = {2020: 0.25, 2021: 0.4, 2022: 0.2}  # few left while borders were closed
DOUBT = 0.05  # to either side
SOURCE = "Data contoh"


def exposures_of(region):
    """The Exposures of a region from the beginning of the programme to last month."""
    this_month = timezone.localdate().replace(day=1)
    years = range(PROGRAMME_START.year, this_month.year + 1)
    months = [date(year, month, 1) for year in years for month in range(1, 13)]
    return [_of(region, month) for month in months if PROGRAMME_START <= month < this_month]


def _of(region, month):
    grown = 1 + GROWTH_A_YEAR * (month.year - PROGRAMME_START.year + month.month / 12)
    people = AT_FIRST.get(region.code, USUALLY) * grown * (1 - LOSS_IN.get(month.year, 0))
    low, high = round(people * (1 - DOUBT)), round(people * (1 + DOUBT))
    return Exposure(region=region, month=month, low=low, high=high, source=SOURCE, is_sample=True)
