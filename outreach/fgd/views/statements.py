"""Pages of statements and of their codebook."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach.fgd.actions.statements import delete_statement, edit_statement, record_statement
from outreach.fgd.filters import StatementFilters
from outreach.fgd.forms.statements import StatementForm
from outreach.fgd.tables import StatementTable
from outreach.fgd.views.session_pages import session_page, statement_form, statements_part
from outreach.models import FgdSession, Statement, Theme
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import AskingForm, posted, status_of
from pmi_portal.editing.history import name_of
from pmi_portal.lists.filters import chips
from pmi_portal.lists.list_files import list_answer
from pmi_portal.lists.tables import WholeRows, listed
from pmi_portal.words.formats import show_datetime


@requires(Permission.SESSIONS_VIEW)
def statement_list(request):
    statements = Statement.objects.visible_to(request.user).for_list()
    filters = StatementFilters(request.GET, statements, request=request)
    context = {
        "filter": filters,
        "chips": chips(request, filters),
        "table": listed(request, StatementTable, WholeRows(filters.qs)),
    }
    return list_answer(request, "outreach/fgd/statement_list.html", context, name="pernyataan")


@requires(Permission.SESSIONS_EDIT)
def statement_create(request, pk):
    """Answers htmx with the changed parts of the session's page, everybody else with a redirect to it."""
    session = get_object_or_404(FgdSession.objects.editable_by(request.user).for_list(), pk=pk)
    if request.method != "POST":
        return redirect(f"{session.get_absolute_url()}#tambah")
    form = StatementForm(request.POST, session=session)
    about = {"statement": form.instance, "by": request.user}
    if form.is_valid() and (url := taken_once(form, record_statement, stances=form.stances, **about)):
        return _recorded(request, form.instance, url)
    if request.htmx:
        context = statements_part(session, request.user, form=form)
        return render(request, "outreach/fgd/statements.html", context, status=422)
    context = session_page(session, request.user, form=form)
    return render(request, "outreach/fgd/session_detail.html", context, status=422)


def _recorded(request, statement, url):
    chosen = {"group": statement.group_id, "theme": statement.theme_id}
    if statement.question_id:
        chosen["question"] = statement.question_id
    if not request.htmx:
        messages.success(request, _and_present(_("Pernyataan dicatat."), statement))
        return redirect(f"{statement.session.get_absolute_url()}?{urlencode(chosen)}#tambah")
    session = FgdSession.objects.for_list().get(pk=statement.session_id)  # counted anew
    form = statement_form(session, request.user, chosen=chosen)
    form.fields["text"].widget.attrs["autofocus"] = True  # the next statement is typed at once
    context = session_page(session, request.user, form=form) | {"recorded": statement, "url": url}
    return render(request, "outreach/fgd/statement_recorded.html", context)


def _and_present(done, statement):
    """What was done, and that it marked a group present."""
    if statement.made_present:
        return _("%(done)s %(group)s ditandai hadir.") % {"done": done, "group": statement.group}
    return done


@requires(Permission.SESSIONS_EDIT)
def statement_edit(request, pk):
    if request.method == "POST" and not Statement.objects.filter(pk=pk).exists():
        return _gone(request, pk)
    statement = _editable_statement(request, pk)
    form = StatementForm(posted(request), instance=statement, session=statement.session)
    about = {"statement": form.instance, "by": request.user}
    if form.is_valid() and form.applies(edit_statement, stances=form.stances, **about):
        messages.success(request, _and_present(_("Perubahan pernyataan disimpan."), form.instance))
        tell_merged(request, form)
        return redirect(statement)
    context = {"form": form, "statement": statement}
    return render(request, "outreach/fgd/statement_edit.html", context, status=status_of(form))


def _gone(request, pk):
    """Who deleted the statement while this was typed, and what was typed, to be copied."""
    gone = get_object_or_404(Statement.history.filter(history_type="-"), id=pk)
    session = get_object_or_404(FgdSession.objects.editable_by(request.user), pk=gone.session_id)
    context = {
        "session": session,
        "form": StatementForm(request.POST, session=session),
        "who": name_of(gone.history_user),
        "at": show_datetime(gone.history_date, session.zone),
    }
    return render(request, "outreach/fgd/statement_gone.html", context, status=409)


@requires(Permission.SESSIONS_EDIT)
def statement_delete(request, pk):
    statement = _editable_statement(request, pk)
    form = AskingForm(posted(request))
    if form.is_valid() and form.applies(delete_statement, statement=statement, by=request.user):
        messages.success(request, _("Pernyataan dihapus."))
        return redirect(statement.session)
    context = {"form": form, "statement": statement}
    return render(request, "outreach/fgd/statement_delete.html", context, status=status_of(form))


@requires(Permission.SESSIONS_VIEW)
def theme_list(request):
    counts = Statement.objects.visible_to(request.user).counts_by_theme()
    themes = [(theme, counts.get(theme.pk, 0)) for theme in Theme.objects.all()]
    return render(request, "outreach/fgd/theme_list.html", {"themes": themes})


def _editable_statement(request, pk):
    statements = Statement.objects.editable_by(request.user)
    related = ("session__event__region", "session__event__district", "group", "theme")
    return get_object_or_404(statements.select_related(*related), pk=pk)
