"""Lists of activities, sessions and statements."""

from operator import attrgetter, methodcaller

import django_tables2
from django.utils.translation import gettext_lazy as _

from pmi_portal.lists.tables import NUMBER, WIDE, CellColumn, ListTable, NumberColumn
from pmi_portal.words.formats import show_clock, show_date, show_number, zone_name


class ActivityTable(ListTable):
    held_on = CellColumn(
        "outreach/cells/activity_day.html",
        verbose_name=_("Tanggal"),
        attrs={"td": {"class": "text-nowrap"}},
        plain=attrgetter("held_on"),
    )
    title = CellColumn(
        "outreach/cells/activity.html", verbose_name=_("Kegiatan"), attrs=WIDE, plain=attrgetter("title")
    )
    region = CellColumn(
        "outreach/cells/place.html",
        plain=lambda one: _joined(one.region, one.district, one.village),
        verbose_name=_("Wilayah dan tempat"),
        order_by=("region__order", "district__name", "village"),
    )
    channel = django_tables2.Column(verbose_name=_("Cara penyampaian"))
    counted = NumberColumn(verbose_name=_("Peserta (orang)"))
    status = CellColumn(
        "outreach/cells/status.html", verbose_name=_("Status"), plain=methodcaller("get_status_display")
    )
    FILE_ONLY = ((_("Pendaftaran dalam 90 hari"), attrgetter("registrations")),)

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada kegiatan yang cocok.")
        sequence = ["held_on", "title", "region", "channel", "counted", "status"]


class SessionTable(ListTable):
    held_on = CellColumn("outreach/cells/time.html", verbose_name=_("Tanggal"), plain=attrgetter("held_on"))
    event = CellColumn(
        "outreach/cells/session.html",
        plain=str,
        verbose_name=_("Kegiatan dan sesi"),
        attrs=WIDE,
        order_by=("event__title", "title"),
    )
    venue = CellColumn(
        "outreach/cells/venue.html",
        plain=lambda one: _joined(one.event.region, one.venue),
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
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada sesi yang cocok.")

    def remarks(self, record):
        return super().remarks(record.event)

    def __init__(self, *args, group_total, **kwargs):
        self.group_total = group_total
        super().__init__(*args, **kwargs)

    def render_group_count(self, value):
        return _("%(heard)s dari %(total)s") % {"heard": value, "total": show_number(self.group_total)}


class StatementTable(ListTable):
    text = CellColumn(
        "outreach/cells/statement.html", verbose_name=_("Pernyataan"), attrs=WIDE, plain=attrgetter("text")
    )
    kind = CellColumn(
        "outreach/cells/kind.html", verbose_name=_("Jenis"), plain=methodcaller("get_kind_display")
    )
    theme = django_tables2.Column(verbose_name=_("Tema"), order_by=("theme__order", "theme__code"))
    group = django_tables2.Column(verbose_name=_("Kelompok"), order_by="group__order")
    session = CellColumn(
        "outreach/cells/said_in.html",
        plain=lambda one: _joined(show_date(one.session.held_on), one.session.event.region, one.session),
        verbose_name=_("Sesi"),
        order_by=("session__held_on", "session__event__region__order"),
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada pernyataan yang cocok.")

    def remarks(self, record):
        return super().remarks(record.session.event)


def _clock(time):
    return show_clock(time) if time else ""


def _joined(*parts):
    return ", ".join(str(part) for part in parts if part)
