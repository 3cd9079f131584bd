"""The list of complaints."""

from operator import attrgetter, methodcaller
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from outreach.complaints.clock_words import answer_state
from outreach.complaints.clocks import share_used
from outreach.ground.rules import today_at
from outreach.ground.tables import joined
from pmi_portal.lists.tables import CellColumn, ListTable


def held_on(complaint):
    """The day since which it is in these hands, where it is at home."""
    return complaint.held_since and timezone.localdate(complaint.held_since, ZoneInfo(complaint.zone))


def origin_of(complaint):
    """The region and the district; of what comes from outside the pockets the province."""
    outside = [gettext("luar daerah kantong")] if complaint.is_outside else []
    places = (complaint.region, complaint.district, complaint.outside_district, complaint.outside_province)
    return joined(*outside, *places)


class ComplaintTable(ListTable):
    number = CellColumn(
        "outreach/complaints/cells/complaint.html",
        verbose_name=_("Nomor"),
        order_by=("received_at", "pk"),
        plain=attrgetter("number"),
    )
    received_at = CellColumn(
        "outreach/complaints/cells/complaint_received.html",
        verbose_name=_("Diterima"),
        plain=lambda one: timezone.localdate(one.received_at, ZoneInfo(one.zone)),
    )
    region = CellColumn(
        "outreach/complaints/cells/complaint_place.html",
        plain=origin_of,
        by=("is_outside", "region", "district", "origin"),
        verbose_name=_("Wilayah asal"),
        order_by=("region__order", "district__name"),
    )
    category = CellColumn(
        "outreach/complaints/cells/complaint_category.html",
        plain=attrgetter("category"),
        verbose_name=_("Kategori"),
        order_by=("category__order", "category__code"),
    )
    status = CellColumn(
        "outreach/complaints/cells/complaint_status.html",
        verbose_name=_("Status"),
        plain=methodcaller("get_status_display"),
        by=("status",),
    )
    answer_by = CellColumn(
        "outreach/complaints/cells/clock.html",
        about="clock_of",
        plain=lambda one: None if one.is_past else one.answer_by,
        verbose_name=_("Batas jawaban"),
    )
    holder = CellColumn(
        "outreach/complaints/cells/complaint_holder.html",
        verbose_name=_("Dipegang oleh"),
        order_by=("holder", "held_since"),
        plain=attrgetter("holder_name"),
    )

    FILE_ONLY = (
        (_("Dipegang sejak"), held_on),
        (_("Penerusan"), attrgetter("referral_count")),
        (_("Tindak lanjut terbuka"), attrgetter("waiting_count")),
        (_("Ditangani di"), attrgetter("handled_in")),
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada pengaduan yang cocok.")

    def __init__(self, *args, calendar, **kwargs):
        self.calendar = calendar
        super().__init__(*args, **kwargs)

    def for_file(self, records):
        return records.with_referral_count()

    def remarks(self, record):
        return [*([gettext("darurat")] if record.is_urgent else []), *super().remarks(record)]

    def clock_of(self, record):
        today = today_at(record)
        return {
            "state": answer_state(record, self.calendar, today),
            "used": share_used(record, self.calendar, today),
        }
