"""The form of one statement."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from outreach.fgd.forms.choices import DIGITS, LETTERS, Ticks
from outreach.fgd.forms.stances import StancesForm
from outreach.fgd.rules import sessions as rules
from outreach.fgd.rules import sittings
from outreach.ground import rules as ground
from outreach.ground.forms import Sectioned, names_in, settle_happened
from outreach.models import GuideQuestion, Statement, Theme
from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.choices import ReadChoiceField, offer
from pmi_portal.editing.forms import DayInput
from pmi_portal.editing.writing import refuse_if
from pmi_portal.words.nik import why_not_text

DETAILS = ("speaker_code", "is_quote", "sentiment", "agreement")
STANCES = ("supporting", "opposing")


class CodeField(forms.CharField):
    """A code, whatever the case in which it was typed."""

    def to_python(self, value):
        return super().to_python(value).upper()


class StatementForm(Sectioned, StancesForm, SentOnce, forms.ModelForm):
    """Who said what of which kind on which theme; everything else stands in the folded part and may wait."""

    asks_of_twins = False  # two of a group say the same, and the queue sends without anybody to be asked

    class Meta:
        model = Statement
        sections = (
            (pgettext_lazy("satu", "Pernyataan"), ("question", "group", "theme", "kind", "text")),
            (_("Rincian"), DETAILS),
            (_("Sikap kelompok lain"), STANCES),
            (_("Tanda darurat dan waktu kejadian"), Statement.FACTS),
        )
        fields = names_in(sections)
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "happened_on": DayInput()}
        field_classes = {"speaker_code": CodeField, "group": ReadChoiceField}

    def __init__(self, *args, session, **kwargs):
        self.session = session
        super().__init__(*args, **kwargs)
        self.instance.session = session
        self.fields["kind"].choices = [("", _("pilih jenis")), *Statement.Kind.choices]
        self.fields["sentiment"].choices = [("", _("tidak dinilai")), *Statement.Sentiment.choices]
        self.fields["agreement"].choices = [("", _("tidak dinilai")), *Statement.Agreement.choices]
        self.fields["happened"].required = False  # what nobody asked stays unknown
        self.fields["theme"].empty_label = _("pilih tema")
        offer(self, "theme", Theme.objects.active())
        offer(self, "question", GuideQuestion.objects.filter(guide=session.guide_id))
        self.fields["question"].empty_label = _("di luar panduan")
        if not (session.guide_id or self.instance.question_id):
            del self.fields["question"]

    def _get_validation_exclusions(self):
        """The records that were chosen were read a moment ago; the database is not asked for them again."""
        return super()._get_validation_exclusions() | {"question", "group", "theme"}

    def clean_text(self):
        refuse_if(why_not_text(self.cleaned_data["text"]))
        return self.cleaned_data["text"]

    def clean(self):
        today = ground.today_at(self.session)
        self.add_reason(None, rules.why_not_record_statements(self.session, today))
        cleaned = super().clean()
        settle_happened(self, cleaned, self.session.held_on, rules.why_not_tell)
        if group := cleaned.get("group"):
            self.add_reason("speaker_code", sittings.why_not_speaker(cleaned.get("speaker_code", ""), group))
            self.check_stances(group)
        return cleaned


class NoteForm(StatementForm):
    """The form of the note-taking view: group and theme are ticks, each with a key of its own."""

    class Meta(StatementForm.Meta):
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3, "autofocus": True}),
            "group": Ticks(keys=DIGITS),
            "theme": Ticks(keys=LETTERS),
            "happened_on": DayInput(),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = self.fields["group"].choices[1:]  # a tick needs no “choose one”
        self.fields["theme"].empty_label = None

    @property
    def details(self):
        """The fields of the folded part, but for the stances."""
        return [self[name] for name in DETAILS]

    @property
    def stance_fields(self):
        return [self[name] for name in STANCES]

    @property
    def facts(self):
        return [self[name] for name in Statement.FACTS]

    @property
    def is_open(self):
        """Whether the folded part holds something to see."""
        return any(field.errors or field.value() for field in (*self.details, *self.stance_fields))

    @property
    def tells_facts(self):
        """Whether the folded part of the signs and of the day does so."""
        unknown = (None, "", False, Statement.Happened.UNKNOWN)
        return any(field.errors or field.value() not in unknown for field in self.facts)
