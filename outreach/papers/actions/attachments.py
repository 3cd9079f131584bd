"""Keeping and deleting the files of a record."""

import hashlib
from copy import copy

from django.db import transaction

from outreach.models import Attachment
from outreach.papers.rules import attachments as rules
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if
from pmi_portal.files.uploads import clean_name, extension_of, why_not_upload

OWNERS = {"fgdsession": "session", "complaint": "complaint", "followup": "follow_up"}


@transaction.atomic
def attach_file(*, owner, kind, file, is_free_of_personal_data=False, by):
    """Keep an uploaded file with a session, a complaint or a follow-up."""
    refuse_if(why_not_upload(file))
    owner = type(owner).objects.locked(owner.pk)
    digest = _sha256(file)
    refuse_if(rules.why_not_attach(owner, digest))
    attachment = Attachment(
        **{OWNERS[owner._meta.model_name]: owner},
        kind=kind,
        file=file,
        original_name=clean_name(file.name),
        extension=extension_of(file.name),
        size=file.size,
        sha256=digest,
        is_free_of_personal_data=is_free_of_personal_data,
        uploaded_by=by,
    )
    try:
        attachment.save()
        record("attachment.added", about=attachment, by=by, **_facts(attachment))
    except Exception:
        attachment.file.storage.delete(attachment.file.name)  # the row goes with the transaction
        raise
    return attachment


@transaction.atomic
def delete_attachment(*, attachment, by):
    """Delete the file for good; that it was there, and who deleted it, stays in the audit log."""
    owner = type(attachment.owner).objects.locked(attachment.owner.pk)
    setattr(attachment, OWNERS[owner._meta.model_name], owner)  # judged as it stands under its lock
    refuse_if(rules.why_not_delete(attachment))
    gone = copy(attachment)
    attachment.delete()
    record("attachment.deleted", about=gone, by=by, **_facts(gone))
    transaction.on_commit(lambda: gone.file.storage.delete(gone.file.name))


def _sha256(file):
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _facts(attachment):
    """What the audit log keeps of it; a name may tell a person's name."""
    owner = attachment.owner
    return {
        "owner": owner._meta.label_lower,
        "owner_id": owner.pk,
        "kind": attachment.kind,
        "size": attachment.size,
        "sha256": attachment.sha256,
    }
