"""Second coding: somebody else gives each statement a theme without seeing the first."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from outreach.fgd.actions.coding import code_statement, withdraw_coding
from outreach.fgd.filters import CodingFilters
from outreach.fgd.forms.coding import CodingForm
from outreach.fgd.rules import coding as rules
from outreach.fgd.tables import CodingTable
from outreach.models import Coding, FgdSession, Statement
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import AskingForm, taken_once
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.lists.pages import list_page


@requires(Permission.SESSIONS_VIEW)
def coding_list(request):
    """How far the second coding of each session is."""
    return list_page(
        request,
        "outreach/fgd/coding_list.html",
        FgdSession.objects.visible_to(request.user)
        .taking_place()
        .for_list()
        .with_coding_counts(request.user),
        CodingTable,
        CodingFilters,
        name="penilaian-kedua",
        about={"may_code": request.user.holds_somewhere(Permission.SESSIONS_EDIT)},
    )


@requires(Permission.SESSIONS_EDIT)
def coding_next(request, pk):
    """The next statement of the session that this person neither recorded, nor changed, nor coded."""
    session = get_object_or_404(FgdSession.objects.editable_by(request.user).with_place(), pk=pk)
    said = session.statements.codable_by(request.user)
    statement = said.uncoded_by(request.user).select_related("group").order_by("pk").first()
    return _page(request, session, statement, CodingForm())


@requires(Permission.SESSIONS_EDIT)
def coding_create(request, pk):
    """Takes in the theme of one statement, and goes on to the next."""
    statements = Statement.objects.editable_by(request.user).with_coder(request.user)
    statement = get_object_or_404(
        statements.select_related("session__event__region", "session__event__district", "group"), pk=pk
    )
    form, goal = CodingForm(posted(request)), reverse("coding_next", args=[statement.session_id])
    about = {"statement": statement, "leads_to": goal, "by": request.user}
    if form.is_valid() and (url := taken_once(form, code_statement, **form.facts, **about)):
        messages.success(request, _("Penilaian tema disimpan."))
        return redirect(url)
    if reason := rules.why_not_code(statement, request.user):
        messages.error(request, reason)
        return redirect(goal)
    return _page(request, statement.session, statement, form)


@requires(Permission.SESSIONS_EDIT)
def coding_withdraw(request, pk):
    """Takes back the own code of a statement; that of somebody else is not there."""
    statements = Statement.objects.editable_by(request.user)
    own = Coding.objects.filter(coder=request.user, statement__in=statements)
    related = ("theme", "statement__group", "statement__session__event")
    coding = get_object_or_404(own.select_related(*related), pk=pk)
    form, goal = AskingForm(posted(request)), reverse("coding_next", args=[coding.statement.session_id])
    about = {"coding": coding, "leads_to": goal, "by": request.user}
    if form.is_valid() and (url := taken_once(form, withdraw_coding, **about)):
        messages.success(request, _("Penilaian ditarik. Pernyataan itu kembali menunggu penilaian Anda."))
        return redirect(url)
    context = {"coding": coding, "form": form}
    return render(request, "outreach/fgd/coding_withdraw.html", context, status=status_of(form))


def _page(request, session, statement, form):
    said = session.statements.codable_by(request.user)
    given = Coding.objects.filter(coder=request.user, statement__session=session)
    context = {
        "session": session,
        "statement": statement,
        "form": form,
        "given": given.select_related("theme", "statement"),
        "coded": said.filter(codings__coder=request.user).count(),
        "total": said.count(),
        "own": session.statements.count() - said.count(),
    }
    return render(request, "outreach/fgd/coding_next.html", context, status=status_of(form))
