"""A filter that several lists have."""

from django.utils.translation import gettext_lazy as _

from pmi_portal.lists.filters import ChoiceFilter

CHOICES = [("only", _("hanya riwayat")), ("without", _("tanpa riwayat"))]


class PastFilter(ChoiceFilter):
    """What came from old lists, by itself or left out."""

    def __init__(self, **about):
        super().__init__(label=_("Riwayat"), choices=CHOICES, **about)

    def filter(self, records, value):
        return records if not value else records.filter(past_import__isnull=value == "without")
