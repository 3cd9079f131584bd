"""The published numbers of participants, in words."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmi_portal.words.formats import show_date, show_number
from reports.renderers import charts
from reports.renderers.figures import Column, Figure

MEASURES = {
    "active": gettext_lazy("peserta aktif"),
    "protected": gettext_lazy("terlindungi"),
    "registered_cumulative": gettext_lazy("terdaftar kumulatif"),
}
CLOSE = timedelta(days=60)  # values in conflict within so many days tell of one and the same moment


def say_participants(shown):
    """The Figure of participants: every published value; only those of active participants are drawn."""
    return Figure(
        id=shown.indicator.code,
        title=_title([cell for cell in shown.cells if cell.where["measure"] == "active"]),
        subtitle=_("Peserta PMI menurut terbitan, orang, Indonesia"),
        columns=(
            Column("as_of", _("Per tanggal"), kind="date"),
            Column("measure", _("Ukuran")),
            Column("value", _("Jumlah"), unit=_("orang"), kind="integer"),
            Column("doubt", _("Sumber berbeda")),
            Column("note", _("Catatan")),
            Column("source", _("Sumber"), link="url"),
        ),
        rows=tuple(_row(cell) for cell in shown.cells),
        chart=charts.Series(day="as_of", value="charted"),
        notes=(
            _("Hanya peserta aktif yang digambar; angka kumulatif dan “terlindungi” ada di tabel."),
            _("Titik kosong bukan akhir tahun, jadi tidak disambung. ≠: sumber lain menyebut nilai berbeda."),
        ),
        source=str(shown.indicator.source),
        method=f"{shown.indicator.numerator} {shown.indicator.doubt}",
    )


def _row(cell):
    active = cell.where["measure"] == "active"
    source = cell.about["source"]
    return {
        "as_of": cell.where["as_of"],
        "measure": str(MEASURES.get(cell.where["measure"], cell.where["measure"])),
        "value": cell.value,
        "charted": cell.value if active else None,
        "joined": active and cell.about["is_whole_year"],
        "conflict": cell.about["conflict"],
        "doubt": _("sumber berbeda") if cell.about["conflict"] else "",
        "note": cell.about["note"],
        "source": source,
        "url": source if source.startswith("https://") else "",
    }


def _title(active):
    """The newest value with its day and its doubt, and the way since the first one."""
    if not active:
        return _("Angka peserta belum ada. Minta administrator menambahkannya")
    first, newest = active[0], active[-1]
    told = {
        "now": show_number(newest.value),
        "today": show_date(newest.where["as_of"]),
        "before": show_number(first.value),
        "then": show_date(first.where["as_of"]),
        "other": "",
    }
    others = [
        cell
        for cell in active[:-1]
        if cell.about["conflict"] and newest.where["as_of"] - cell.where["as_of"] <= CLOSE
    ]
    if newest.about["conflict"] and others:
        told["other"] = show_number(others[-1].value)
        return (
            _("Peserta aktif %(now)s atau %(other)s, sumber berbeda (%(today)s), dari %(before)s (%(then)s)")
            % told
        )
    if newest is first:
        return _("Peserta aktif %(now)s (%(today)s)") % told
    return _("Peserta aktif %(now)s (%(today)s), dari %(before)s (%(then)s)") % told
