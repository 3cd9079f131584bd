"""Complaints received, by region of origin and group of categories."""

from django.utils.translation import gettext_lazy as _

from outreach.models import ComplaintCategory
from pmi_portal.accounts.permissions import Permission
from reports.indicators.complaints import FILTERS, GROUP, READS, complaints_asked, places_asked
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import FROM, REGION, TO
from reports.results.results import Cell, Flag, Result


def compute(question, *, regions, today):
    """The Result: a cell for each place and group of categories, its value the number of incidents.

    `about` holds the people struck, how many of the incidents are from before the portal, and the further
    reports of incidents reported before, which are no incidents.
    """
    found, invented = complaints_asked(question)
    counts = {(row["region"], row["group"]): row for row in found.counts_by_origin_and_group()}
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    asked = question.filter(GROUP)
    groups = [group for group in ComplaintCategory.Group if asked in ("", group.value)]
    cells = [
        _cell(place, group, counts.get((place and place.pk, group.value)), flags)
        for place in places_asked(question, regions)
        for group in groups
    ]
    return Result(question, INDICATOR, today, tuple(cells))


def _cell(place, group, row, flags):
    about = {name: row[name] if row else 0 for name in ("people", "past", "duplicates")}
    n = row["n"] if row else 0
    return Cell({"region": place, "group": group}, n, n, about, flags)


INDICATOR = Indicator(
    code="pengaduan",
    version=1,
    title=_("Pengaduan yang diterima"),
    why=_("Menunjukkan soal apa yang diadukan, dari wilayah mana, dan berapa orang yang terdampak."),
    kind=Kind.FULL_COUNT,
    numerator=_(
        "Kejadian yang diterima dalam periode, menurut tanggal di daerah asal; "
        "laporan duplikat dihitung terpisah."
    ),
    denominator=_("Tidak ada, karena ini jumlah kejadian; satu kejadian dapat menimpa banyak orang."),
    doubt=_(
        "Tanpa kesalahan sampel, karena semua pengaduan didata; naik setelah sosialisasi dapat berarti "
        "lebih banyak yang tahu cara mengadu."
    ),
    unit=_("kejadian"),
    source=_("Catatan pengaduan, portal ini"),
    direction=Direction.NEITHER,
    compute=compute,
    reads=READS,
    asks=(REGION, FROM, TO),
    filters=FILTERS,
    opens=Permission.COMPLAINTS_VIEW,
)
