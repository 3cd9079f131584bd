"""The list of rounds."""

import django_tables2
from django.utils.translation import gettext_lazy as _

from pmi_portal.lists.tables import WIDE, CellColumn, ListTable, NumberColumn
from surveys.models import SurveyRound


class RoundTable(ListTable):
    title = CellColumn("surveys/rounds/cells/round.html", verbose_name=_("Putaran"), attrs=WIDE)
    starts_on = CellColumn("surveys/rounds/cells/period.html", verbose_name=_("Periode"))
    regions = CellColumn(
        "surveys/rounds/cells/regions.html", verbose_name=_("Wilayah"), attrs=WIDE, orderable=False
    )
    sampling_method = django_tables2.Column(verbose_name=_("Cara memilih responden"))
    response_count = NumberColumn(verbose_name=_("Responden"))

    class Meta(ListTable.Meta):
        model = SurveyRound
        fields = ["title", "starts_on", "regions", "sampling_method", "response_count"]
        empty_text = _("Tidak ada putaran yang cocok. Ubah saringan, atau buat putaran baru.")
