"""Lists of sessions, statements, guides and second codings."""

from operator import attrgetter, methodcaller

import django_tables2
from django.utils.translation import gettext_lazy as _

from outreach.ground.tables import joined
from pmi_portal.lists.tables import NUMBER, WIDE, CellColumn, ListTable, NumberColumn
from pmi_portal.words.formats import show_clock, show_date, show_number, zone_name


class SessionTable(ListTable):
    held_on = CellColumn(
        "outreach/fgd/cells/time.html", verbose_name=_("Tanggal"), plain=attrgetter("held_on")
    )
    event = CellColumn(
        "outreach/fgd/cells/session.html",
        plain=str,
        verbose_name=_("Kegiatan FGD dan sesi"),
        attrs=WIDE,
        order_by=("event__title", "title"),
    )
    venue = CellColumn(
        "outreach/fgd/cells/venue.html",
        plain=lambda one: joined(one.event.region.named_since(one.held_on), one.venue),
        verbose_name=_("Wilayah dan tempat"),
        order_by=("event__region__order", "venue"),
    )
    group_count = django_tables2.Column(verbose_name=_("Kelompok didengar"), attrs=NUMBER)
    attendance = NumberColumn(verbose_name=_("Hadir (orang)"))
    statement_count = NumberColumn(verbose_name=_("Pernyataan"))
    FILE_ONLY = (
        (_("Nama sesi"), attrgetter("title")),
        (_("Mulai"), lambda one: _clock(one.starts_at)),
        (_("Selesai"), lambda one: _clock(one.ends_at)),
        (_("Zona waktu"), lambda one: zone_name(one.zone)),
        (_("Status"), attrgetter("status")),
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada sesi yang cocok.")

    def remarks(self, record):
        return super().remarks(record.event)

    def file_only(self):
        return [(_("Kelompok seluruhnya"), attrgetter("group_total")), *self.FILE_ONLY]

    def value_group_count(self, value):
        return value

    def render_group_count(self, value, record):
        return _("%(heard)s dari %(total)s") % {"heard": value, "total": show_number(record.group_total)}


class StatementTable(ListTable):
    text = CellColumn(
        "outreach/fgd/cells/statement.html",
        verbose_name=_("Pernyataan"),
        attrs=WIDE,
        plain=attrgetter("text"),
    )
    kind = CellColumn(
        "outreach/fgd/cells/kind.html",
        verbose_name=_("Jenis"),
        plain=methodcaller("get_kind_display"),
        by=("kind",),
    )
    theme = django_tables2.Column(verbose_name=_("Tema"), order_by=("theme__order", "theme__code"))
    group = django_tables2.Column(verbose_name=_("Kelompok"), order_by="group__order")
    session = CellColumn(
        "outreach/fgd/cells/said_in.html",
        plain=lambda one: joined(
            show_date(one.session.held_on),
            one.session.event.region.named_since(one.session.held_on),
            one.session,
        ),
        verbose_name=_("Sesi"),
        order_by=("session__held_on", "session__event__region__order"),
    )
    FILE_ONLY = (
        (_("Tanda darurat"), lambda one: ", ".join(map(str, one.signs))),
        (_("Waktu kejadian"), attrgetter("happened_when")),
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada pernyataan yang cocok.")

    def render_group(self, value, record):
        return value.named_since(record.session.held_on)

    def remarks(self, record):
        return super().remarks(record.session.event)


def _clock(time):
    return show_clock(time) if time else ""


class CodingTable(ListTable):
    held_on = CellColumn("outreach/fgd/cells/time.html", verbose_name=_("Tanggal"))
    event = CellColumn(
        "outreach/fgd/cells/session.html",
        verbose_name=_("Kegiatan FGD dan sesi"),
        attrs=WIDE,
        order_by=("event__title", "title"),
    )
    statement_count = NumberColumn(verbose_name=_("Pernyataan"), orderable=False)
    coded_count = NumberColumn(verbose_name=_("Tema dinilai dua kali"), orderable=False)
    left_count = CellColumn(
        "outreach/fgd/cells/to_code.html",
        verbose_name=_("Menunggu penilaian Anda"),
        attrs=NUMBER,
        orderable=False,
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada sesi yang cocok.")

    def __init__(self, *args, may_code, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_code:
            self.columns.hide("left_count")


class GuideTable(ListTable):
    title = CellColumn("outreach/fgd/cells/guide.html", verbose_name=_("Panduan"), attrs=WIDE)
    number = NumberColumn(verbose_name=_("Versi"), attrs=NUMBER)
    question_count = NumberColumn(verbose_name=_("Pertanyaan"))
    session_count = NumberColumn(verbose_name=_("Dipakai (sesi)"))

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada panduan yang cocok.")
