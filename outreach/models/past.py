"""Records of the years before the portal, brought by a file: as they were, and with nothing left to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

PAST_FIELDS = ("past_import", "past_number", "past_sheet", "past_row", "past_key", "past_digest")


class PastMixin(models.Model):
    """From which row of which import it came; the file lies with the imports, which stand above this app.

    `past_key` is the identity of the row, so that the same file brings nobody twice, `past_digest` that of
    what it said. No clock runs for such a record, nobody holds it, and nobody is reminded of it.
    """

    past_import = models.BigIntegerField(_("riwayat dari unggahan"), null=True, editable=False)
    past_number = models.CharField(_("nomor lama"), max_length=60, blank=True, editable=False)
    past_sheet = models.CharField(max_length=100, blank=True, editable=False)
    past_row = models.PositiveIntegerField(null=True, editable=False)
    past_key = models.CharField(max_length=64, null=True, unique=True, editable=False)
    past_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_past(self):
        return self.past_import is not None

    @property
    def past_place(self):
        """“Data, baris 17”: where it stood in its file."""
        row = _("baris %(row)s") % {"row": self.past_row}
        return f"{self.past_sheet}, {row}" if self.past_sheet else str(row)
