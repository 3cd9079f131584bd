"""Drafts in templates."""

import json

from django import template

from pmi_portal.drafts.keeping import unsent_drafts
from pmi_portal.drafts.submissions import TWIN
from pmi_portal.editing.forms import has_fault

register = template.Library()


@register.inclusion_tag("components/draft.html", takes_context=True)
def draft_keeper(context, key=None):
    """Inside a form: keeps what is typed there as a draft of this page, or of `key`.

    The query of the address does not count; a page that its query makes another form gives a key.
    Fields that hold a person's identity carry the attribute data-private and are not kept.
    """
    request, form = context["request"], context.get("form")
    key = key or request.path
    is_recorded = form is not None and has_fault(form, TWIN)  # nothing of it waits to be sent
    was_sent = request.method == "POST" and not is_recorded
    drafts = unsent_drafts(key=key, by=request.user)
    return {
        "key": key,
        "saved": json.dumps([[draft.key, draft.saved_at.isoformat()] for draft in drafts]),
        "was_sent": was_sent,
        "returned": request.POST.get("draft", ""),
    }
