"""The published numbers of participants, with their sources and their contradictions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmi_portal.words.formats import show_date, show_number
from reports import charts
from reports.figures import Column, Figure
from reports.indicators.definitions import PARTICIPANTS
from reports.models import ReferenceFigure
from reports.reference import PARTICIPANTS as SERIES

MEASURES = {
    "active": gettext_lazy("peserta aktif"),
    "protected": gettext_lazy("terlindungi"),
    "registered_cumulative": gettext_lazy("terdaftar kumulatif"),
}


def participants_figure():
    figures = list(ReferenceFigure.objects.filter(series=SERIES).order_by("as_of", "value"))
    rows = [_row(figure) for figure in figures]
    return Figure(
        id="peserta",
        title=_finding(figures),
        subtitle=_("Peserta PMI menurut terbitan, orang, Indonesia, 2017 sampai sekarang"),
        columns=(
            Column("as_of", _("Per tanggal"), kind="date"),
            Column("measure", _("Ukuran")),
            Column("value", _("Jumlah"), unit=_("orang"), kind="integer"),
            Column("doubt", _("Sumber berbeda")),
            Column("note", _("Catatan")),
            Column("source", _("Sumber")),
        ),
        rows=tuple(rows),
        chart=charts.Series(day="as_of", value="charted"),
        notes=(
            _("Hanya peserta aktif yang digambar; angka kumulatif dan “terlindungi” ada di tabel."),
            _("Titik kosong bukan akhir tahun, jadi tidak disambung. ≠: sumber lain menyebut nilai berbeda."),
        ),
        source=str(PARTICIPANTS.source),
        method=f"{PARTICIPANTS.numerator} {PARTICIPANTS.doubt}",
    )


def _row(figure):
    active = figure.measure == "active"
    return {
        "as_of": figure.as_of,
        "measure": str(MEASURES.get(figure.measure, figure.measure)),
        "value": figure.value,
        "charted": figure.value if active else None,
        "joined": active and figure.precision == ReferenceFigure.Precision.YEAR,
        "conflict": figure.conflict,
        "doubt": _("sumber berbeda") if figure.conflict else "",
        "note": figure.note,
        "source": figure.source,
    }


def _finding(figures):
    active = [figure for figure in figures if figure.measure == "active"]
    if not active:
        return _("Angka peserta belum ada. Minta administrator menambahkannya")
    newest, least, peak = active[-1], min(active[1:] or active, key=_value), max(active, key=_value)
    words = {"now": show_number(newest.value), "today": show_date(newest.as_of)}
    if active[0].as_of < least.as_of < newest.as_of:
        return _("Peserta aktif turun sampai %(low)s (%(when)s), lalu menjadi %(now)s (%(today)s)") % (
            words | {"low": show_number(least.value), "when": show_date(least.as_of)}
        )
    return _("Peserta aktif %(now)s (%(today)s), tertinggi %(peak)s") % (
        words | {"peak": show_number(peak.value)}
    )


def _value(figure):
    return figure.value
