"""What may be recorded of a sitting beside its day and its statements, each with its reason."""

from django.utils.translation import gettext as _

from outreach.fgd.rules.sessions import why_not_happened
from outreach.models import FgdSession, Invitation
from pmi_portal.words.formats import show_date

RECORDED = (FgdSession.Recording.AUDIO, FgdSession.Recording.VIDEO)
MOST_INVITATIONS = 80  # of one session: four times the groups, and a sheet that a browser still fills quickly


def why_not_recording(recording, consent):
    """The reason a sitting cannot have been recorded, or None."""
    if recording in RECORDED and consent == FgdSession.Consent.REFUSED:
        return _("Sesi tidak boleh direkam bila peserta menolak.")
    return None


def why_not_guide(session, guide):
    """The reason a session cannot change to this guide (or to none), or None."""
    changes = session.pk and _stored_guide(session) != getattr(guide, "pk", None)
    if changes and (session.points.exists() or session.statements.exclude(question=None).exists()):
        return _("Pokok pembahasan atau pernyataan sesi ini sudah memakai pertanyaan panduan yang lama.")
    return None


def why_not_checked(held_on, checked_on, today):
    """The reason the participants cannot have checked the notes on this day, or None."""
    if checked_on and checked_on < held_on:
        return _("Peserta baru dapat memeriksa catatan mulai %(day)s, hari sesi berlangsung.") % {
            "day": show_date(held_on)
        }
    if checked_on and checked_on > today:
        return _("Tanggal pemeriksaan tidak bisa di masa depan.")
    return None


def why_not_record_points(session, today):
    """The reason nothing can have been discussed, or None."""
    if reason := why_not_happened(session):
        return reason
    if session.held_on > today:
        return _("Pokok pembahasan baru dapat dicatat mulai %(day)s, hari sesi berlangsung.") % {
            "day": show_date(session.held_on)
        }
    return None


def why_not_record_outcome(session, today):
    """The reason nothing can have been concluded, or None."""
    if reason := why_not_happened(session):
        return reason
    if session.held_on > today:
        return _("Hasil sesi baru dapat dicatat mulai %(day)s, hari sesi berlangsung.") % {
            "day": show_date(session.held_on)
        }
    return None


def why_not_document(session, today):
    """The reason nothing can be written about what happened in the session, or None."""
    if reason := why_not_happened(session):
        return reason
    if session.held_on > today:
        return _("Notulen dan berita acara baru dapat dibuat mulai %(day)s, hari sesi berlangsung.") % {
            "day": show_date(session.held_on)
        }
    return None


def why_not_question(session, question):
    """The reason this question cannot stand with a record of the session, or None."""
    if question and question.guide_id != session.guide_id:
        return _("Pertanyaan ini bukan dari panduan yang dipakai sesi ini.")
    return None


def why_not_institution(group, institution):
    """The reason this institution cannot stand with this group, or None."""
    if institution and institution.group_id != group.pk:
        return _("%(institution)s tidak termasuk kelompok %(group)s.") % {
            "institution": institution,
            "group": group,
        }
    return None


def why_not_invite(count):
    """The reason a session cannot have so many invitations, or None."""
    if count > MOST_INVITATIONS:
        return _("Satu sesi paling banyak memuat %(most)s undangan; ini menjadi %(count)s.") % {
            "most": MOST_INVITATIONS,
            "count": count,
        }
    return None


def why_not_missing(answer, *, people, absent):
    """The reason so many of the invited cannot have stayed away, or None."""
    if absent is None:
        return None
    if answer == Invitation.Answer.OPEN:
        return _("Pilih dahulu jawabannya sebelum mengisi jumlah yang tidak hadir.")
    if people is not None and absent > people:
        return _("Yang menolak atau tidak datang (%(absent)s) melebihi yang diundang (%(people)s).") % {
            "absent": absent,
            "people": people,
        }
    return None


def counted_people(people, women, men):
    """How many people came: as counted, else the women and men together; None when nobody counted."""
    if people is None:
        return (women or 0) + (men or 0) or None
    return people


def why_not_sexes(people, women, men):
    """The reason these women and men cannot have been among so many people, or None."""
    told = (women or 0) + (men or 0)
    if people is not None and told > people:
        return _("Perempuan dan laki-laki (%(told)s) melebihi jumlah orang (%(people)s).") % {
            "told": told,
            "people": people,
        }
    return None


def why_not_ages(people, ages):
    """The reason these age bands cannot make up so many people, or None."""
    told = sum(number or 0 for number in ages)
    if people is not None and told > people:
        return _("Jumlah menurut usia (%(told)s) melebihi jumlah orang (%(people)s).") % {
            "told": told,
            "people": people,
        }
    return None


def why_not_stances(speaker, supporting, opposing):
    """The reason groups cannot stand so towards what `speaker` said, or None."""
    both = [group for group in supporting if group in opposing]
    if both:
        return _("%(group)s tidak mungkin mendukung sekaligus menentang.") % {"group": both[0]}
    if speaker in opposing:
        return _("%(group)s tidak mungkin menentang pernyataannya sendiri.") % {"group": speaker}
    return None


def why_not_speaker(code, group):
    """The reason this code cannot be a speaker of the group, or None; the format is checked by the model."""
    of_group = code.partition("-")[2]
    if of_group and of_group != group.code:
        return _("Bagian setelah tanda hubung adalah kode kelompoknya, jadi %(code)s.") % {
            "code": f"{code.partition('-')[0]}-{group.code}"
        }
    return None


def _stored_guide(session):
    return FgdSession.objects.filter(pk=session.pk).values_list("guide", flat=True).first()
