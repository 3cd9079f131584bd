"""The published numbers of participants, with their sources and their contradictions."""

from django.utils.translation import gettext_lazy as _

from reports.models import PARTICIPANTS, ReferenceFigure
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.results import Cell, Result
from stakeholders.models import Region

ACTIVE = "active"


def compute(question, *, regions, today):
    """The Result: a cell for each published value, oldest first; of one day the smaller value first."""
    figures = ReferenceFigure.objects.filter(series=PARTICIPANTS).order_by("as_of", "value")
    return Result(question, INDICATOR, today, tuple(_cell(figure) for figure in figures))


def _cell(figure):
    about = {
        "conflict": figure.conflict,
        "is_whole_year": figure.precision == ReferenceFigure.Precision.YEAR,
        "note": figure.note,
        "source": figure.source,
    }
    return Cell({"as_of": figure.as_of, "measure": figure.measure}, figure.value, figure.value, about)


INDICATOR = Indicator(
    code="peserta",
    version=1,
    title=_("Peserta PMI menurut terbitan"),
    why=_("Memberi ukuran: berapa pekerja migran yang terlindungi menurut angka yang terbit."),
    kind=Kind.FULL_COUNT,
    numerator=_("Angka yang diterbitkan, apa adanya, dengan sumber masing-masing."),
    denominator=_("Tidak ada, karena ini jumlah orang."),
    doubt=_("Angka terbitan tanpa rentang; angka yang berbeda antarsumber ditampilkan berdampingan."),
    unit=_("orang"),
    source=_("Terbitan pihak lain, dicatat dengan sumbernya"),
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=(Region, ReferenceFigure),
    asks=(),
)
