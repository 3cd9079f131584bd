"""What needs a person now, asked of every room by what the person may do there."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.models import Complaint, FgdSession, FollowUp, Holiday, OutreachActivity, Statement
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.formats import show_date, show_number
from reports.indicators.groups_heard import never_heard
from stakeholders.models import Region
from surveys.models import ImportBatch, SurveyRound

SOON, LATELY = timedelta(days=30), timedelta(days=365)
LONGEST_ANSWER = timedelta(
    days=120
)  # sixty working days with all days off, and time to type in the new year's


@dataclass(frozen=True)
class Matter:
    """One thing to do, in a sentence, with the place to do it."""

    text: str
    url: str
    action: str


def matters_for(user):
    """Matters in order of urgency."""
    found = []
    for permission, look in LOOKS:
        if user.holds_somewhere(permission):
            found.extend(look(user))
    return found


def _complaints_waiting(user):
    mine = Complaint.objects.editable_by(user)
    yield from _counted(
        mine.urgent(),
        lambda n: ngettext(
            "%(n)s pengaduan darurat belum selesai.", "%(n)s pengaduan darurat belum selesai.", n
        ),
        ("complaint_list", {"attention": "urgent"}, _("Lihat pengaduan")),
    )
    yield from _counted(
        mine.overdue(),
        lambda n: ngettext("%(n)s pengaduan terlambat dijawab.", "%(n)s pengaduan terlambat dijawab.", n),
        ("complaint_list", {"attention": "overdue"}, _("Lihat pengaduan")),
    )
    yield from _counted(
        mine.filter(status=Complaint.Status.RECEIVED),
        lambda n: ngettext("%(n)s pengaduan belum diverifikasi.", "%(n)s pengaduan belum diverifikasi.", n),
        ("complaint_list", {"status": Complaint.Status.RECEIVED}, _("Lihat pengaduan")),
    )
    yield from _counted(
        mine.ready_to_answer(),
        lambda n: ngettext(
            "%(n)s pengaduan: tindak lanjutnya selesai, pelapor belum dijawab.",
            "%(n)s pengaduan: tindak lanjutnya selesai, pelapor belum dijawab.",
            n,
        ),
        ("complaint_list", {"attention": "answer"}, _("Catat jawaban kepada pelapor")),
    )


def _follow_ups_waiting(user):
    mine = FollowUp.objects.editable_by(user)
    yield from _counted(
        mine.overdue(),
        lambda n: ngettext("%(n)s tindak lanjut terlambat.", "%(n)s tindak lanjut terlambat.", n),
        ("follow_up_list", {"attention": "overdue"}, _("Lihat tindak lanjut")),
    )
    yield from _counted(
        mine.disputed(),
        lambda n: ngettext(
            "%(n)s tindak lanjut disanggah kelompok.", "%(n)s tindak lanjut disanggah kelompok.", n
        ),
        ("follow_up_list", {"attention": "disputed"}, _("Lihat tindak lanjut")),
    )
    yield from _counted(
        mine.unconfirmed(),
        lambda n: ngettext(
            "%(n)s tindak lanjut menunggu tanggapan kelompok.",
            "%(n)s tindak lanjut menunggu tanggapan kelompok.",
            n,
        ),
        ("follow_up_list", {"attention": "unconfirmed"}, _("Lihat tindak lanjut")),
    )


def _follow_ups_unverified(user):
    yield from _counted(
        FollowUp.objects.verifiable_by(user).unverified(),
        lambda n: ngettext(
            "%(n)s tindak lanjut selesai dan belum diperiksa.",
            "%(n)s tindak lanjut selesai dan belum diperiksa.",
            n,
        ),
        ("follow_up_list", {"attention": "unverified"}, _("Lihat tindak lanjut")),
    )


def _counted(records, words, where):
    """One matter for all of them, which leads to the list of just these; nothing when there are none."""
    url_name, asked, action = where
    if n := records.count():
        yield Matter(words(n) % {"n": show_number(n)}, f"{reverse(url_name)}?{urlencode(asked)}", action)


def _imports_waiting(user):
    for batch in ImportBatch.objects.visible_to(user).filter(state=ImportBatch.State.CHECKED).for_list()[:5]:
        text = _("Berkas %(file)s sudah diperiksa dan menunggu keputusan Anda.") % {
            "file": batch.original_name
        }
        yield Matter(text, batch.get_absolute_url(), _("Periksa lalu simpan"))


def _rounds_open(user):
    today = timezone.localdate()
    rounds = (
        SurveyRound.objects.visible_to(user).in_evaluation().filter(starts_on__lte=today, ends_on__gte=today)
    )
    for survey_round in rounds.for_list(user)[:5]:
        told = {"title": survey_round.title, "day": show_date(survey_round.ends_on)}
        if (n := survey_round.response_count) is None:
            text = _("%(title)s berjalan sampai %(day)s.") % told
        else:
            text = ngettext(
                "%(title)s berjalan sampai %(day)s; %(n)s responden sudah tercatat.",
                "%(title)s berjalan sampai %(day)s; %(n)s responden sudah tercatat.",
                n,
            ) % (told | {"n": n})
        yield Matter(text, reverse("import_create"), _("Unggah berkas survei"))


def _sessions_unwritten(user):
    today = timezone.localdate()
    held = (
        FgdSession.objects.editable_by(user)
        .taking_place()
        .filter(held_on__range=(today - LATELY, today), event__source="")
    )
    empty = held.exclude(Exists(Statement.objects.filter(session=OuterRef("pk")))).select_related("event")
    for session in empty.order_by("-held_on", "-pk")[:5]:
        text = _("Sesi %(session)s (%(day)s) belum berisi pernyataan.") % {
            "session": session,
            "day": show_date(session.held_on),
        }
        yield Matter(text, reverse("session_notes", args=[session.pk]), _("Catat pernyataan"))


def _sessions_soon(user):
    today = timezone.localdate()
    coming = (
        FgdSession.objects.visible_to(user)
        .taking_place()
        .filter(held_on__gt=today, held_on__lte=today + SOON)
    )
    for session in coming.select_related("event").order_by("held_on")[:5]:
        text = _("Sesi %(session)s akan diadakan %(day)s.") % {
            "session": session,
            "day": show_date(session.held_on),
        }
        yield Matter(text, session.get_absolute_url(), _("Lihat sesi"))


def _activities_unreported(user):
    past = OutreachActivity.objects.editable_by(user).filter(
        status=OutreachActivity.Status.PLANNED, held_on__lt=timezone.localdate()
    )
    for activity in past.order_by("held_on")[:5]:
        text = _("Sosialisasi “%(title)s” direncanakan %(day)s dan hasilnya belum diisi.") % {
            "title": activity.title,
            "day": show_date(activity.held_on),
        }
        yield Matter(text, activity.get_absolute_url(), _("Isi hasil kegiatan"))


def _groups_unheard(user):
    today = timezone.localdate()
    regions = list(Region.objects.valid_on(today).visible_to(user, Permission.DASHBOARD_VIEW))
    for region, groups in never_heard(regions=regions, on=today).items():
        text = ngettext(
            "%(region)s: %(n)s kelompok belum pernah didengar.",
            "%(region)s: %(n)s kelompok belum pernah didengar.",
            len(groups),
        ) % {"region": region.name, "n": len(groups)}
        yield Matter(text, reverse("figure_detail", args=["kelompok"]), _("Lihat kelompoknya"))


def _accounts_without_posting(user):
    for person in User.objects.filter(is_active=True, is_superuser=False, postings=None)[:5]:
        text = _("Akun %(name)s belum punya penugasan dan belum dapat memakai portal.") % {"name": person}
        yield Matter(text, reverse("admin:accounts_user_change", args=[person.pk]), _("Beri penugasan"))


def _holidays_running_out(user):
    known_until = Holiday.objects.known_until()
    if known_until and known_until >= timezone.localdate() + LONGEST_ANSWER:
        return
    text = _("Kalender kantor belum berisi hari libur; batas waktu pengaduan dihitung tanpa hari libur.")
    if known_until:
        text = _(
            "Hari libur baru diisi sampai %(day)s; batas waktu pengaduan yang jatuh "
            "setelahnya dihitung tanpa hari libur."
        ) % {"day": show_date(known_until)}
    yield Matter(text, reverse("admin:outreach_holiday_changelist"), _("Isi hari libur"))


LOOKS = (
    (Permission.ADMIN_USE, _accounts_without_posting),
    (Permission.ADMIN_USE, _holidays_running_out),
    (Permission.COMPLAINTS_EDIT, _complaints_waiting),
    (Permission.FOLLOW_UPS_EDIT, _follow_ups_waiting),
    (Permission.FOLLOW_UPS_VERIFY, _follow_ups_unverified),
    (Permission.IMPORTS_RUN, _imports_waiting),
    (Permission.SESSIONS_EDIT, _sessions_unwritten),
    (Permission.ACTIVITIES_EDIT, _activities_unreported),
    (Permission.SESSIONS_VIEW, _sessions_soon),
    (Permission.IMPORTS_RUN, _rounds_open),
    (Permission.DASHBOARD_VIEW, _groups_unheard),
)
