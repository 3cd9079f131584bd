"""Words about samples: how sure a number is, and what a comparison proved."""

from django.utils.translation import gettext as _

from pmi_portal.words.formats import show_number
from reports.saying.wording import describe_grade, explain, flags_of, symbol_for
from reports.statistics.comparisons import Outcome
from reports.statistics.estimates import Caution, Estimate, Withheld
from surveys.models import SurveyRound

RANDOM = SurveyRound.Sampling.PROBABILITY
DECIMALS = 2  # of an index and of its bounds, so that a rounded bound never contradicts its grade


def sampling_note(method):
    """What the way of choosing respondents allows to say about an interval."""
    if method == RANDOM:
        return _("sampel acak")
    return _("rentang hanya gambaran, sampel tidak acak")


def has_spread(estimate):
    """Whether an estimate has an interval that tells something: not where everybody answered alike."""
    return (
        isinstance(estimate, Estimate)
        and estimate.has_interval
        and Caution.NO_SPREAD not in estimate.cautions
    )


def interval_words(estimate, decimals=DECIMALS):
    """“76,61–79,20”, or an empty text where there is no interval to be shown."""
    if not has_spread(estimate):
        return ""
    return f"{show_number(estimate.low, decimals)}–{show_number(estimate.high, decimals)}"


def grade_words(cell):
    """The grade of a cell and how sure it is, or why there is none."""
    if isinstance(cell.value, Withheld):
        return explain(cell.value)
    graded = cell.about["grade"]
    if isinstance(graded, Withheld) or has_spread(cell.value):
        return describe_grade(graded)
    return _("%(grade)s; semua jawaban sama, jadi ketelitiannya tidak diketahui") % {
        "grade": graded.grade.letter
    }


def base_words(cell):
    """How many people a cell rests on and how they were chosen; of an interval only where one is shown."""
    if cell.n is None:
        return ""
    note = sampling_note(cell.about["sampling"])
    if not has_spread(cell.value) and cell.about["sampling"] != RANDOM:
        note = _("sampel tidak acak")
    return _("%(n)s responden, %(note)s") % {"n": show_number(cell.n), "note": note}


def estimate_row(cell):
    """What the row of an estimate holds beside its value: bounds, how many it rests on, how it is drawn."""
    known, spread = isinstance(cell.value, Estimate), has_spread(cell.value)
    symbol = None if known else symbol_for(cell.value)
    return {
        "value": cell.value.value if known else symbol,
        "low": cell.value.low if spread else None,
        "high": cell.value.high if spread else None,
        "n": symbol if cell.n is None else cell.n,
        "random": cell.about.get("sampling") == RANDOM,
        "flags": flags_of(cell),
        "method": cell.value.method if known else "",
    }


def change_words(comparison, decimals=DECIMALS):
    """What a comparison allows to say of the change since an earlier period, and no more."""
    verdict, against = comparison.verdict, comparison.against
    if isinstance(verdict, Withheld):
        return explain(verdict)
    told = {
        "period": against.where["period"].label,
        "value": show_number(against.value.value, decimals),
        "size": show_number(abs(verdict.difference.value), decimals),
        "low": show_number(min(abs(verdict.difference.low), abs(verdict.difference.high)), decimals),
        "high": show_number(max(abs(verdict.difference.low), abs(verdict.difference.high)), decimals),
    }
    if verdict.outcome is Outcome.HIGHER:
        return _("naik %(size)s poin (%(low)s–%(high)s) sejak %(period)s (%(value)s)") % told
    if verdict.outcome is Outcome.LOWER:
        return _("turun %(size)s poin (%(low)s–%(high)s) sejak %(period)s (%(value)s)") % told
    if verdict.outcome is Outcome.TOO_SMALL:
        return _("beda %(size)s poin dengan %(period)s (%(value)s), kurang dari 3 poin yang berarti") % told
    return _("belum ada bukti perubahan sejak %(period)s (%(value)s)") % told
