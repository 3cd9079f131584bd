"""The steps of a learned entry: putting it right, and withdrawing it."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.steps import Step, StepForm, Way
from surveys.importing import rules
from surveys.importing.actions.learning import correct_entry, withdraw_entry
from surveys.importing.asking import Asked
from surveys.importing.kinds import SEVERAL
from surveys.importing.learned_words import Words, column_of
from surveys.importing.value_fields import BLANK, field_for, text_of
from surveys.models import LearnedEntry


@dataclass
class Case:
    """A learned entry and who acts."""

    record: object
    by: object


class CorrectForm(StepForm):
    """Another meaning, of those the column has."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.column = column_of(self.record)
        if self.column:
            asked = Asked(self.record.column, self.record.spelling, self.record.spelling, self.column.label)
            field = self.fields["meaning"] = field_for(self.column, asked, is_said=False)
            field.label, field.required = _("Dibaca sebagai"), True
            if isinstance(field, forms.ChoiceField):
                offered = [each for each in field.choices if each[0] not in ("", BLANK)]
                none = [] if self.column.kind is SEVERAL else [("", _("Pilih"))]
                field.choices = [*none, *offered]

    @property
    def means(self):
        """What the entry means until now."""
        return Words().of(self.record)[1]

    def clean_meaning(self):
        meaning = text_of(self.column, self.cleaned_data["meaning"])
        if meaning in (None, "", BLANK):
            raise ValidationError(_("Pilih salah satu."))
        self.add_reason("meaning", rules.why_not_correct_entry(self.record, meaning, self.column))
        return meaning

    @property
    def facts(self):
        return {"meaning": ""} | super().facts


class WithdrawForm(StepForm):
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


_step = partial(
    Step, permission=Permission.MAPPINGS_EDIT, why_not=lambda case: rules.why_not_touch_entry(case.record)
)
STEPS = (
    _step(
        slug="betulkan",
        verb=_("Betulkan"),
        form=CorrectForm,
        action=correct_entry,
        done=_("Tulisan dibetulkan; berkas berikutnya dibaca begitu."),
        hint=_("Berlaku untuk berkas yang diperiksa setelah ini. Yang sudah tersimpan tidak berubah."),
    ),
    _step(
        slug="tarik",
        verb=_("Tarik"),
        form=WithdrawForm,
        action=withdraw_entry,
        done=_("Tulisan ditarik; berkas berikutnya tidak lagi dibaca begitu."),
        hint=_("Berkas berikutnya tidak lagi dibaca begitu. Yang sudah tersimpan tidak berubah."),
    ),
)


def _records(user, permission):
    return LearnedEntry.objects.visible_to(user, permission).select_related(
        "version__questionnaire", "region", "said_by", "withdrawn_by"
    )


LEARNED_STEPS = Way(
    name="entry",
    steps=STEPS,
    records=_records,
    facts_of=Case,
    may=lambda case, permission: _records(case.by, permission).filter(pk=case.record.pk).exists(),
    template="surveys/importing/learned_step.html",
)
