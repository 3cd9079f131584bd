"""The list of discussion guides."""

from django.utils.translation import gettext_lazy as _

from pmi_portal.lists.tables import NUMBER, WIDE, CellColumn, ListTable, NumberColumn


class GuideTable(ListTable):
    title = CellColumn("outreach/cells/guide.html", verbose_name=_("Panduan"), attrs=WIDE)
    number = NumberColumn(verbose_name=_("Versi"), attrs=NUMBER)
    question_count = NumberColumn(verbose_name=_("Pertanyaan"))
    session_count = NumberColumn(verbose_name=_("Dipakai (sesi)"))

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada panduan yang cocok.")
