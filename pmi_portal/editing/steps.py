"""A step of a record as a page of its own, whatever the record: one table, one door, one guard.

What the person saw is the guard: the form carries the revision of the record its page was made from, and the
action takes it under the row lock. Who was overtaken is told by whom, and keeps what was typed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import SentOnce, taken_once
from pmi_portal.editing.forms import status_of
from pmi_portal.editing.history import name_of
from pmi_portal.words.formats import show_datetime
from pmi_portal.words.nik import why_not_text


@dataclass(frozen=True, kw_only=True)
class Step:
    """`why_not(case)` says why the step cannot be taken now; `verb` names the button, `hint` what it means.

    `form` is a StepForm; its `facts` are what the action asks for beside the record and `by`.
    """

    slug: str
    permission: Permission
    verb: str
    form: type
    why_not: Callable
    action: Callable
    done: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Way:
    """The steps of one kind of record, in the order of a case on its way.

    `name` is what action, form and template call the record, `records(user, permission)` are those that
    somebody may change, `facts_of(record, by)` gathers what the rules ask, `may(case, permission)` says
    whether who acts holds the permission where the record is at home.
    """

    name: str
    steps: tuple
    records: Callable
    may: Callable
    facts_of: Callable
    template: str

    def step(self, slug):
        return next((step for step in self.steps if step.slug == slug), None)

    def permission_of(self, slug):
        """What the door of a step asks for; that of a step nobody knows is found shut further in."""
        return (self.step(slug) or self.steps[0]).permission

    def open_to(self, case):
        """The steps that may be taken as the record stands; the first is the one that is usually next."""
        return [step for step in self.steps if self.may(case, step.permission) and step.why_not(case) is None]


class StepForm(SentOnce, forms.Form):
    """A step of one record; every text in it is asked for numbers that should not be kept."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.record = case, case.record
        self.initial["seen"] = self.record.revision

    def clean(self):
        cleaned = super().clean()
        self.add_reason(None, stale(self.record, cleaned.get("seen")))
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                self.add_reason(name, why_not_text(value))
        return cleaned

    def look_again(self):
        """Let who was overtaken send once more from what stands now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.record.revision


def stale(record, seen):
    """The refusal of a step of somebody who saw another revision, naming what came between, or None.

    A form that was sent without it is judged as one just made.
    """
    if seen is None or seen == record.revision:
        return None
    told = _(
        "Sejak halaman ini dibuka, ada perubahan: %(what)s, oleh %(who)s, %(at)s. "
        "Isian Anda belum disimpan; periksa, lalu simpan sekali lagi bila langkah ini tetap diperlukan."
    )
    return ValidationError(told % _newest(record), code="conflict")


def _newest(record):
    """What came last: a record that takes steps tells it as (what, who, when), or None before the first."""
    what, who, at = record.newest_step() or (record, None, None)
    zone = getattr(record, "zone", None)
    return {"what": what, "who": name_of(who), "at": show_datetime(at, zone) if at else "–"}


@requires(lambda way, step, **_address: way.permission_of(step))
def record_step(request, step, way, **address):
    """The page of a step: takes it once, or answers 409 with the reason and what was typed."""
    step = way.step(step)
    if step is None:
        raise Http404
    record = get_object_or_404(way.records(request.user, step.permission), **address)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = step.form(*sent, case=way.facts_of(record, request.user))
    about = {way.name: record, "by": request.user}
    if form.is_valid() and (url := taken_once(form, step.action, leads_to=record, **about, **form.facts)):
        messages.success(request, step.done)
        return redirect(url)
    return _shown(request, way, step, form)


def _shown(request, way, step, form):
    if form.is_bound:
        form.record.refresh_from_db()  # the action may have found that somebody was quicker
        form.look_again()
    why_not = step.why_not(way.facts_of(form.record, request.user))
    if why_not and form.is_bound:
        told = _("Langkah terakhir: %(what)s, oleh %(who)s, %(at)s.") % _newest(form.record)
        why_not = f"{why_not} {told}"
    context = {way.name: form.record, "step": step, "form": form, "why_not": why_not}
    status = 409 if why_not and form.is_bound else status_of(form)
    return render(request, way.template, context, status=status)
