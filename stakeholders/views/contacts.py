"""Contacts: list, detail, create, edit."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.conflicts import tell_merged
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.editing.history import record_timeline
from pmi_portal.lists.pages import list_page
from stakeholders import actions, rules
from stakeholders.filters import ContactFilter
from stakeholders.forms import ContactForm
from stakeholders.models import Contact
from stakeholders.tables import ContactTable


@requires(Permission.CONTACTS_VIEW)
def contact_list(request):
    return list_page(
        request,
        "stakeholders/contact_list.html",
        Contact.objects.visible_to(request.user).for_list(),
        ContactTable,
        ContactFilter,
        name="narahubung",
        may_edit=request.user.holds_somewhere(Permission.CONTACTS_EDIT),
        may_transfer=request.user.holds_somewhere(Permission.REGISTERS_TRANSFER),
    )


@requires(Permission.CONTACTS_VIEW)
def contact_detail(request, pk):
    contact = get_object_or_404(Contact.objects.visible_to(request.user).for_list(), pk=pk)
    context = {
        "contact": contact,
        "may_edit": rules.may_edit(contact, request.user),
        "timeline": record_timeline(contact),
    }
    return render(request, "stakeholders/contact_detail.html", context)


@requires(Permission.CONTACTS_EDIT)
def contact_create(request):
    return _edited(request, Contact(), _("Narahubung dicatat: %(name)s."))


@requires(Permission.CONTACTS_EDIT)
def contact_edit(request, pk):
    contact = get_object_or_404(Contact.objects.editable_by(request.user), pk=pk)
    return _edited(request, contact, _("Perubahan disimpan: %(name)s."))


def _edited(request, contact, done):
    form = ContactForm(posted(request), instance=contact, user=request.user)
    about = {"contact": form.instance, "by": request.user}
    if form.is_valid() and (url := taken_once(form, actions.save_contact, **about)):
        messages.success(request, done % {"name": contact})
        tell_merged(request, form)
        return redirect(url)
    context = {"form": form, "contact": contact if contact.pk else None}
    return render(request, "stakeholders/contact_form.html", context, status=status_of(form))
