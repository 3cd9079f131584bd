"""How complete a session's record is, against the 32 items of COREQ (Tong, Sainsbury and Craig 2007).

The items are told in words of our own. The wording of items 24 to 32 was not verified against the paper; they
follow its headings. Each item names the page on which its answer is written; items without a page are
answered in a report, outside this record.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from outreach.models import FgdSession, Invitation, Statement, TeamMember

LEADING = (TeamMember.Role.FACILITATOR, TeamMember.Role.CO_FACILITATOR)


class State(models.TextChoices):
    MET = "met", _("ada")
    MISSING = "missing", _("belum ada")
    NOT_YET = "not_yet", _("belum berlaku sebelum sesi berlangsung")
    OUTSIDE = "outside", _("di luar catatan portal")


class Domain(models.TextChoices):
    TEAM = "team", _("Tim dan hubungannya dengan peserta")
    DESIGN = "design", _("Rancangan dan pelaksanaan")
    FINDINGS = "findings", _("Analisis dan temuan")


@dataclass(frozen=True)
class Sitting:
    """A session with everything its items ask about, read beforehand; `coded_twice` counts statements."""

    session: FgdSession
    team: list
    invitations: list
    participations: list
    statements: list
    coded_twice: int
    today: date

    @property
    def is_past(self):
        return self.session.held_on <= self.today

    @property
    def leaders(self):
        return [member for member in self.team if member.role in LEADING]


@dataclass(frozen=True)
class Item:
    """One item: `holds(sitting)` says whether it is answered; `afterwards`, once the sitting took place."""

    number: int
    domain: Domain
    text: str
    page: str = ""
    holds: object = None
    afterwards: bool = False

    def state(self, sitting):
        if self.holds is None:
            return State.OUTSIDE
        if self.holds(sitting):
            return State.MET
        return State.NOT_YET if self.afterwards and not sitting.is_past else State.MISSING


def completeness(sitting):
    """[(item, state)] for all 32 items in their order."""
    return [(item, item.state(sitting)) for item in ITEMS]


def _leaders_say(name):
    """Whether somebody led the sitting and each of them has this field filled in."""
    return lambda sitting: bool(sitting.leaders) and all(getattr(one, name) for one in sitting.leaders)


def _session_says(*names):
    return lambda sitting: all(getattr(sitting.session, name) for name in names)


def _event_says(name):
    return lambda sitting: bool(getattr(sitting.session.event, name))


def _invited_by_known_ways(sitting):
    return bool(sitting.invitations) and all(one.channel for one in sitting.invitations)


def _everybody_counted(sitting):
    return bool(sitting.participations) and all(one.people for one in sitting.participations)


def _absences_explained(sitting):
    """Every invitation is answered, and whoever stayed away has a reason."""
    away = (Invitation.Answer.REFUSED, Invitation.Answer.NO_SHOW)
    unanswered = [one for one in sitting.invitations if one.answer == Invitation.Answer.OPEN]
    missed = [one for one in sitting.invitations if one.answer in away or one.absent]
    return bool(sitting.invitations) and not unanswered and all(one.reason for one in missed)


def _sexes_and_ages_known(sitting):
    lines = [(one.women is not None or one.men is not None) and one.ages for one in sitting.participations]
    return bool(lines) and all(lines)


def _coded_twice(sitting):
    return sitting.coded_twice > 0


def _themes_defined(sitting):
    return bool(sitting.statements) and all(said.theme.definition for said in sitting.statements)


def _themes_given(sitting):
    return bool(sitting.statements)


def _quoted_by_code(sitting):
    quotes = [said for said in sitting.statements if said.is_quote]
    return bool(quotes) and all(said.speaker_code for said in quotes)


def _agreement_told(sitting):
    return bool(sitting.statements) and all(
        said.agreement in Statement.Agreement.values for said in sitting.statements
    )


def _team(number, text, name):
    return Item(number, Domain.TEAM, text, "session_team", _leaders_say(name))


def _design(number, text, page, holds, *, afterwards=False):
    return Item(number, Domain.DESIGN, text, page, holds, afterwards)


def _finding(number, text, page, holds):
    return Item(number, Domain.FINDINGS, text, page, holds, afterwards=True)


ITEMS = (
    _team(1, _("Nama fasilitator"), "name"),
    _team(2, _("Kualifikasi fasilitator"), "training"),
    _team(3, _("Pekerjaan fasilitator"), "occupation"),
    _team(4, _("Jenis kelamin fasilitator"), "sex"),
    _team(5, _("Pengalaman dan pelatihan fasilitator"), "training"),
    _team(6, _("Hubungan fasilitator dengan peserta"), "relation"),
    _team(7, _("Yang diketahui peserta tentang fasilitator"), "interest"),
    _team(8, _("Kepentingan fasilitator pada pokok diskusi"), "interest"),
    _design(9, _("Pendekatan analisis"), "event_edit", _event_says("approach")),
    _design(10, _("Cara memilih peserta"), "event_edit", _event_says("selection")),
    _design(11, _("Cara mengundang peserta"), "session_invitations", _invited_by_known_ways),
    _design(12, _("Jumlah peserta"), "session_attendance", _everybody_counted, afterwards=True),
    _design(
        13,
        _("Yang menolak atau tidak datang, dengan alasannya"),
        "session_invitations",
        _absences_explained,
        afterwards=True,
    ),
    _design(14, _("Tempat dan suasananya"), "session_edit", _session_says("venue", "setting")),
    _design(
        15,
        _("Orang lain yang hadir"),
        "session_edit",
        _session_says("others_present"),
        afterwards=True,
    ),
    _design(
        16,
        _("Uraian peserta menurut jenis kelamin dan usia"),
        "session_attendance",
        _sexes_and_ages_known,
        afterwards=True,
    ),
    _design(17, _("Panduan pertanyaan"), "session_edit", _session_says("guide_id")),
    Item(18, Domain.DESIGN, _("Wawancara ulang dengan peserta yang sama")),
    _design(19, _("Rekaman suara atau gambar"), "session_edit", _session_says("recording"), afterwards=True),
    _design(20, _("Catatan pengamatan"), "session_outcome", _session_says("observations"), afterwards=True),
    _design(21, _("Lama diskusi"), "session_edit", _session_says("starts_at", "ends_at"), afterwards=True),
    _design(22, _("Masih muncul hal baru?"), "session_outcome", _session_says("saturation"), afterwards=True),
    _design(
        23, _("Catatan diperiksa peserta"), "session_outcome", _session_says("checked_on"), afterwards=True
    ),
    _finding(24, _("Penilaian tema kedua oleh orang lain"), "coding_next", _coded_twice),
    _finding(25, _("Daftar tema dengan definisinya"), "theme_list", _themes_defined),
    _finding(26, _("Asal tema: pernyataan digolongkan menurut daftar tema"), "session_detail", _themes_given),
    Item(27, Domain.FINDINGS, _("Perangkat lunak analisis")),
    Item(28, Domain.FINDINGS, _("Tanggapan peserta atas temuan")),
    _finding(29, _("Kutipan dengan kode pembicara"), "session_detail", _quoted_by_code),
    Item(30, Domain.FINDINGS, _("Kesesuaian data dan temuan")),
    _finding(31, _("Kesimpulan yang menyatakan tema utama"), "session_outcome", _session_says("conclusions")),
    _finding(32, _("Suara berbeda: tingkat kesepakatan tiap pernyataan"), "session_detail", _agreement_told),
)
