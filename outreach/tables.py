"""Lists of activities, sessions and statements."""

import django_tables2
from django.utils.translation import gettext_lazy as _

from pmi_portal.formats import show_number
from pmi_portal.tables import NUMBER, WIDE, CellColumn, DateColumn, ListTable, NumberColumn


class ActivityTable(ListTable):
    held_on = DateColumn(verbose_name=_("Tanggal"))
    title = CellColumn("outreach/cells/activity.html", verbose_name=_("Kegiatan"), attrs=WIDE)
    region = CellColumn(
        "outreach/cells/place.html",
        verbose_name=_("Wilayah dan tempat"),
        order_by=("region__order", "district__name", "village"),
    )
    channel = django_tables2.Column(verbose_name=_("Cara penyampaian"))
    counted = NumberColumn(verbose_name=_("Peserta (orang)"))
    status = CellColumn("outreach/cells/status.html", verbose_name=_("Status"))

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada kegiatan yang cocok.")
        sequence = ["held_on", "title", "region", "channel", "counted", "status"]


class SessionTable(ListTable):
    held_on = CellColumn("outreach/cells/time.html", verbose_name=_("Tanggal"))
    event = CellColumn(
        "outreach/cells/session.html",
        verbose_name=_("Kegiatan dan sesi"),
        attrs=WIDE,
        order_by=("event__title", "title"),
    )
    venue = CellColumn(
        "outreach/cells/venue.html",
        verbose_name=_("Wilayah dan tempat"),
        order_by=("event__region__order", "venue"),
    )
    group_count = django_tables2.Column(verbose_name=_("Kelompok didengar"), attrs=NUMBER)
    attendance = NumberColumn(verbose_name=_("Hadir (orang)"))
    statement_count = NumberColumn(verbose_name=_("Pernyataan"))

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada sesi yang cocok.")

    def __init__(self, *args, group_total, **kwargs):
        self.group_total = group_total
        super().__init__(*args, **kwargs)

    def render_group_count(self, value):
        return _("%(heard)s dari %(total)s") % {"heard": value, "total": show_number(self.group_total)}


class StatementTable(ListTable):
    text = CellColumn("outreach/cells/statement.html", verbose_name=_("Pernyataan"), attrs=WIDE)
    kind = CellColumn("outreach/cells/kind.html", verbose_name=_("Jenis"))
    theme = django_tables2.Column(verbose_name=_("Tema"), order_by=("theme__order", "theme__code"))
    group = django_tables2.Column(verbose_name=_("Kelompok"), order_by="group__order")
    session = CellColumn(
        "outreach/cells/said_in.html",
        verbose_name=_("Sesi"),
        order_by=("session__held_on", "session__event__region__order"),
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada pernyataan yang cocok.")
