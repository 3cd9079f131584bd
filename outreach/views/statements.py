"""Pages of statements and of their codebook."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from outreach.actions.statements import delete_statement, edit_statement, record_statement
from outreach.filters import StatementFilters
from outreach.forms.base import posted
from outreach.forms.statements import StatementForm
from outreach.models import FgdSession, Statement, Theme
from outreach.tables import StatementTable
from outreach.views.session_pages import session_page, statement_form, statements_part
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.filters import chips
from pmi_portal.tables import listed


@requires(Permission.SESSIONS_VIEW)
def statement_list(request):
    statements = Statement.objects.visible_to(request.user).for_list()
    filters = StatementFilters(request.GET, statements, request=request)
    context = {
        "filter": filters,
        "chips": chips(request, filters),
        "table": listed(request, StatementTable, filters.qs),
    }
    return render(request, "outreach/statement_list.html", context)


@requires(Permission.SESSIONS_EDIT)
def statement_create(request, pk):
    """Answers htmx with the statements of the session, everybody else with a redirect to them."""
    session = get_object_or_404(FgdSession.objects.editable_by(request.user).for_list(), pk=pk)
    if request.method != "POST":
        return redirect(f"{session.get_absolute_url()}#tambah")
    form = StatementForm(request.POST, session=session)
    if form.is_valid() and form.applies(record_statement, statement=form.instance, by=request.user):
        return _recorded(request, form.instance)
    if request.htmx:
        context = statements_part(session, request.user, form=form)
        return render(request, "outreach/statements.html", context, status=422)
    context = session_page(session, request.user, form=form)
    return render(request, "outreach/session_detail.html", context, status=422)


def _recorded(request, statement):
    chosen = {"group": statement.group_id, "theme": statement.theme_id}
    if not request.htmx:
        messages.success(request, _("Pernyataan dicatat."))
        return redirect(f"{statement.session.get_absolute_url()}?{urlencode(chosen)}#tambah")
    form = statement_form(statement.session, request.user, chosen=chosen)
    form.fields["text"].widget.attrs["autofocus"] = True  # the next statement is typed at once
    context = statements_part(statement.session, request.user, form=form) | {"recorded": statement}
    return render(request, "outreach/statements.html", context)


@requires(Permission.SESSIONS_EDIT)
def statement_edit(request, pk):
    statement = _editable_statement(request, pk)
    form = StatementForm(posted(request), instance=statement, session=statement.session)
    if form.is_valid() and form.applies(edit_statement, statement=form.instance, by=request.user):
        messages.success(request, _("Perubahan pernyataan disimpan."))
        return redirect(statement)
    context = {"form": form, "statement": statement}
    return render(request, "outreach/statement_edit.html", context, status=422 if form.errors else 200)


@requires(Permission.SESSIONS_EDIT)
def statement_delete(request, pk):
    statement = _editable_statement(request, pk)
    if request.method == "POST":
        delete_statement(statement=statement, by=request.user)
        messages.success(request, _("Pernyataan dihapus."))
        return redirect(statement.session)
    return render(request, "outreach/statement_delete.html", {"statement": statement})


@requires(Permission.SESSIONS_VIEW)
def theme_list(request):
    counts = Statement.objects.visible_to(request.user).counts_by_theme()
    themes = [(theme, counts.get(theme.pk, 0)) for theme in Theme.objects.all()]
    return render(request, "outreach/theme_list.html", {"themes": themes})


def _editable_statement(request, pk):
    statements = Statement.objects.editable_by(request.user)
    related = ("session__event__region", "session__event__district", "group", "theme")
    return get_object_or_404(statements.select_related(*related), pk=pk)
