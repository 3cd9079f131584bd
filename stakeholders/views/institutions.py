"""Institutions: list, detail, create, edit."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.editing.history import record_timeline
from pmi_portal.editing.rows import RowsPage
from pmi_portal.lists.pages import list_page
from stakeholders import actions, rules
from stakeholders.filters import InstitutionFilter
from stakeholders.forms import FormerNames, InstitutionForm
from stakeholders.models import Contact, Institution
from stakeholders.tables import InstitutionTable


@requires(Permission.INSTITUTIONS_VIEW)
def institution_list(request):
    return list_page(
        request,
        "stakeholders/institution_list.html",
        Institution.objects.visible_to(request.user).for_list(),
        InstitutionTable,
        InstitutionFilter,
        name="instansi",
        may_edit=request.user.holds_somewhere(Permission.INSTITUTIONS_EDIT),
        may_transfer=request.user.holds_somewhere(Permission.REGISTERS_TRANSFER),
    )


@requires(Permission.INSTITUTIONS_VIEW)
def institution_detail(request, pk):
    institution = get_object_or_404(Institution.objects.visible_to(request.user).for_list(), pk=pk)
    context = {
        "institution": institution,
        "former_names": institution.former_names.all(),
        "predecessors": institution.predecessors.visible_to(request.user),
        "may_edit": rules.may_edit(institution, request.user),
        "timeline": record_timeline(institution, reasons={actions.FORMER_NAMES_CHANGED: _("nama lama")}),
    }
    if request.user.holds_somewhere(Permission.CONTACTS_VIEW):
        contacts = Contact.objects.visible_to(request.user).filter(institution=institution)
        context["contacts"] = contacts.for_list()
    return render(request, "stakeholders/institution_detail.html", context)


@requires(Permission.INSTITUTIONS_EDIT)
def institution_create(request):
    return _edited(request, Institution(), _("Instansi dicatat: %(name)s."))


@requires(Permission.INSTITUTIONS_EDIT)
def institution_edit(request, pk):
    institution = get_object_or_404(Institution.objects.editable_by(request.user), pk=pk)
    return _edited(request, institution, _("Perubahan disimpan: %(name)s."))


def _edited(request, institution, done):
    form = InstitutionForm(posted(request), instance=institution, user=request.user)
    page = RowsPage(FormerNames(posted(request), instance=institution), form)
    about = {"institution": institution, "former_names": page.formset, "leads_to": institution}
    if page.is_valid() and (url := taken_once(page, actions.save_institution, **about, by=request.user)):
        messages.success(request, done % {"name": institution})
        tell_merged(request, page)
        return redirect(url)
    context = {"form": form, "page": page, "institution": institution if institution.pk else None}
    return render(request, "stakeholders/institution_form.html", context, status=status_of(page))
