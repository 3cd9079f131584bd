"""How many rows of an import came to what: before saving, after it, and once it was undone."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from surveys.models import ImportBatch

State = ImportBatch.State


@dataclass(frozen=True)
class Told:
    """What the rows of some outcomes are called, and what that means: unless told before and after alike."""

    name: str
    outcomes: tuple
    before: str
    after: str = ""
    undone: str = ""


NEW = Told(_("Baru"), ("new",), _("akan disimpan"), _("disimpan"), _("pernah disimpan, lalu diurungkan"))
CHANGED = Told(
    _("Berubah"),
    ("changed",),
    _("isi berkas berbeda dari yang tersimpan"),
    _("diperbarui"),
    _("pernah diperbarui, lalu diurungkan"),
)
REFUSED = Told(
    _("Ditolak"),
    ("refused",),
    _("perbaiki di portal, atau di berkas lalu unggah lagi"),
    _("perbaiki di berkas, lalu unggah lagi"),
)
CONFLICT = Told(_("Tidak diubah"), ("conflict",), _("sudah dikoreksi, disisihkan, atau menarik diri"))
ALL = (
    NEW,
    Told(_("Sama"), ("unchanged",), _("sudah tersimpan sebelumnya")),
    CHANGED,
    CONFLICT,
    REFUSED,
    Told(_("Wilayah lain"), ("foreign",), _("bukan wilayah tugas Anda")),
    Told(_("Dilewati"), ("empty", "left_out", "duplicate"), _("kosong, jumlah, ganda, atau tidak bersedia")),
)


@dataclass(frozen=True)
class Count:
    name: str
    rows: int
    meaning: str


class Counted:
    """The part of a CheckPage, with its `batch`, `report` and `may_fix`, that counts rows."""

    @property
    def counts(self):
        return [Count(told.name, sum(map(self._rows, told.outcomes)), self._meaning_of(told)) for told in ALL]

    def _rows(self, outcome):
        return self.report.get("counts", {}).get(outcome, 0)

    def _meaning_of(self, told):
        if told is CONFLICT and self.batch.is_past:
            return _("nomornya sudah ada dengan isi lain")
        if told is REFUSED and not self.refused_rows:
            return _("tidak ada")
        if told is REFUSED:
            return told.before if self.may_fix else told.after
        if told is CHANGED and not self.batch.updates:
            return told.before
        return {State.COMMITTED: told.after, State.UNDONE: told.undone}.get(self.batch.state) or told.before

    @property
    def new_rows(self):
        return self._rows("new")

    @property
    def changed_rows(self):
        return self._rows("changed")

    @property
    def refused_rows(self):
        return self._rows("refused")

    @property
    def faulty_rows(self):
        return self.refused_rows + self._rows("conflict")

    @property
    def has_updated(self):
        """Whether what is told as changed was written, so that the file's word is the stored one now."""
        return self.batch.updates and self.batch.state == State.COMMITTED
