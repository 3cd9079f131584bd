"""The follow-up matrix: the columns that Indonesian offices use, as plain values for a sheet or document."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.ground.rules import may_read
from outreach.models import Attachment, FollowUp
from pmi_portal.words.formats import show_date, show_number
from stakeholders.models import Contact

MOST_ROWS = 10_000
WIDTHS = (18, 50, 40, 40, 32, 30, 14, 30, 24, 36, 40)


def matrix_rows(follow_ups, user):
    """The heading, then one list for each follow-up, with only the words and people this person may see."""
    files = Prefetch("attachments", Attachment.objects.visible_to(user))
    found = follow_ups.select_related("complaint", "session__event", "statement__session__event")
    rows = list(found.prefetch_related("partners__former_names", files)[: MOST_ROWS + 1])
    cut = _("Hanya %(most)s yang pertama; saring daftarnya untuk melihat yang lain.") % {"most": MOST_ROWS}
    people = Contact.objects.visible_to(user).filter(pk__in={row.contact_id for row in rows})
    known = set(people.values_list("pk", flat=True))
    told = [[*_row(one, known, user)] for one in rows[:MOST_ROWS]]
    last = [[cut, *[""] * (len(WIDTHS) - 1)]] if rows[MOST_ROWS:] else []
    return [headings(), *told, *last]


def headings():
    return [
        _("No."),
        _("Rekomendasi"),
        _("Dasar/temuan"),
        _("Rencana aksi"),
        _("Penanggung jawab"),
        _("Instansi terkait"),
        _("Batas waktu"),
        _("Indikator"),
        _("Status"),
        _("Bukti"),
        _("Keterangan"),
    ]


def _row(follow_up, known, user):
    yield follow_up.number
    yield follow_up.recommendation
    yield basis_of(follow_up, user)
    yield follow_up.plan
    yield in_charge(follow_up, named=follow_up.contact_id in known)
    yield ", ".join(partner.named_since(follow_up.due_on) for partner in follow_up.partners.all())
    yield follow_up.due_on
    yield follow_up.indicator
    yield follow_up.get_state_display()
    yield "; ".join([*(file.original_name for file in follow_up.attachments.all()), follow_up.evidence_note])
    yield "; ".join(remarks(follow_up))


def basis_of(follow_up, user):
    """Where it comes from: its own words, and the statement, complaint or session behind it."""
    origin = ""
    if follow_up.statement_id:
        origin = follow_up.statement.text if may_read(user, follow_up.statement) else ""
    elif follow_up.complaint_id:
        origin = _("Pengaduan %(number)s") % {"number": follow_up.complaint}
    elif follow_up.session_id:
        origin = _("Sesi FGD %(session)s") % {"session": follow_up.session}
    return "\n".join(text for text in (follow_up.basis, origin) if text)


def in_charge(follow_up, *, named):
    """The institution, and its person: by name for who may see contacts, else by position."""
    person, institution = follow_up.contact, follow_up.institution.named_since(follow_up.due_on)
    if person is None:
        return institution
    told = ", ".join(text for text in (person.full_name if named else "", person.position) if text)
    return f"{institution} ({told})" if told else institution


def remarks(follow_up):
    """What else there is to know: how late, why not, what KPKP and the group say."""
    if follow_up.is_sample:
        yield _("data contoh")
    if (late := follow_up.days_late) > 0:
        yield ngettext("terlambat %(n)s hari", "terlambat %(n)s hari", late) % {"n": show_number(late)}
    if follow_up.state_reason:
        yield follow_up.state_reason
    if follow_up.done_on:
        yield _("selesai %(day)s") % {"day": show_date(follow_up.done_on)}
    if follow_up.verified_at:
        yield _("diperiksa KPKP")
    if follow_up.confirmation != FollowUp.Confirmation.OPEN:
        yield f"{follow_up.get_confirmation_display()} {show_date(follow_up.confirmed_on)}"
