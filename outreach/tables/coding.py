"""How far the second coding of sessions is."""

from django.utils.translation import gettext_lazy as _

from pmi_portal.lists.tables import NUMBER, WIDE, CellColumn, ListTable, NumberColumn


class CodingTable(ListTable):
    held_on = CellColumn("outreach/cells/time.html", verbose_name=_("Tanggal"))
    event = CellColumn(
        "outreach/cells/session.html",
        verbose_name=_("Kegiatan dan sesi"),
        attrs=WIDE,
        order_by=("event__title", "title"),
    )
    statement_count = NumberColumn(verbose_name=_("Pernyataan"), orderable=False)
    coded_count = NumberColumn(verbose_name=_("Dikode dua kali"), orderable=False)
    left_count = CellColumn(
        "outreach/cells/to_code.html", verbose_name=_("Menunggu kode Anda"), attrs=NUMBER, orderable=False
    )

    class Meta(ListTable.Meta):
        empty_text = _("Tidak ada sesi yang cocok.")

    def __init__(self, *args, may_code, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_code:
            self.columns.hide("left_count")
