"""The forms about responses: to correct one, to take a step with one, and with many at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.drafts.submissions import SentOnce
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.counts import CountField
from pmi_portal.editing.forms import DayInput
from pmi_portal.editing.history import name_of
from pmi_portal.editing.records import digest
from pmi_portal.editing.steps import StepForm
from pmi_portal.words.countries import country_choices
from pmi_portal.words.formats import show_date, show_datetime, show_number
from stakeholders.models import District
from surveys.models import PastResponse, Question, Response
from surveys.responses import rules
from surveys.responses.content import CORRECTED_FIELDS
from surveys.responses.words import REASONS, in_words

LONGEST_REASON, LONGEST_ANSWER = 500, 5000
WHY = "?"  # before a reason for no answer, in a list together with answers
Kind, Change = Question.Kind, PastResponse.Change
CHOSEN = (Kind.SCALE, Kind.SINGLE)


def _reason(**kwargs):
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(**{"label": _("Alasan"), "max_length": LONGEST_REASON, "widget": widget} | kwargs)


class ReasonForm(StepForm):
    reason = _reason()


class AnswerText(forms.CharField):
    """The respondent's own words, with the line ends of a spreadsheet."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ResponseForm(VersionedForm, SentOnce, forms.ModelForm):
    """Profile and answers of a stored response, one field for each question of its questionnaire."""

    counts_edits = True
    reason = _reason(label=_("Alasan koreksi"), required=False, help_text=_("Wajib bila ada yang diubah."))

    class Meta:
        model = Response
        fields = [*CORRECTED_FIELDS]
        widgets = {"responded_on": DayInput()}

    def __init__(self, *args, questions, **kwargs):
        self.questions = questions  # with their choices
        super().__init__(*args, **kwargs)
        stored = self.instance.destination
        unknown = [(stored, stored)] if stored not in dict(country_choices()) and stored else []
        self.fields["destination"] = forms.ChoiceField(
            label=self.fields["destination"].label,
            required=False,
            choices=[("", _("tidak diketahui")), *country_choices(), *unknown],
        )
        for name in ("respondent_kind", "sex", "age_band", "interview_mode"):
            field = self.fields[name]
            field.choices = [("", _("tidak diketahui")), *(one for one in field.choices if one[0])]
        self.fields["district"].queryset = _districts(self.instance)
        self.fields["district"].empty_label = _("tidak diketahui")
        for question in questions:
            for name in _names(question):
                self.fields[name] = _field(question, name, self.stored_value(name))
                self.initial[name] = self.stored_value(name)

    @property
    def sections(self):
        answers = [self[name] for question in self.questions for name in _names(question)]
        return [
            (pgettext_lazy("satu", "Responden"), [self[name] for name in CORRECTED_FIELDS]),
            (pgettext_lazy("semua", "Jawaban"), answers),
            (_("Koreksi"), [self["reason"]]),
        ]

    def compared(self):
        yield from super().compared()
        yield from (name for name in self.fields if name in self._of_questions)

    def stored_value(self, name):
        if name not in self._of_questions:
            return super().stored_value(name)
        question = self._of_questions[name]
        answer = self.instance.answers.get(question.code)
        why = self.instance.missing.get(question.code, "") if answer is None else ""
        if name.startswith("why_"):
            return why
        if question.kind in CHOSEN:
            return answer or (why and WHY + why) or ""
        if question.kind == Kind.MULTIPLE:
            return _in_order(question, answer or [])
        return answer if answer is not None or question.kind == Kind.INTEGER else ""

    @cached_property
    def _of_questions(self):
        return {name: question for question in self.questions for name in _names(question)}

    @cached_property
    def last_change(self):
        _what, who, at = self.instance.newest_step() or ("", None, None)
        return {"who": name_of(who), "at": show_datetime(at) if at else ""}

    @property
    def is_unchanged(self):
        """A reason alone changes nothing."""
        return not set(self.changes) - {"reason"}

    def clean(self):
        cleaned = super().clean()
        if self.differs("responded_on"):
            self.add_reason("responded_on", rules.why_not_day(self.instance.round, cleaned["responded_on"]))
        if self.differs("district", "responded_on"):
            where = self.instance.region, cleaned.get("district"), cleaned.get("responded_on")
            self.add_reason("district", rules.why_not_district(*where))
        for question in self.questions:
            if self.differs(*_names(question)):
                self.add_reason(f"q_{question.code}", rules.why_not_answer(question, *self._said(question)))
        if not self.is_unchanged and "reason" in cleaned:
            self.add_reason("reason", rules.why_not_silent(cleaned["reason"]))
        return cleaned

    def _said(self, question):
        """(answer or None, reason for none or "") as they are stored."""
        answer, why = (self.cleaned_data.get(f"{part}_{question.code}") for part in ("q", "why"))
        if question.kind in CHOSEN and (answer or "").startswith(WHY):
            return None, answer.removeprefix(WHY)
        if isinstance(answer, list):
            answer = _in_order(question, answer)
        return (None if answer in ("", []) else answer), why or ""

    @property
    def corrected(self):
        """The stored response with what was typed; what nobody touched stays as it was written."""
        response = self.instance
        response.answers, response.missing = dict(response.answers), dict(response.missing)
        for question in (one for one in self.questions if self.differs(*_names(one))):
            answer, why = self._said(question)
            for document, value in ((response.answers, answer), (response.missing, why or None)):
                document.pop(question.code, None)
                if value is not None:
                    document[question.code] = value
        return response


def _districts(response):
    """Those that ever belonged to the region of a response, and the one that is stored."""
    there = Q(region=response.region_id) | Q(former_regions__region=response.region_id)
    return District.objects.filter(there | Q(pk=response.district_id)).distinct().select_related("region")


def _names(question):
    """The fields of a question: its answer, and the reason for none where no list holds both."""
    answer, why = f"q_{question.code}", f"why_{question.code}"
    return (answer, why) if question.kind in (Kind.MULTIPLE, Kind.INTEGER) else (answer,)


def _field(question, name, stored):
    reasons = [(code, _("tidak dijawab: %(why)s") % {"why": why}) for code, why in REASONS.items()]
    if name.startswith("why_"):
        label = _("%(question)s: alasan tidak dijawab") % {"question": question.label}
        return forms.ChoiceField(label=label, required=False, choices=[("", "–"), *REASONS.items()])
    about = {"label": question.label, "help_text": question.text, "required": False}
    choices = [(choice.code, in_words(choice)) for choice in question.choices.all()]
    if question.kind == Kind.MULTIPLE:
        field = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **about)
        field.choices = _with(choices, stored)
        return field
    if question.kind in CHOSEN:
        marked = [(WHY + code, words) for code, words in reasons]
        return forms.ChoiceField(choices=[("", _("kosong")), *_with([*choices, *marked], [stored])], **about)
    if question.kind == Kind.INTEGER:
        return CountField(min_value=0, **about)
    return AnswerText(max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}), **about)


def _in_order(question, codes):
    """Codes in the questionnaire's order, those it does not have at the end."""
    order = {choice.code: place for place, choice in enumerate(question.choices.all())}
    return sorted(codes, key=lambda code: order.get(code, len(order)))


def _with(choices, stored):
    """The choices, and those that are stored and no longer among them."""
    return [*choices, *((one, one) for one in stored if one and one not in dict(choices))]


class MarkForm(SentOnce, forms.Form):
    """Responses of a list, ticked or all of them, to be set aside or counted again for one reason."""

    everything = forms.BooleanField(required=False)
    responses = forms.ModelMultipleChoiceField(
        label=_("Jawaban responden"),
        queryset=Response.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    change = forms.ChoiceField(
        label=_("Langkah"),
        choices=[(Change.SET_ASIDE, _("Sisihkan dari hitungan")), (Change.TAKEN_BACK, _("Hitung lagi"))],
        widget=forms.RadioSelect,
    )
    reason = _reason()
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, listed, matching, **kwargs):
        """`listed` are the responses to be ticked, `matching` all that the filter finds, within bounds."""
        super().__init__(*args, **kwargs)
        self.matching = matching
        self.initial["shown"] = self.as_shown = digest(
            {"shown": [(one.pk, one.revision) for one in matching]}
        )
        self.fields["responses"].queryset = listed
        self.fields["responses"].label_from_instance = _on_one_line
        told = {"count": show_number(len(matching))}
        self.fields["everything"].label = _("Semua %(count)s jawaban yang cocok dengan saringan") % told

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("shown") not in ("", self.as_shown):
            reason = _("Daftar ini berubah sejak halaman dibuka. Periksa lagi, lalu simpan sekali lagi.")
            self.add_error(None, ValidationError(reason, code="conflict"))
            self.data = self.data.copy()
            self.data["shown"] = self.as_shown
        if not cleaned.get("everything") and not cleaned.get("responses"):
            self.add_error("responses", _("Centang paling sedikit satu jawaban."))
        return cleaned

    @property
    def chosen(self):
        return self.matching if self.cleaned_data["everything"] else list(self.cleaned_data["responses"])


def _on_one_line(response):
    day, state = response.responded_on, response.get_state_display()
    facts = (response, response.round, response.region, day and show_date(day), state)
    return ", ".join(str(fact) for fact in facts if fact)
