"""Emergencies that still wait, in words."""

from django.utils.translation import gettext as _

from outreach.complaints.filters import KPKP
from outreach.models import Complaint
from pmi_portal.words.formats import show_date, show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure
from reports.renderers.symbols import Symbol
from reports.results.results import Flag
from reports.saying.complaints import desk_name, filters_told, list_of
from reports.saying.wording import bounded

ANY = "any"
NONE_DRAWN = Symbol("0", "")


def say_emergencies(shown):
    """The Figure of emergencies by desk and sign; each once in the row of all."""
    return Figure(
        id=shown.indicator.code,
        title=_title([cell for cell in shown.cells if cell.where["sign"] == ANY]),
        subtitle=bounded(
            shown,
            _("Jumlah pengaduan darurat yang belum selesai sekarang, menurut meja dan tanda%(narrowed)s")
            % {"narrowed": filters_told(shown.question)},
        ),
        columns=(
            Column("region", _("Meja")),
            Column("sign", _("Tanda darurat")),
            Column("n", _("Pengaduan"), kind="integer", link="listed"),
            Column("oldest", _("Diterima paling awal"), kind="date"),
        ),
        rows=tuple(_row(cell, shown.question) for cell in shown.cells),
        chart=charts.Matrix(down="sign", across="region", value="drawn", text="told"),
        notes=(_("Satu pengaduan dapat memiliki beberapa tanda, jadi tanda-tandanya tidak dijumlahkan."),),
        sampled=any(Flag.SAMPLE_DATA in cell.flags for cell in shown.cells),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.denominator}",
        as_of=shown.as_of,
    )


def _row(cell, question):
    region, sign = cell.where["region"], cell.where["sign"]
    is_all = sign == ANY
    listed = list_of(question, desk=region.code if region else KPKP, attention="urgent")
    return {
        "region": desk_name(region),
        "sign": _sign_name(sign),
        "n": cell.value,
        # None of them is no gap to be filled, as an empty cell of the drawing would say.
        "drawn": cell.value or NONE_DRAWN,
        "told": show_number(cell.value),
        "oldest": cell.about["oldest"] if is_all else None,
        "listed": listed if is_all and cell.value else "",
    }


def _sign_name(sign):
    return {ANY: _("semua darurat"), "none": _("tanpa tanda di atas")}.get(sign) or str(Complaint.SIGNS[sign])


def _title(everywhere):
    """How many there are, and since when the oldest waits."""
    total = sum(cell.value for cell in everywhere)
    if not total:
        return _("Tidak ada pengaduan darurat yang belum selesai")
    oldest = min(cell.about["oldest"] for cell in everywhere if cell.value)
    told = {"n": show_number(total), "day": show_date(oldest)}
    if total == 1:
        return _("1 pengaduan darurat belum selesai, diterima %(day)s") % told
    return _("%(n)s pengaduan darurat belum selesai, yang paling lama diterima %(day)s") % told
