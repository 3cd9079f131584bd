"""The form on which an import is undone, and what it shows beside each response that changed since."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from pmi_portal.drafts.submissions import SentOnce
from surveys.responses.rules import why_not_silent
from surveys.responses.words import Wording

CONFLICTS_ASKED = 200  # at once; the others stay as they are, and the page says so


class UndoForm(SentOnce, forms.Form):
    """`shown` says upon which state of the responses it was filled in."""

    asks_of_twins = False

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya: berkas wilayah lain, atau kolom tertukar."),
    )
    reverted = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, undoing, batch, **kwargs):
        super().__init__(*args, **kwargs)
        self.undoing = undoing
        self.fields["shown"].initial = undoing.shown
        self.asked = undoing.conflicts[:CONFLICTS_ASKED]
        self.fields["reverted"].choices = [(each.key, each.now) for each in self.asked]
        self.wording = Wording(batch.round.version) if self.asked and batch.round else None

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        self.add_reason("reason", why_not_silent(reason))
        return reason

    def clean_reverted(self):
        return tuple(self.cleaned_data["reverted"])

    @property
    def untold(self):
        return len(self.undoing.conflicts) - len(self.asked)

    @property
    def conflicts(self):
        """Each with its tick box and what of it differs."""
        boxes = list(self["reverted"])
        return [ShownConflict(each, box, self.wording) for each, box in zip(self.asked, boxes, strict=True)]


@dataclass(frozen=True)
class ShownConflict:
    conflict: object
    box: object
    wording: Wording

    @property
    def lines(self):
        """(field, what the import left, what stands now, what stood before) of what a person changed."""
        left, now, before = self.conflict.left, self.conflict.now, self.conflict.before
        return [
            (label, *(self.wording.said(each, name) if each else "" for each in (left, now, before)))
            for name, label, _old, _new in self.wording.differences(left, now)
        ]
