"""A question asked of an indicator: checked once, and written in one way, as address and as key."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.words.programme import PROGRAMME_START
from reports.results.periods import CUTS, Period, last_day_of

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
REGION, CUT, FROM, TO = "wilayah", "per", "dari", "sampai"
MOST_VALUES = 40  # of one query, so that a thousand filters are refused before anything is done


def today_of_figures():
    """The day of the office, for every reader: figures do not depend on the zone of who looks."""
    return timezone.localdate(timezone=ZoneInfo(settings.TIME_ZONE))


def whole_period(today):
    """All that can be asked about: from the month in which the programme began to that of `today`."""
    return Period(PROGRAMME_START.replace(day=1), last_day_of(today))


class BadQuestion(Exception):
    """What was asked cannot be answered; `message` says what can be asked, `key` where the fault stands."""

    def __init__(self, key, message):
        super().__init__(message)
        self.key, self.message = key, message


@dataclass(frozen=True)
class Question:
    """What is asked of an indicator.

    `regions` are codes in the order of the register, () for all; `period` whole months, None where months
    change nothing; `cut` a key of CUTS, or ""; `filters` pairs (name, value) in the order of the indicator's
    `filters`. Who asks stands nowhere.
    """

    indicator: str
    regions: tuple = ()
    period: Period | None = None
    cut: str = CUTS[0]
    filters: tuple = ()

    @property
    def canonical(self):
        """The one query string of this question; equal questions have equal texts.

        The month in which the programme began goes without saying: not all questions have a first one.
        """
        pairs = [(REGION, code) for code in self.regions]
        if self.period:
            months = ((FROM, self.period.first), (TO, self.period.last))
            pairs += [(name, f"{day:%Y-%m}") for name, day in months if day > PROGRAMME_START]
        pairs += [(CUT, self.cut)] if self.cut else []
        pairs += self.filters
        return urlencode(pairs)

    def narrowed(self, regions):
        """Those of the regions that are asked for."""
        return [region for region in regions if not self.regions or region.code in self.regions]

    def filter(self, name):
        """The value asked for, "" for any."""
        return dict(self.filters).get(name, "")


def names_of(indicator):
    """The names a question of this indicator may use."""
    return (*indicator.asks, *indicator.filters)


def asked(indicator, query, *, regions, today, names=()):
    """The Question of an Indicator in a QueryDict; raises BadQuestion.

    `regions` are the codes that may be named; the period ends with the month of `today` at the latest.
    Other `names` are known where several indicators stand on one page, and are none of this question.
    """
    own = names_of(indicator)
    _check_names({*own, *names}, query)
    given = [code for code in query.getlist(REGION) if code]
    _check_known(REGION, given, regions)
    found = tuple(code for code in regions if code in given) if REGION in own else ()
    cut = (_one(query, CUT, CUTS) or CUTS[0]) if CUT in own else ""
    filters = tuple(
        (name, value)
        for name, values in indicator.filters.items()
        if (value := _one(query, name, tuple(str(one) for one in values)))
    )
    period = _period(query, today, own) if TO in own else None
    return Question(indicator.code, found, period, cut, filters)


def _check_names(known, query):
    _check_known("", query.keys(), sorted(known))
    if sum(len(query.getlist(name)) for name in query) > MOST_VALUES:
        raise BadQuestion("", _("Terlalu banyak saringan: paling banyak %(most)s.") % {"most": MOST_VALUES})


def _check_known(key, given, known):
    for one in given:
        if one not in known:
            told = {"given": str(one)[:40], "known": ", ".join(str(each) for each in known)}
            raise BadQuestion(key, _("“%(given)s” tidak dikenal. Yang dapat dipilih: %(known)s.") % told)


def _one(query, name, known):
    """The value under this name, None without any."""
    given = _only(query, name)
    _check_known(name, [given] if given else (), known)
    return given


def _only(query, name):
    given = [value for value in query.getlist(name) if value]
    if len(given) > 1:
        raise BadQuestion(name, _("Pilih satu nilai saja untuk “%(name)s”.") % {"name": name})
    return given[0] if given else None


def _period(query, today, own):
    """Whole months from `dari` to `sampai`; what is not said begins with the programme and ends today.

    Of what is asked up to a month alone, another first month on the page changes nothing.
    """
    first = (_month(query, FROM) if FROM in own else None) or PROGRAMME_START.replace(day=1)
    last = _month(query, TO) or today.replace(day=1)
    known = whole_period(today)
    if not all(known.first <= month <= known.last for month in (first, last)):
        raise BadQuestion(FROM, _("Pilih bulan dalam %(period)s.") % {"period": known.label})
    if last < first:
        raise BadQuestion(TO, _("“Dari bulan” lebih akhir daripada “Sampai bulan”. Tukar keduanya."))
    return Period(first, last_day_of(last))


def _month(query, name):
    text = _only(query, name)
    if not text:
        return None
    found = MONTH.fullmatch(text)
    if not found or int(found[1]) < 1:
        raise BadQuestion(name, _("Tulis bulan sebagai tahun-bulan, misalnya 2026-03."))
    return date(int(found[1]), int(found[2]), 1)
