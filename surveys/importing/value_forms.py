"""The form on which an officer says what cells mean that are not certain."""

from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pmi_portal.editing.forms import Acting
from pmi_portal.files.sheets import without_repeats
from pmi_portal.words.countries import country_choices
from surveys.importing import rules
from surveys.importing.asking import Asked, is_asked
from surveys.importing.decisions import Decided
from surveys.importing.kinds import COUNTRY
from surveys.importing.masking import masked
from surveys.importing.subjects import subject_of
from surveys.importing.value_fields import field_for, initial_of, text_of

SAY, LEARN = "say-", "learn-"


class Value:
    """A cell the form is about (Asked), its column, and the names of its fields in the form."""

    def __init__(self, asked, column):
        self.asked, self.column = asked, column
        number = sha256("\0".join(asked.key).encode()).hexdigest()[:16]
        self.say, self.learn = f"{SAY}{number}", f"{LEARN}{number}"


class ValuesForm(Acting, forms.Form):
    """Two fields for each value that is asked, was answered, or was learned, by a name of its own.

    `shown` says upon which decisions it was filled in. What is left alone stays to be mended.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, batch, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.batch, self.decided = batch, Decided.from_json(batch.decisions)
        self.columns = {column.name: column for column in columns if is_asked(column)}
        self.fields["shown"].initial = rules.decisions_as_shown(batch)
        for value in self.values:
            asked = value.asked
            self.fields[value.say] = field_for(value.column, asked, is_said=value in self.said)
            if asked.is_teachable and subject_of(batch).learns:
                self.fields[value.learn] = forms.BooleanField(
                    label=_("Ingat untuk berkas berikutnya: “%(cell)s”") % {"cell": asked.cell},
                    initial=value not in self.said or asked.key in self.decided.learns,
                    required=False,
                    widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
                )

    @cached_property
    def asked(self):
        return self._reported("asked")

    @cached_property
    def learned(self):
        return self._reported("learned")

    @cached_property
    def said(self):
        """What was answered, also of cells that the file no longer has; not what is asked once more."""
        open_keys = {value.asked.key for value in (*self.asked, *self.learned)}
        found = {value.asked.key: value.asked for value in self._reported("said")}
        return [
            Value(self._said(name, spelling, text, found), self.columns[name])
            for name, spelling, text in self.decided.values
            if name in self.columns and (name, spelling) not in open_keys
        ]

    @property
    def values(self):
        return [*self.asked, *self.learned, *self.said]

    @property
    def untold(self):
        """How many values are asked for which the page has no room."""
        return self.batch.report.get("asked_count", 0) - len(self.batch.report.get("asked", ()))

    @property
    def asked_rows(self):
        return self._rows(self.asked)

    @property
    def learned_rows(self):
        return self._rows(self.learned)

    @property
    def said_rows(self):
        return self._rows(self.said)

    @property
    def names_countries(self):
        return any(value.column.kind is COUNTRY for value in self.values)

    @property
    def countries(self):
        return [name for _code, name in country_choices()]

    def _rows(self, values):
        """(Asked, its field, the tick to learn it or None) for the page."""
        return [
            (each.asked, self[each.say], self[each.learn] if each.learn in self.fields else None)
            for each in values
        ]

    def _reported(self, name):
        told = self.batch.report.get(name, ())
        kept = (Asked(**each | {"cells": [*without_repeats(each["cells"])]}) for each in told)
        return [Value(asked, self.columns[asked.name]) for asked in kept if asked.name in self.columns]

    def _said(self, name, spelling, text, found):
        asked = found.get((name, spelling)) or Asked(
            name, spelling, masked(spelling), str(self.columns[name].label), text=text
        )
        asked.is_teachable = asked.key in self.decided.learns
        return asked

    def clean(self):
        cleaned = super().clean()
        gone = [name for name in self.data if name.startswith(SAY) and name not in self.fields]
        if any(self.data[name] for name in gone):
            self.add_error(None, ValidationError(rules.decisions_changed(), code="conflict"))
        return cleaned

    @property
    def is_unchanged(self):
        """Whether the file was checked already as is decided here, perhaps by the same form sent before."""
        return self.facts["decided"].as_json() == self.batch.decisions

    @property
    def facts(self):
        texts = {each: text_of(each.column, self.cleaned_data[each.say]) for each in self.values}
        ticked = [each for each, text in texts.items() if text and self.cleaned_data.get(each.learn)]
        learns = [each.asked.key for each in ticked]
        decided = self.decided.with_values({each.asked.key: text for each, text in texts.items()}, learns)
        return {"decided": decided, "shown": self.cleaned_data["shown"]}

    def look_again(self):
        """Let who was overtaken send once more from what stands now; answers of others stay."""
        self.data = self.data.copy()
        self.data["shown"] = rules.decisions_as_shown(self.batch)
        for value in self.said:
            if not self.data.getlist(value.say) or self.data[value.say] == "":
                given = initial_of(value.column, value.asked.text)
                self.data.setlist(value.say, given if isinstance(given, list) else [given])
