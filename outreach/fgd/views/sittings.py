"""Pages that complete the record of a session: its team, invitations, discussion points and outcome."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.fgd.actions.sessions import edit_session
from outreach.fgd.actions.sittings import invite_groups, record_invitations, record_points, record_team
from outreach.fgd.forms.sessions import OutcomeForm
from outreach.fgd.forms.sittings import InvitationRows, PointsSheet, TeamRows
from outreach.fgd.rules import sittings
from outreach.ground import rules as ground
from outreach.models import FgdSession
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import RowsNumber, taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.editing.rows import RowsPage
from stakeholders.models import StakeholderGroup


@requires(Permission.SESSIONS_EDIT)
def session_team(request, pk):
    session = _editable_session(request, pk)
    rows = RowsPage(TeamRows(posted(request), instance=session), RowsNumber(posted(request)))
    about = {"session": session, "team": rows.formset, "leads_to": f"{session.get_absolute_url()}#tim"}
    if rows.is_valid() and (url := taken_once(rows, record_team, **about, by=request.user)):
        messages.success(request, _("Tim sesi disimpan."))
        tell_merged(request, rows)
        return redirect(url)
    context = {"session": session, "rows": rows}
    return render(request, "outreach/fgd/session_team.html", context, status=status_of(rows))


@requires(Permission.SESSIONS_EDIT)
def session_invitations(request, pk):
    session = _editable_session(request, pk)
    formset = InvitationRows(posted(request), instance=session, user=request.user)
    rows = RowsPage(formset, RowsNumber(posted(request)))
    about = {"session": session, "invitations": formset, "leads_to": f"{session.get_absolute_url()}#undangan"}
    if rows.is_valid() and (url := taken_once(rows, record_invitations, **about, by=request.user)):
        messages.success(request, _("Undangan disimpan."))
        tell_merged(request, rows)
        if "semua" in request.POST:
            return _invite_all(request, session)
        return redirect(url)
    invited = session.invitations.values_list("group", flat=True)
    left = StakeholderGroup.objects.valid_on(session.held_on).exclude(pk__in=invited).count()
    context = {
        "session": session,
        "rows": rows,
        "groups_left": 0 if sittings.why_not_invite(len(invited) + left) else left,
        "is_first": not invited,
    }
    return render(request, "outreach/fgd/session_invitations.html", context, status=status_of(rows))


def _invite_all(request, session):
    try:
        n = len(invite_groups(session=session, by=request.user))
    except ValidationError as refusal:
        messages.error(request, refusal.message)
        return redirect("session_invitations", session.pk)
    told = ngettext(
        "%(n)s kelompok ditambahkan. Lengkapi instansi dan jawabannya.",
        "%(n)s kelompok ditambahkan. Lengkapi instansi dan jawabannya.",
        n,
    )
    messages.success(request, told % {"n": n} if n else _("Semua kelompok sudah diundang."))
    return redirect("session_invitations", session.pk)


@requires(Permission.SESSIONS_EDIT)
def session_points(request, pk):
    session = _editable_session(request, pk)
    sheet = PointsSheet(session, posted(request))
    about = {"session": session, "by": request.user}
    if sheet.is_valid() and sheet.applies(record_points, texts=sheet.texts, **about):
        messages.success(request, _("Pokok pembahasan disimpan."))
        tell_merged(request, sheet)
        return redirect(f"{session.get_absolute_url()}#pokok")
    context = {
        "session": session,
        "sheet": sheet,
        "questions": _with_statements(session, sheet),
        "why_not": sittings.why_not_record_points(session, ground.today_at(session)),
    }
    return render(request, "outreach/fgd/session_points.html", context, status=status_of(sheet))


@requires(Permission.SESSIONS_EDIT)
def session_outcome(request, pk):
    session = _editable_session(request, pk)
    why_not = sittings.why_not_record_outcome(session, ground.today_at(session))
    form = OutcomeForm(posted(request), instance=session)
    if not why_not and form.is_valid() and form.applies(edit_session, session=form.instance, by=request.user):
        messages.success(request, _("Hasil sesi disimpan."))
        tell_merged(request, form)
        return redirect(f"{session.get_absolute_url()}#hasil")
    context = {"session": session, "form": form, "why_not": why_not}
    status = 409 if why_not and request.method == "POST" else status_of(form)
    return render(request, "outreach/fgd/session_outcome.html", context, status=status)


def _editable_session(request, pk):
    sessions = FgdSession.objects.editable_by(request.user).with_place().select_related("guide")
    return get_object_or_404(sessions, pk=pk)


def _with_statements(session, sheet):
    """[(form, statements)] for each question of the guide."""
    said = {}
    for statement in session.statements.exclude(question=None).select_related("group"):
        said.setdefault(statement.question_id, []).append(statement)
    return [(form, said.get(form.instance.question_id, [])) for form in sheet.forms]
