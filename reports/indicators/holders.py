"""Who holds the complaints that have not ended, and how many of them are late."""

from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from reports.indicators.complaints import FILTERS, READS, complaints_asked, places_asked
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import REGION
from reports.results.results import Cell, Flag, Result
from stakeholders.models import Institution

INSTITUTION = "institution"
COUNTS = ("young", "older", "old")


def compute(question, *, regions, today):
    """The Result: a cell for each desk and holder with complaints, its value the late of the `n` held.

    `where` has the desk's `region`, the `kind` of holder and the `institution`, None for any other kind: the
    officers of a desk stand together and without names. `about` holds the `oldest` day of receipt and how
    many are `young`, `older` and `old`.
    """
    found, invented = complaints_asked(question)
    merged = {}
    for row in found.holding_counts(today):
        kind, _dash, key = row["holder"].partition("-")
        place = (row["desk"], kind, int(key) if kind == INSTITUTION else None)
        merged[place] = _added(merged.get(place), row)
    names = Institution.objects.in_bulk([key for _desk, _kind, key in merged if key])
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    places = {place and place.pk: place for place in places_asked(question, regions)}
    cells = [
        _cell({"region": places[desk], "kind": kind, "institution": names.get(key)}, row, flags)
        for (desk, kind, key), row in merged.items()
        if desk in places
    ]
    return Result(question, INDICATOR, today, tuple(cells))


def _added(before, row):
    if before is None:
        return row
    counts = {name: before[name] + row[name] for name in ("n", "late", *COUNTS)}
    return row | counts | {"oldest": min(before["oldest"], row["oldest"])}


def _cell(where, row, flags):
    about = {name: row[name] for name in ("oldest", *COUNTS)}
    return Cell(where, row["late"], row["n"], about, flags)


INDICATOR = Indicator(
    code="pemegang",
    version=1,
    title=_("Pemegang pengaduan"),
    why=_("Menunjukkan di tangan siapa pengaduan sekarang, dan siapa yang memegang yang terlambat."),
    kind=Kind.FULL_COUNT,
    numerator=_("Pengaduan yang menunggu jawaban setelah batas waktunya lewat, tanpa yang ditunda."),
    denominator=_("Semua pengaduan yang dipegang sekarang, juga yang sudah dijawab tetapi belum ditutup."),
    doubt=_("Tanpa kesalahan sampel, karena semua pengaduan didata."),
    unit=_("pengaduan"),
    source=_("Catatan pengaduan, portal ini"),
    direction=Direction.LOWER_IS_BETTER,
    compute=compute,
    reads=(*READS, Institution),
    asks=(REGION,),
    filters=FILTERS,
    opens=Permission.COMPLAINTS_VIEW,
)
