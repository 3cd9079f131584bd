"""What a form offers to choose: what fits today, and always what its record holds already.

A stored value may have been switched off, merged, moved to another region, or lie outside what the person is
offered otherwise; it stays on offer, so that saving what nobody touched changes nothing.
"""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIteratorValue


def offer(form, name, records):
    """Let a field offer `records`, in their order, and what the record of the form holds in this field."""
    field = form.instance._meta.get_field(name)
    if not field.many_to_many:
        stored = [getattr(form.instance, field.attname)]
    else:
        stored = [] if form.instance._state.adding else getattr(form.instance, name).order_by().values("pk")
    form.fields[name].queryset = with_stored(records, stored)


def with_stored(records, pks):
    """These records, and those of the keys, whatever else is asked of `records`."""
    if isinstance(pks, list):
        pks = [pk for pk in pks if pk is not None]
        if not pks:
            return records.all()
    return records.all() | records.model._base_manager.filter(pk__in=pks)


class ReadChoiceField(forms.ModelChoiceField):
    """A choice among records that the form has read already: judging it asks nothing anew."""

    def offer(self, records, choices):
        self.read = {str(record.pk): record for record in records}
        self.choices = choices

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if chosen := self.read.get(str(value)):
            return chosen
        raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})


class ReadChoicesField(forms.ModelMultipleChoiceField):
    """Several of such records, in the order in which they were read."""

    def __init__(self, **kwargs):
        super().__init__(queryset=None, **kwargs)

    def offer(self, records, choices):
        self.read = {str(record.pk): record for record in records}
        self.choices = choices

    def clean(self, value):
        asked = {str(one) for one in value or ()}
        for unknown in sorted(asked - self.read.keys()):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": unknown})
        return [record for key, record in self.read.items() if key in asked]


def offer_grouped(field, *, none, heading):
    """Show the choices of a ModelChoiceField under headings; its queryset must come in their order."""
    field.choices = [("", none), *grouped(field.queryset, heading=heading)]


def grouped(records, *, heading):
    """Option groups [(heading, [(pk, text), ...]), ...] of records that come in the order of the headings."""
    return [
        (name, [(ModelChoiceIteratorValue(record.pk, record), str(record)) for record in members])
        for name, members in groupby(records, key=heading)
    ]
