"""A step of a record as a page of its own, whatever the record."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render

from pmi_portal.drafts.submissions import sent_before, taken_once
from pmi_portal.editing.forms import status_of


@dataclass(frozen=True, kw_only=True)
class Step:
    """`why_not` says why the step cannot be taken now; `verb` names the button, `hint` what it means.

    `form` is a SentOnce; its `facts` are what the action asks for beside the record and `by`.
    """

    verb: str
    form: type
    why_not: Callable
    action: Callable
    done: str
    hint: str = ""


def step_page(request, template, step, form, **about):
    """Take the step once, or show its page; `about` is one record under the name its action gives it.

    Answers 409 with the reason and what was typed, when the state of the record does not allow the step.
    """
    ((name, record),) = about.items()
    url = sent_before(form, request.user)
    if not url and form.is_valid():
        url = taken_once(form, step.action, leads_to=record, by=request.user, **about, **form.facts)
    if url:
        messages.success(request, step.done)
        return redirect(url)
    why_not = step.why_not(record)
    context = {name: record, "step": step, "form": form, "why_not": why_not}
    status = 409 if why_not and request.method == "POST" else status_of(form)
    return render(request, template, context, status=status)
