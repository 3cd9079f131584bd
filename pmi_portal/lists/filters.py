"""What the filters of every list share: day pickers, and the applied filters as removable chips."""

from dataclasses import dataclass
from datetime import date

import django_filters
from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ChoiceIterator

from pmi_portal.templatetags.formats import joined, option
from pmi_portal.words.formats import show_date

ANY = _("semua")
# A list shows so many of what a search found; who finds more gives another word or a filter.
MOST_FOUND = 500


@dataclass(frozen=True)
class Chip:
    label: str
    value: str
    without: str  # address of the same list without this filter


class PeriodForm(forms.Form):
    """Filters of which a period that ends before it starts says so and leaves the list as it was."""

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error(
                "until", _("Tanggal akhir mendahului tanggal awal; rentang tanggal belum diterapkan.")
            )
            del cleaned["since"]  # one end alone was not asked for either
        return cleaned


class ListFilters(django_filters.FilterSet):
    """Words first, under one name in every list; a period is `since` and `until`, a record its code."""

    q = django_filters.CharFilter(
        label=_("Cari"),
        method="search_words",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        form = PeriodForm

    cut_at = None  # how many the list shows, where more was found

    def filter_queryset(self, records):
        """The search comes last: it looks for the newest of what the other filters leave."""
        for name, value in sorted(self.form.cleaned_data.items(), key=lambda item: item[0] == "q"):
            records = self.filters[name].filter(records, value)
        return records

    def search_words(self, records, name, text):
        keys = records.newest_with(text, MOST_FOUND + 1)
        self.cut_at = MOST_FOUND if len(keys) > MOST_FOUND else None
        return records.filter(pk__in=keys[:MOST_FOUND])


class OneOf(forms.Select):
    """A select of choices without groups, written at once: a list has a handful, one with every country.

    Django makes a dict of each choice and a template of each select, which takes as long as the rows.
    """

    def render(self, name, value, attrs=None, renderer=None):
        chosen = self.format_value(value)
        options = [
            option(given := str(one), str(label), " selected" if given in chosen else "")
            for one, label in self.choices
        ]
        about = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, about, joined(options))


class Choices(ChoiceIterator):
    """What a filter offers, as it was given: pairs, or what gives them.

    The iterator it stands for puts all of them into one shape anew for each page.
    """

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        if self.field.null_label is not None:
            yield self.field.null_value, self.field.null_label
        yield from self.choices() if callable(self.choices) else self.choices


class ChoiceField(django_filters.fields.ChoiceField):
    iterator = Choices


class ChoiceFilter(django_filters.ChoiceFilter):
    """One of some words, or any."""

    field_class = ChoiceField

    def __init__(self, **kwargs):
        super().__init__(**{"empty_label": ANY, "widget": OneOf} | kwargs)


class RecordFilter(django_filters.ModelChoiceFilter):
    """One of some records, or any."""

    def __init__(self, **kwargs):
        super().__init__(**{"empty_label": ANY, "widget": OneOf} | kwargs)


class CodeFilter(RecordFilter):
    """One record of a register, which stands in the address by its code."""

    def __init__(self, **kwargs):
        super().__init__(**{"to_field_name": "code"} | kwargs)


class DayFilter(django_filters.DateFilter):
    """A day chosen from the browser's calendar."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


def chips(request, filterset):
    """The applied filters in words, each with the address that drops it."""
    form = filterset.form
    if not form.is_bound:
        return []
    form.is_valid()  # cleans it, once; a fault in one filter leaves the others applied
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
