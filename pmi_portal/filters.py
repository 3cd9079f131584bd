"""What the filters of every list share: day pickers, and the applied filters as removable chips."""

from dataclasses import dataclass
from datetime import date

import django_filters
from django import forms

from pmi_portal.formats import show_date


@dataclass(frozen=True)
class Chip:
    label: str
    value: str
    without: str  # address of the same list without this filter


class DayFilter(django_filters.DateFilter):
    """A day chosen from the browser's calendar."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


def chips(request, filterset):
    """The applied filters in words, each with the address that drops it."""
    form = filterset.form
    form.full_clean()  # a fault in one filter leaves the others applied
    if not form.is_bound:
        return []
    applied = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    return [
        Chip(str(form.fields[name].label), _in_words(form.fields[name], value), _without(request, name))
        for name, value in applied.items()
    ]


def _in_words(field, value):
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, str) and isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)


def _without(request, name):
    query = request.GET.copy()
    for dropped in (name, "page"):
        query.pop(dropped, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
