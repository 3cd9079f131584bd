"""The list of follow-ups."""

from operator import attrgetter, methodcaller

import django_tables2
from django.utils.translation import gettext_lazy as _

from outreach.ground.tables import joined
from pmi_portal.lists.tables import WIDE, CellColumn, ListTable

STATES = {"td": {"class": "states"}}


class FollowUpTable(ListTable):
    number = CellColumn(
        "outreach/follow_ups/cells/follow_up_number.html", verbose_name=_("Nomor"), plain=attrgetter("number")
    )
    recommendation = CellColumn(
        "outreach/follow_ups/cells/follow_up.html",
        verbose_name=_("Rekomendasi"),
        attrs=WIDE,
        orderable=False,
        plain=attrgetter("recommendation"),
    )
    institution = CellColumn(
        "outreach/follow_ups/cells/follow_up_institution.html",
        plain=lambda one: joined(one.institution.named_since(one.due_on), one.region.named_since(one.due_on)),
        verbose_name=_("Instansi dan wilayah"),
        attrs=WIDE,
        order_by=("institution__name", "due_on"),
    )
    due_on = CellColumn(
        "outreach/follow_ups/cells/follow_up_due.html",
        verbose_name=_("Batas waktu"),
        plain=attrgetter("due_on"),
    )
    state = CellColumn(
        "outreach/follow_ups/cells/follow_up_state.html",
        verbose_name=_("Status"),
        attrs=STATES,
        plain=methodcaller("get_state_display"),
        by=("state", "verified_at"),
    )
    confirmation = CellColumn(
        "outreach/follow_ups/cells/follow_up_confirmation.html",
        plain=methodcaller("get_confirmation_display"),
        verbose_name=_("Tanggapan kelompok"),
        order_by="confirmed_on",
        attrs=STATES,
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada tindak lanjut yang cocok.")
        sequence = ["number", "recommendation", "institution", "due_on", "state", "confirmation"]


class DueTable(ListTable):
    """Only cut into pages here; the page itself groups the rows by institution."""

    due_on = django_tables2.Column(orderable=False)
