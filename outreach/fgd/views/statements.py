"""Pages of statements and of their codebook."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach.fgd.actions.statements import delete_statement, edit_statement
from outreach.fgd.filters import StatementFilters
from outreach.fgd.forms.statements import StatementForm
from outreach.fgd.tables import StatementTable
from outreach.fgd.views.notes import and_present
from outreach.models import FgdSession, Statement, Theme
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import AskingForm, taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.editing.history import name_of
from pmi_portal.lists.pages import list_page
from pmi_portal.words.formats import show_datetime


@requires(Permission.SESSIONS_VIEW)
def statement_list(request):
    return list_page(
        request,
        "outreach/fgd/statement_list.html",
        Statement.objects.visible_to(request.user).for_list(),
        StatementTable,
        StatementFilters,
        name="pernyataan",
        is_long=True,
    )


@requires(Permission.SESSIONS_EDIT)
def statement_edit(request, pk):
    if request.method == "POST" and not Statement.objects.filter(pk=pk).exists():
        return _gone(request, pk)
    statement = _editable_statement(request, pk)
    form = StatementForm(posted(request), instance=statement, session=statement.session)
    about = {"statement": form.instance, "by": request.user}
    if form.is_valid() and form.applies(edit_statement, stances=form.stances, **about):
        messages.success(request, and_present(_("Perubahan pernyataan disimpan."), form.instance))
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
    about = {"statement": statement, "leads_to": statement.session, "by": request.user}
    if form.is_valid() and (url := taken_once(form, delete_statement, **about)):
        messages.success(request, _("Pernyataan dihapus."))
        return redirect(url)
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
