"""The list of imports."""

import django_tables2
from django.utils.translation import gettext_lazy as _

from pmi_portal.lists.tables import WIDE, CellColumn, ListTable, NumberColumn
from surveys.models import ImportBatch

NOWRAP = {"td": {"class": "text-nowrap"}}


class ImportTable(ListTable):
    original_name = CellColumn("surveys/importing/cells/import.html", verbose_name=_("Berkas"), attrs=WIDE)
    into = django_tables2.Column(verbose_name=_("Ke mana"), order_by=("round__title", "subject", "pk"))
    state = CellColumn("surveys/importing/cells/import_state.html", verbose_name=_("Status"))
    written = NumberColumn(verbose_name=_("Baris tersimpan"))
    uploaded_at = CellColumn(
        "surveys/importing/cells/uploaded_at.html", verbose_name=_("Diunggah"), attrs=NOWRAP
    )
    uploaded_by = django_tables2.Column(
        verbose_name=_("Oleh"), order_by=("uploaded_by__full_name", "pk"), attrs=NOWRAP
    )

    class Meta(ListTable.Meta):
        model = ImportBatch
        fields = ["original_name", "into", "state", "written", "uploaded_at", "uploaded_by"]
        empty_text = _("Belum ada unggahan yang cocok. Unggah berkas survei untuk memulai.")
