"""The note-taking view of a session, on which somebody stays for as long as the table talks."""

from urllib.parse import urlencode

from django.contrib import messages
from django.forms import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from outreach.fgd.actions.statements import record_statement, take_back_statement
from outreach.fgd.forms.statements import NoteForm
from outreach.fgd.rules import sessions as rules
from outreach.ground import rules as ground
from outreach.models import FgdSession, Statement
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import AskingForm, taken_once
from stakeholders.models import StakeholderGroup

SHOWN = 30  # statements beside the form, the newest first; the page of the session has them all
KEPT = ("question", "group", "theme")  # they stay as for the statement before


@requires(Permission.SESSIONS_EDIT)
def session_notes(request, pk):
    session = _editable_session(request, pk)
    kept = {name: request.GET[name] for name in KEPT if name in request.GET}
    return _page(request, session, NoteForm(session=session, initial=kept))


@requires(Permission.SESSIONS_EDIT)
def statement_create(request, pk):
    """Answers htmx with the row, the counters and a form, everybody else with a redirect to the notes."""
    session = _editable_session(request, pk)
    if request.method != "POST":
        return redirect("session_notes", session.pk)
    form = NoteForm(request.POST, session=session)
    about = {"statement": form.instance, "by": request.user}
    if form.is_valid() and (url := taken_once(form, record_statement, stances=form.stances, **about)):
        return _recorded(request, form.instance, url)
    return _refused(request, session, form)


@requires(Permission.SESSIONS_EDIT)
def statement_take_back(request, pk):
    """Removes the last statement of this person; its words stand in the form again, before what is typed."""
    statement, is_gone = _statement_or_gone(request, pk)
    session = statement.session
    if request.method != "POST":
        return redirect("session_notes", session.pk)
    form = NoteForm(session=session, initial=_words_of(statement, typed=request.POST.get("text", "")))
    asking, about = AskingForm(request.POST), {"statement": statement, "by": request.user}
    if not is_gone and not (asking.is_valid() and asking.applies(take_back_statement, **about)):
        typed = NoteForm(request.POST, session=session)
        typed.add_error(None, asking.non_field_errors())
        return _refused(request, session, typed)
    if request.htmx:
        context = {"session": session, "form": form, "gone": pk} | _counts(session)
        return render(request, "outreach/fgd/statement_taken_back.html", context)
    return _page(request, session, form, taken_back=True)


def _recorded(request, statement, url):
    session = statement.session
    kept = {name: getattr(statement, f"{name}_id") for name in KEPT if getattr(statement, f"{name}_id")}
    if not request.htmx:
        messages.success(request, and_present(_("Pernyataan dicatat."), statement))
        return redirect(f"{reverse('session_notes', args=[session.pk])}?{urlencode(kept)}")
    context = {
        "session": session,
        "form": NoteForm(session=session, initial=kept),
        "url": url,
    }
    # A form that was sent twice has made no new row: the page may lack the first one as well.
    context |= {"recorded": statement} if statement.pk else {"statements": _newest(session)}
    answer = context | _counts(session) | rights_over_statements(session, request.user)
    return render(request, "outreach/fgd/statement_recorded.html", answer)


def _refused(request, session, form):
    if request.htmx:
        context = {"session": session, "form": form}
        return render(request, "outreach/fgd/statement_form.html", context, status=422)
    return _page(request, session, form, status=422)


def _page(request, session, form, *, status=200, **more):
    context = {
        "session": session,
        "form": form,
        "statements": _newest(session),
        "why_no_statements": rules.why_not_record_statements(session, ground.today_at(session)),
    }
    context |= more | _counts(session) | rights_over_statements(session, request.user)
    return render(request, "outreach/fgd/session_notes.html", context, status=status)


def _newest(session):
    said = session.statements.select_related("group", "theme", "question").prefetch_related("stances__group")
    return said.order_by("-pk")[:SHOWN]


def _counts(session):
    at_the_table = StakeholderGroup.objects.filter(participations__session=session).distinct()
    return {
        "statement_count": session.statements.count(),
        "silent": at_the_table.exclude(statements__session=session),
    }


def _words_of(statement, *, typed):
    """What the form held when this statement was sent, with what was typed there since."""
    words = model_to_dict(statement, NoteForm.Meta.fields)
    sides = list(statement.stances.values_list("group", "side"))
    words["supporting"] = [group for group, side in sides if side == "for"]
    words["opposing"] = [group for group, side in sides if side == "against"]
    return words | {"text": "\n".join(filter(None, [statement.text, typed]))}


def _statement_or_gone(request, pk):
    """(statement, whether it is gone): who asks twice to take one back finds its words in the history."""
    statements = Statement.objects.editable_by(request.user)
    related = ("session__event__region", "session__event__district", "session__guide", "group", "theme")
    if found := statements.select_related(*related).filter(pk=pk).first():
        return found, False
    own = Statement.history.filter(history_type="-", history_user=request.user)
    gone = get_object_or_404(own, id=pk).instance
    gone.session = _editable_session(request, gone.session_id)
    return gone, True


def _editable_session(request, pk):
    sessions = FgdSession.objects.editable_by(request.user).with_place().select_related("guide")
    return get_object_or_404(sessions, pk=pk)


def rights_over_statements(session, user):
    """What outreach/fgd/statement_row.html asks about the person who looks."""
    region = session.event.region_id
    return {
        "may_edit": user.holds(Permission.SESSIONS_EDIT, region),
        "may_complain": user.holds(Permission.COMPLAINTS_EDIT, region),
    }


def and_present(done, statement):
    """What was done, and that it marked a group present."""
    if statement.made_present:
        return _("%(done)s %(group)s ditandai hadir.") % {"done": done, "group": statement.group}
    return done
