"""Complaints acknowledged, verified and answered in time, by desk and by the day they were received."""

from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from reports.indicators.complaints import FILTERS, READS, complaints_asked, places_asked
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import CUT, FROM, REGION, TO
from reports.results.results import Cell, Flag, Result
from reports.statistics.proportions import share_of_cases

STEPS = ("acknowledged", "verified", "answered")


def compute(question, *, regions, today):
    """The Result: a cell for each desk, part of the period in which any has complaints, and step of STEPS.

    Its value is the share done in time of the `n` whose last day is over; `about` holds how many were done,
    and of the desk and part those received, those ahead of the last day, and those set aside as none of ours.
    """
    found, invented = complaints_asked(question)
    tallies = _tallies(found.promise_counts(today), question)
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    parts = sorted({part for _desk, part in tallies})
    cells = [
        _cell({"region": place, "period": part, "step": step}, tally, flags)
        for place in places_asked(question, regions)
        for part in parts
        for step, tally in tallies[place and place.pk, part].items()
    ]
    return Result(question, INDICATOR, today, tuple(cells))


def _tallies(rows, question):
    """{(desk, part of the period): {step: Counter of what became of it}}."""
    tallies = defaultdict(lambda: {step: Counter() for step in STEPS})
    for row in rows:
        part = question.period.part_holding(row["month"], cut=question.cut)
        for step in STEPS:
            tallies[row["desk"], part][step][row[step]] += row["n"]
    return tallies


def _cell(where, tally, flags):
    due = tally["kept"] + tally["broken"]
    about = {
        "done": tally["kept"],
        "received": tally.total(),
        "ahead": tally["ahead"],
        "aside": tally["aside"],
    }
    return Cell(where, share_of_cases(tally["kept"], due), due, about, flags)


INDICATOR = Indicator(
    code="jawaban",
    version=1,
    title=_("Pengaduan dijawab dalam batas waktu"),
    why=_("Menilai apakah janji kepada pelapor ditepati, menurut meja dan waktu pengaduan diterima."),
    kind=Kind.FULL_COUNT,
    numerator=_(
        "Pengaduan yang diberi tanda terima atau dijawab dalam 3 hari kerja, diverifikasi dalam 3 hari "
        "kerja, dan dijawab dalam batas golongannya; penundaan dan status darurat sudah diperhitungkan."
    ),
    denominator=_(
        "Pengaduan yang batas waktunya sudah lewat, juga yang belum dijawab. Yang belum sampai batas, yang "
        "ditunda, dan yang diarsipkan atau dinyatakan bukan kewenangan dalam batas dihitung tersendiri; "
        "duplikat dan pengaduan dari sebelum portal tidak dihitung."
    ),
    doubt=_("Rentang 95% (Wilson) untuk naik turun karena kebetulan, karena semua pengaduan didata."),
    unit="%",
    source=_("Catatan pengaduan, portal ini"),
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=READS,
    asks=(REGION, CUT, FROM, TO),
    filters=FILTERS,
    opens=Permission.COMPLAINTS_VIEW,
)
