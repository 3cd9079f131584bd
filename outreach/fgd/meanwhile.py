"""Two people fill one attendance sheet: what one typed meets what the other recorded since it was shown."""

from collections import namedtuple

from django.utils.translation import gettext as _

from outreach.fgd.rules import sittings
from outreach.models.participations import AGES, COUNTED


class Said(namedtuple("Said", ("institution", *COUNTED), defaults=[None] * (1 + len(COUNTED)))):
    """What one line says of a group that was there: its institution, and the people it counted."""

    @property
    def counts(self):
        return {name: getattr(self, name) for name in COUNTED}

    @property
    def is_counted(self):
        return any(number is not None for number in self.counts.values())

    @property
    def adds_up(self):
        """Whether women, men and ages fit the number of people."""
        ages = [getattr(self, name) for name in AGES]
        sexes = sittings.why_not_sexes(self.people, self.women, self.men)
        return not (sexes or sittings.why_not_ages(self.people, ages))


def said_of(participation):
    return Said(participation.institution_id, **participation.counts)


def joined(shown, typed, recorded):
    """What was typed together with what was recorded since it was `shown`; None where they contradict."""
    parts = []
    for was, mine, theirs in zip(shown, typed, recorded, strict=True):
        if mine not in (was, theirs) and theirs != was:
            return None
        parts.append(theirs if mine == was else mine)
    together = Said(*parts)
    return together if together.adds_up else None


def why_not_renew():
    """The reason a line cannot be kept whose record somebody removed."""
    return _(
        "Orang lain baru saja menghapus kehadiran ini, jadi isian Anda belum disimpan. "
        "Simpan sekali lagi bila kelompok ini memang hadir; bila tidak, hapus centang "
        "dan kosongkan baris ini."
    )


def why_not_remove(recorded):
    """The reason a tick cannot be taken away from what somebody changed."""
    return _(
        "Orang lain baru saja mencatat: %(recorded)s. Kehadiran ini belum dihapus. "
        "Simpan sekali lagi untuk menghapusnya, atau centang kembali."
    ) % {"recorded": _in_words(recorded)}


def why_not_replace(recorded):
    """The reason a line cannot take the place of what somebody recorded otherwise."""
    return _(
        "Orang lain baru saja mencatat: %(recorded)s. Isian Anda belum disimpan. Simpan "
        "sekali lagi untuk menggantinya, atau sesuaikan dahulu."
    ) % {"recorded": _in_words(recorded)}


def why_not_add(newcomers):
    """The reason a line cannot stand beside what somebody recorded of its group in lines of their own."""
    return _(
        "Orang lain baru saja mencatat: %(recorded)s. Isian Anda belum disimpan. Simpan "
        "sekali lagi untuk menambahkannya, atau kosongkan baris ini dan ubah baris yang "
        "tercatat."
    ) % {"recorded": "; ".join(_in_words(one) for one in newcomers)}


def why_not_repeat(recorded):
    """The reason a further institution cannot be added that somebody recorded otherwise."""
    return _(
        "Orang lain baru saja mencatat: %(recorded)s. Isian Anda belum disimpan. Ubah "
        "baris instansi itu, lalu kosongkan baris ini."
    ) % {"recorded": _in_words(recorded)}


def _in_words(participation):
    institution = participation.institution.name if participation.institution else _("tanpa instansi")
    if participation.people is None:
        return _("%(institution)s, jumlah orang tidak dihitung") % {"institution": institution}
    told = {"institution": institution, "people": participation.people}
    return _("%(institution)s, %(people)s orang") % told
