"""The forms of a discussion guide and of its questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.fgd.rules import guides as rules
from outreach.models import DiscussionGuide, GuideQuestion
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.rows import SharedRow, SharedSet

MOST_QUESTIONS = 60


class GuideForm(VersionedForm, SentOnce, forms.ModelForm):
    """A version of a guide; the title holds its versions together, so only a first version may change it."""

    counts_edits = True  # of its questions, rows beside it
    asks_of_twins = False  # no two bear one title

    class Meta:
        model = DiscussionGuide
        fields = ["title", "introduction"]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "introduction": _("Yang disampaikan fasilitator di awal: tujuan, aturan, dan persetujuan.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.number > 1:
            del self.fields["title"]

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        others = DiscussionGuide.objects.filter(title=title).exclude(pk=self.instance.pk)
        if reason := rules.why_not_title(title, taken=others.exists()):
            raise forms.ValidationError(reason)
        return title


class QuestionForm(SharedRow):
    """One question; a row left empty is none."""

    OF, DEED = "guide", "guide.edited"

    class Meta:
        model = GuideQuestion
        fields = ["text", "prompts"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "prompts": forms.Textarea(attrs={"rows": 2}),
        }


class QuestionSet(SharedSet):
    ordering_widget = forms.NumberInput(attrs={"class": "form-control", "min": 1})

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Urutan")
        form.fields["ORDER"].help_text = _("Isi hanya untuk mengubah urutan.")

    @property
    def ordered(self):
        """The questions, not saved, in the order that was typed; new ones without a place come last."""
        return [form.save(commit=False) for form in self.ordered_forms if not form.is_gone]

    @property
    def gone(self):
        return [form.instance for form in self.deleted_forms if form.instance.pk]

    def clean(self):
        super().clean()
        rows = [form for form in self.living_forms if form.is_stored or form.has_changed()]
        if reason := rules.why_not_questions(rows):
            raise forms.ValidationError(reason)


def question_rows(*args, **kwargs):
    """The questions of a guide as a formset; a new guide offers more empty rows."""
    rows = forms.inlineformset_factory(
        DiscussionGuide,
        GuideQuestion,
        form=QuestionForm,
        formset=QuestionSet,
        extra=2 if kwargs["instance"].pk else 6,
        can_order=True,
        can_delete_extra=False,
        max_num=MOST_QUESTIONS,
        validate_max=True,
        absolute_max=MOST_QUESTIONS + 5,
    )
    return rows(*args, **kwargs)
