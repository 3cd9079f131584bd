"""The list of responses."""

from operator import attrgetter, methodcaller

import django_tables2
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.lists.tables import WIDE, CellColumn, DateColumn, ListTable


class ResponseTable(ListTable):
    number = CellColumn(
        "surveys/responses/cells/response.html",
        verbose_name=pgettext_lazy("satu", "Responden"),
        plain=str,
        order_by=("number",),
    )
    round = django_tables2.Column(verbose_name=_("Putaran"), order_by=("round__title",), attrs=WIDE)
    region = django_tables2.Column(verbose_name=_("Wilayah"), order_by=("region__order",), default="–")
    responded_on = DateColumn(verbose_name=_("Wawancara"))
    state = CellColumn(
        "surveys/responses/cells/response_state.html",
        verbose_name=_("Status"),
        plain=methodcaller("get_state_display"),
        by=("state",),
    )
    batch = CellColumn(
        "surveys/responses/cells/response_source.html",
        verbose_name=_("Berkas, baris"),
        orderable=False,
        attrs=WIDE,
    )

    FILE_ONLY = (
        (_("Nomor responden"), attrgetter("number")),
        (_("Kode putaran"), attrgetter("round.code")),
        (_("Kabupaten/kota"), lambda response: str(response.district or "")),
        (_("Cara wawancara"), methodcaller("get_interview_mode_display")),
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada jawaban yang cocok. Ubah saringan.")
