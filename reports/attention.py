"""What needs a person now, asked of every room by what the person may do there."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.models import FgdSession, OutreachActivity
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Permission
from pmi_portal.formats import show_date
from reports.indicators.groups_heard import never_heard
from stakeholders.models import Region
from surveys.models import ImportBatch, SurveyRound

SOON = timedelta(days=30)


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
        if user.holds(permission):
            found.extend(look(user))
    return found


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
        text = ngettext(
            "%(title)s berjalan sampai %(day)s; %(n)s jawaban sudah masuk.",
            "%(title)s berjalan sampai %(day)s; %(n)s jawaban sudah masuk.",
            survey_round.response_count,
        ) % {
            "title": survey_round.title,
            "day": show_date(survey_round.ends_on),
            "n": survey_round.response_count,
        }
        yield Matter(text, reverse("import_create"), _("Impor berkas"))


def _sessions_unwritten(user):
    held = FgdSession.objects.editable_by(user).filter(held_on__lte=timezone.localdate(), statements=None)
    for session in held.filter(event__source="").for_list()[:5]:
        text = _("Sesi %(session)s (%(day)s) belum berisi pernyataan.") % {
            "session": session,
            "day": show_date(session.held_on),
        }
        yield Matter(text, session.get_absolute_url(), _("Catat pernyataan"))


def _sessions_soon(user):
    today = timezone.localdate()
    coming = FgdSession.objects.visible_to(user).filter(held_on__gt=today, held_on__lte=today + SOON)
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
        text = _("Kegiatan %(title)s direncanakan %(day)s dan belum dilaporkan.") % {
            "title": activity.title,
            "day": show_date(activity.held_on),
        }
        yield Matter(text, activity.get_absolute_url(), _("Laporkan"))


def _groups_unheard(user):
    regions = list(Region.objects.active().visible_to(user, Permission.DASHBOARD_VIEW))
    for region, groups in never_heard(regions=regions).items():
        text = ngettext(
            "%(region)s: %(n)s kelompok belum pernah didengar.",
            "%(region)s: %(n)s kelompok belum pernah didengar.",
            len(groups),
        ) % {"region": region.name, "n": len(groups)}
        yield Matter(text, reverse("figure_detail", args=["kelompok"]), _("Lihat kelompoknya"))


def _accounts_without_posting(user):
    for person in User.objects.filter(is_active=True, is_superuser=False, postings=None)[:5]:
        text = _("Akun %(name)s belum punya penugasan dan belum dapat berbuat apa-apa.") % {"name": person}
        yield Matter(text, reverse("admin:accounts_user_change", args=[person.pk]), _("Beri penugasan"))


LOOKS = (
    (Permission.ADMIN_USE, _accounts_without_posting),
    (Permission.IMPORTS_RUN, _imports_waiting),
    (Permission.SESSIONS_EDIT, _sessions_unwritten),
    (Permission.ACTIVITIES_EDIT, _activities_unreported),
    (Permission.SESSIONS_VIEW, _sessions_soon),
    (Permission.IMPORTS_RUN, _rounds_open),
    (Permission.DASHBOARD_VIEW, _groups_unheard),
)
