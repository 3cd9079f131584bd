"""Files of sessions, complaints and follow-ups: added, handed out as a download, deleted."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from outreach.models import Attachment, Complaint, FgdSession, FollowUp
from outreach.papers.actions.attachments import attach_file, delete_attachment
from outreach.papers.forms.attachments import AttachmentForm
from outreach.papers.rules import attachments as rules
from pmi_portal.accounts.access import Access, requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import AskingForm, taken_once
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.files.handing_out import OF_NO_TYPE, as_attachment
from pmi_portal.files.uploads import TYPES

ATTACH = {"fgdsession": "session_attach", "complaint": "complaint_attach", "followup": "follow_up_attach"}


def attachments_part(owner, user):
    """Context of outreach/papers/attachments.html, for the page of a session, a complaint or a follow-up."""
    is_fixed = rules.why_not_touch(owner)
    may_attach = not is_fixed and type(owner).objects.editable_by(user).filter(pk=owner.pk).exists()
    attachments = owner.attachments.visible_to(user).select_related("uploaded_by")
    return {
        "attachments": attachments,
        "deletable": [file for file in attachments if may_attach and not rules.why_not_delete(file)],
        "attachment_zone": owner.zone,
        "attach_url": reverse(ATTACH[owner._meta.model_name], args=[owner.pk]) if may_attach else None,
        # Names of its own: the page has other forms, and an id stands on it once.
        "attachment_form": AttachmentForm(owner=owner, auto_id="lampiran_%s") if may_attach else None,
    }


@requires(Permission.SESSIONS_EDIT)
def session_attach(request, pk):
    return _attach(request, get_object_or_404(FgdSession.objects.editable_by(request.user), pk=pk))


@requires(Permission.COMPLAINTS_EDIT)
def complaint_attach(request, pk):
    return _attach(request, get_object_or_404(Complaint.objects.editable_by(request.user), pk=pk))


@requires(Permission.FOLLOW_UPS_EDIT)
def follow_up_attach(request, pk):
    return _attach(request, get_object_or_404(FollowUp.objects.editable_by(request.user), pk=pk))


def _attach(request, owner):
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttachmentForm(*sent, owner=owner)
    if form.is_valid():
        asked = ("kind", "file", "is_free_of_personal_data")
        file = {name: form.cleaned_data[name] for name in asked if name in form.fields}
        if url := taken_once(form, attach_file, leads_to=owner, owner=owner, by=request.user, **file):
            messages.success(request, _("Berkas dilampirkan."))
            return redirect(f"{url}#lampiran")
    context = {"form": form, "owner": owner}
    return render(request, "outreach/papers/attachment_create.html", context, status=status_of(form))


@requires(Access.SIGNED_IN)
def attachment_download(request, pk):
    """The file as it came, to be saved and never to be shown: no browser runs what is in it."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    content_type = TYPES.get(attachment.extension, OF_NO_TYPE)
    return as_attachment(content, name=attachment.original_name, content_type=content_type)


@requires(Access.SIGNED_IN)
def attachment_delete(request, pk):
    attachments = Attachment.objects.visible_to(request.user).editable_by(request.user)
    attachment = get_object_or_404(attachments.with_owner(), pk=pk)
    owner, form = attachment.owner, AskingForm(posted(request))
    about = {"attachment": attachment, "leads_to": f"{owner.get_absolute_url()}#lampiran"}
    if form.is_valid() and (url := taken_once(form, delete_attachment, **about, by=request.user)):
        messages.success(request, _("Lampiran dihapus."))
        return redirect(url)
    context = {
        "attachment": attachment,
        "owner": owner,
        "form": form,
        "why_not": rules.why_not_delete(attachment),
    }
    return render(request, "outreach/papers/attachment_delete.html", context, status=status_of(form))
