"""The list of activities."""

from operator import attrgetter, methodcaller

import django_tables2
from django.utils.translation import gettext_lazy as _

from outreach.ground.tables import joined
from pmi_portal.lists.tables import WIDE, CellColumn, ListTable, NumberColumn


class ActivityTable(ListTable):
    held_on = CellColumn(
        "outreach/activities/cells/activity_day.html",
        verbose_name=_("Tanggal"),
        attrs={"td": {"class": "text-nowrap"}},
        plain=attrgetter("held_on"),
    )
    title = CellColumn(
        "outreach/activities/cells/activity.html",
        verbose_name=_("Sosialisasi"),
        attrs=WIDE,
        plain=attrgetter("title"),
    )
    region = CellColumn(
        "outreach/activities/cells/place.html",
        plain=lambda one: joined(one.region, one.district, one.village),
        verbose_name=_("Wilayah dan tempat"),
        order_by=("region__order", "district__name", "village"),
    )
    channel = django_tables2.Column(verbose_name=_("Cara penyampaian"))
    counted = NumberColumn(verbose_name=_("Peserta (orang)"))
    status = CellColumn(
        "outreach/activities/cells/status.html",
        verbose_name=_("Status"),
        plain=methodcaller("get_status_display"),
        by=("status",),
    )
    FILE_ONLY = ((_("Pendaftaran dalam 90 hari"), attrgetter("registrations")),)

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada sosialisasi yang cocok.")
        sequence = ["held_on", "title", "region", "channel", "counted", "status"]
