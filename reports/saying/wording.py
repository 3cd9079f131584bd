"""Words for what statistics answer: grades, reasons, and the symbols that stand for a missing number."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.renderers.symbols import Symbol
from reports.results.results import Flag
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.satisfaction import ENOUGH_FOR_A_GRADE

PERFORMANCE = {
    "A": gettext_lazy("Sangat Baik"),
    "B": gettext_lazy("Baik"),
    "C": gettext_lazy("Kurang Baik"),
    "D": gettext_lazy("Tidak Baik"),
}


NOT_AVAILABLE = Symbol("x", gettext_lazy("tidak tersedia"))
TOO_FEW = Symbol("u", gettext_lazy("tidak dinilai karena responden terlalu sedikit"))
CONFIDENTIAL = Symbol("c", gettext_lazy("dirahasiakan karena respondennya kurang dari 10"))
FLAGS = {
    Flag.LOW_RELIABILITY: Symbol("u", gettext_lazy("kurang andal, responden kurang dari 30")),
    Flag.PROVISIONAL: Symbol("p", gettext_lazy("sementara, periode belum selesai")),
}


def of_part(shown, subtitle):
    """The subtitle, which says so where other readers see more of the same question."""
    if not shown.is_part:
        return subtitle
    return _("%(whole)s; bagian wilayah Anda") % {"whole": subtitle}


def bounded(shown, subtitle):
    """The subtitle with what bounds its numbers: a period that still runs, a part of the regions."""
    period = shown.question.period
    if period and period.last >= shown.as_of:
        subtitle = _("%(whole)s; periode belum selesai") % {"whole": subtitle}
    return of_part(shown, subtitle)


def joined(names):
    """“Kupang”, “Kupang dan Cilacap”, “Kupang, Cilacap dan Tulungagung”."""
    *others, last = [str(name) for name in names]
    if not others:
        return last
    return _("%(others)s dan %(last)s") % {"others": ", ".join(others), "last": last}


def flags_of(cell):
    """The signs of a cell and what they mean, each as “u: kurang andal, …”."""
    return "; ".join(f"{sign}: {sign.meaning}" for flag, sign in FLAGS.items() if flag in cell.flags)


def symbol_for(withheld):
    """The Symbol that stands in a table where an estimate or a grade is withheld."""
    return {Reason.TOO_FEW: TOO_FEW, Reason.CONFIDENTIAL: CONFIDENTIAL}.get(withheld.reason, NOT_AVAILABLE)


def explain(withheld):
    """The reason of a Withheld as a sentence."""
    if withheld.reason is Reason.TOO_FEW:
        return ngettext(
            "Baru %(n)s responden; mutu dinilai mulai dari %(enough)s responden.",
            "Baru %(n)s responden; mutu dinilai mulai dari %(enough)s responden.",
            withheld.n,
        ) % {"n": withheld.n, "enough": ENOUGH_FOR_A_GRADE}
    if withheld.reason is Reason.ELEMENT_UNANSWERED:
        return _("Unsur tanpa jawaban: %(elements)s.") % {"elements": ", ".join(withheld.about)}
    if withheld.reason is Reason.OFF_SCALE:
        return _("Nilai di luar skala 1–4 pada unsur: %(elements)s. Periksa nilai pilihannya.") % {
            "elements": ", ".join(withheld.about)
        }
    if withheld.reason is Reason.STRATUM_MISSING:
        return _("Belum ada hasil untuk: %(parts)s.") % {"parts": ", ".join(withheld.about)}
    if withheld.reason is Reason.NO_SPREAD:
        return _("Semua jawaban sama, sehingga tidak dapat diuji.")
    if withheld.reason is Reason.CONFIDENTIAL:
        return _("Kurang dari 10 responden, jadi dirahasiakan.")
    if withheld.reason is Reason.NOT_RANDOM:
        return _("Sampel tidak acak, sehingga beda tidak diuji.")
    if withheld.reason is Reason.NOTHING_BEFORE:
        return _("Belum ada putaran acak sebelumnya untuk dibandingkan.")
    if withheld.reason is Reason.NO_EXPOSURE:
        return _("Tanpa pajanan, jadi tidak dapat dibandingkan.")
    if withheld.reason is Reason.NO_ERROR:
        return _("Ketelitiannya tidak diketahui, sehingga tidak dapat diuji.")
    return _("Belum ada responden.")


def describe_grade(graded):
    """“B (Baik), seluruh rentang di B” or “A (Sangat Baik), batas B/A”; for a Withheld its reason."""
    if isinstance(graded, Withheld):
        return explain(graded)
    letter = graded.grade.letter
    name = f"{letter} ({PERFORMANCE[letter]})"
    if graded.is_certain:
        return _("%(grade)s, seluruh rentang di %(letter)s") % {"grade": name, "letter": letter}
    return _("%(grade)s, %(edge)s") % {"grade": name, "edge": edge_note(graded)}


def edge_note(graded):
    """“batas B/A” when the interval touches more than one grade, else an empty text."""
    if graded.is_certain:
        return ""
    return _("batas %(letters)s") % {"letters": "/".join(band.letter for band in reversed(graded.touched))}
