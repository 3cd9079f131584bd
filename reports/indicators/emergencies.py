"""Emergencies that still wait, by desk and by the sign that makes them one."""

from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint
from pmi_portal.accounts.permissions import Permission
from reports.indicators.complaints import FILTERS, READS, complaints_asked, places_asked
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import REGION
from reports.results.results import Cell, Flag, Result

ANY, NONE = "any", "none"


def compute(question, *, regions, today):
    """The Result: a cell for each desk and sign, its value the emergencies there that still wait.

    `sign` is a field of Complaint.SIGNS, NONE for emergencies without any, and ANY for each once: one may
    have several signs. `about` holds the `oldest` day of receipt of the desk's emergencies.
    """
    found, invented = complaints_asked(question)
    signs = tuple(Complaint.SIGNS)
    counts = {row["desk"]: row for row in found.emergency_counts(signs)}
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    cells = []
    for place in places_asked(question, regions):
        row = counts.get(place and place.pk, {})
        about = {"oldest": row.get("oldest")}
        numbers = {ANY: row.get("n", 0)} | {sign: row.get(f"n_{sign}", 0) for sign in (*signs, NONE)}
        cells += [Cell({"region": place, "sign": sign}, n, n, about, flags) for sign, n in numbers.items()]
    return Result(question, INDICATOR, today, tuple(cells))


INDICATOR = Indicator(
    code="darurat",
    version=1,
    title=_("Pengaduan darurat yang belum selesai"),
    why=_("Menunjukkan perkara yang menyangkut keselamatan dan belum selesai, tanpa menunggu uji apa pun."),
    kind=Kind.FULL_COUNT,
    numerator=_("Pengaduan berprioritas darurat yang belum dijawab dan belum ditutup, juga yang ditunda."),
    denominator=_("Tidak ada, karena ini jumlah; satu pengaduan dapat memiliki beberapa tanda darurat."),
    doubt=_("Tanpa kesalahan sampel, karena semua pengaduan didata."),
    unit=_("pengaduan"),
    source=_("Catatan pengaduan, portal ini"),
    direction=Direction.LOWER_IS_BETTER,
    compute=compute,
    reads=READS,
    asks=(REGION,),
    filters=FILTERS,
    opens=Permission.COMPLAINTS_VIEW,
)
