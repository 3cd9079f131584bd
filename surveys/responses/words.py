"""What a response says, as a person reads it: choices by their labels, reasons for no answer in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmi_portal.words.countries import country_name
from pmi_portal.words.formats import show_date, show_number
from surveys.models import QuestionnaireVersion, Response
from surveys.responses.content import PROFILE_FIELDS, said_in

REASONS = dict(QuestionnaireVersion.Reason.choices)


@dataclass(frozen=True)
class Answer:
    """One question with what was said to it, and in which cell; `words` is "" where nothing was said."""

    label: str
    text: str
    words: str
    is_missing: bool = False
    cell: str = ""


class Wording:
    """The words of one version of a questionnaire; two queries, however many responses are told."""

    def __init__(self, version):
        self.questions = list(version.questions.prefetch_related("choices"))
        self._by_code = {question.code: question for question in self.questions}
        self._labels = {
            question.code: {choice.code: in_words(choice) for choice in question.choices.all()}
            for question in self.questions
        }

    def answers(self, response, cells):
        """An Answer for each question; last what was said to codes that the questionnaire does not have.

        `cells` are {`Column.name`: where its value stands}.
        """
        unknown = sorted({*response.answers, *response.missing} - self._by_code.keys())
        for code in [*self._by_code, *unknown]:
            question = self._by_code.get(code)
            is_missing = code not in response.answers and code in response.missing
            words = self.words(response, code)
            told = (question.label, question.text) if question else (code, "")
            yield Answer(*told, words, is_missing, cells.get(f"q:{code}", ""))

    def words(self, response, code):
        """What a response says to a question, or why it says nothing, or ""."""
        if code not in response.answers:
            return str(REASONS.get(response.missing.get(code), response.missing.get(code, "")))
        answer, labels = response.answers[code], self._labels.get(code, {})
        if isinstance(answer, list):
            return "; ".join(labels.get(one, str(one)) for one in answer)
        return show_number(answer) if isinstance(answer, int) else labels.get(answer, str(answer))

    def differences(self, before, after):
        """(`Column.name`, label, old, new) in words of all that two versions say differently."""
        fields = [name for name in PROFILE_FIELDS if said_in(before, name) != said_in(after, name)]
        codes = {*before.answers, *before.missing, *after.answers, *after.missing}
        order = {code: place for place, code in enumerate(self._by_code)}
        asked = sorted(codes, key=lambda code: (order.get(code, len(order)), code))
        for name in (*(f"p:{field}" for field in fields), *(f"q:{code}" for code in asked)):
            old, new = (self.said(each, name) for each in (before, after))
            if old != new:
                yield name, self._label(name), old or _("kosong"), new or _("kosong")

    def said(self, response, name):
        """What a response says in a column of the round, by its `Column.name`, or ""."""
        is_field, key = _parted(name)
        return profile_words(response, key) if is_field else self.words(response, key)

    def _label(self, name):
        is_field, key = _parted(name)
        if is_field:
            return field_name(key)
        return self._by_code[key].label if key in self._by_code else key


def _parted(name):
    """(whether it is a field of the profile, its name or the code of a question)"""
    return name[0] == "p", name[2:]


def in_words(choice):
    """A choice with its score, where it has one."""
    return choice.label if choice.score is None else f"{choice.score} – {choice.label}"


def profile(response, cells):
    """(label, words, cell) of each profile field."""
    return [
        (field_name(name), profile_words(response, name), cells.get(f"p:{name}", ""))
        for name in PROFILE_FIELDS
    ]


def profile_words(response, name):
    value = getattr(response, name)
    if not value:
        return ""
    if name == "responded_on":
        return show_date(value)
    if name == "district":
        return str(value)
    return country_name(value) if name == "destination" else getattr(response, f"get_{name}_display")()


def field_name(name):
    text = str(Response._meta.get_field(name).verbose_name)
    return text[:1].upper() + text[1:]


def place_in_file(response):
    """Where a respondent without a number came from."""
    told = {"row": response.row_number, "batch": response.batch_id}
    return _("baris %(row)s dari unggahan %(batch)s") % told
