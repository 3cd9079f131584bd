"""What of a file came into its round before: the same bytes, or the same rows in other bytes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.words.formats import show_datetime, show_number
from surveys.models import ImportBatch
from surveys.models.imports import SAVED


def told_of_earlier(batch, user):
    """Sentences on it: when, and by whom if this user may see that import."""
    if same := _same_bytes(batch):
        return [_same_file(same, user)]
    rows = {} if batch.state in SAVED else dict(batch.report.get("brought_by", []))
    earlier = ImportBatch.objects.filter(pk__in=[pk for pk in rows if pk]).exclude(pk=batch.pk)
    return [
        _same_rows(one, rows[one.pk], user)
        for one in earlier.select_related("committed_by").defer("report").order_by("committed_at")
    ]


def _same_bytes(batch):
    """The first import of this file of which a sheet was read that this one reads too."""
    read = frozenset(batch.sheets_read)
    same = ImportBatch.objects.committed().same_as(batch).order_by("committed_at")
    return next((each for each in same if not read or read.intersection(each.sheets_read)), None)


def _same_file(earlier, user):
    told = {"when": show_datetime(earlier.committed_at), "who": earlier.committed_by}
    if _may_see(earlier, user):
        return _("Berkas ini sudah disimpan pada %(when)s oleh %(who)s.") % told
    return _("Berkas ini sudah disimpan pada %(when)s oleh petugas lain.") % told


def _same_rows(earlier, rows, user):
    told = {"n": show_number(rows), "when": show_datetime(earlier.committed_at)}
    if not _may_see(earlier, user):
        words = ngettext(
            "%(n)s baris sudah disimpan pada %(when)s oleh petugas lain.",
            "%(n)s baris sudah disimpan pada %(when)s oleh petugas lain.",
            rows,
        )
        return words % told
    words = ngettext(
        "%(n)s baris sudah disimpan dari “%(name)s” pada %(when)s oleh %(who)s.",
        "%(n)s baris sudah disimpan dari “%(name)s” pada %(when)s oleh %(who)s.",
        rows,
    )
    return words % (told | {"name": earlier, "who": earlier.committed_by})


def _may_see(batch, user):
    return ImportBatch.objects.visible_to(user).filter(pk=batch.pk).exists()
