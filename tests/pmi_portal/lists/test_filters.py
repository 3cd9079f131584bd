"""Applied filters as chips, and the selects they are chosen from."""

from datetime import date

import django_filters
import pytest
from django import forms
from django.test import RequestFactory
from django.test.html import parse_html
from django.urls import get_resolver
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from pmi_portal.lists.filters import Chip, ChoiceFilter, DayFilter, ListFilters, OneOf, PeriodForm, chips


class Filters(django_filters.FilterSet):
    word = django_filters.CharFilter(label="Kata")
    kind = django_filters.ChoiceFilter(label="Jenis", choices=[("a", "keluhan"), ("b", "saran")])
    day = DayFilter(label="Tanggal")


def chips_of(query):
    request = RequestFactory().get(f"/daftar/{query}")
    return chips(request, Filters(request.GET, queryset=_NoRecords()))


class _NoRecords:
    model = None


def test_no_filter_no_chip():
    assert chips_of("") == []
    assert chips_of("?word=&kind=&day=") == []


def test_a_chip_tells_the_filter_in_words_and_how_to_drop_it():
    assert chips_of("?word=kupang&kind=b&day=2019-08-07&page=3") == [
        Chip("Kata", "kupang", "/daftar/?kind=b&day=2019-08-07"),
        Chip("Jenis", "saran", "/daftar/?word=kupang&day=2019-08-07"),
        Chip("Tanggal", "7 Agustus 2019", "/daftar/?word=kupang&kind=b"),
    ]


def test_dropping_the_only_filter_leads_to_the_plain_list():
    assert chips_of("?word=kupang") == [Chip("Kata", "kupang", "/daftar/")]


def test_a_faulty_filter_is_no_chip():
    assert chips_of("?day=kemarin&kind=z&word=kupang") == [
        Chip("Kata", "kupang", "/daftar/?day=kemarin&kind=z")
    ]


def test_the_day_is_shown_to_the_browser_in_its_own_format():
    field = DayFilter(label="Tanggal").field

    assert 'value="2019-08-07"' in field.widget.render("day", date(2019, 8, 7))
    assert 'type="date"' in field.widget.render("day", None)


class PeriodFilters(django_filters.FilterSet):
    word = django_filters.CharFilter(label="Kata")
    since = DayFilter(label="Dari")
    until = DayFilter(label="Sampai")

    class Meta:
        form = PeriodForm


def period(query):
    request = RequestFactory().get(f"/daftar/{query}")
    filters = PeriodFilters(request.GET, queryset=_NoRecords())
    return filters.form.errors, [chip.label for chip in chips(request, filters)]


def test_a_period_that_ends_before_it_starts_is_told_and_applied_at_neither_end():
    errors, applied = period("?since=2024-02-02&until=2024-02-01&word=kupang")

    assert errors == {"until": ["Tanggal akhir mendahului tanggal awal; rentang tanggal belum diterapkan."]}
    assert applied == ["Kata"]


def test_a_period_of_one_day_or_with_one_end_is_applied():
    assert period("?since=2024-02-02&until=2024-02-02") == ({}, ["Dari", "Sampai"])
    assert period("?since=2024-02-02") == ({}, ["Dari"])
    assert period("?until=2024-02-02") == ({}, ["Sampai"])


CHOICES = [
    ("", gettext_lazy("semua")),
    ("a", "<b>keluhan</b>"),
    (2, "saran & risiko"),
    ("c", format_html("<i>{}</i>", "x")),
]
FIELD = {"id": "id_kind", "aria-describedby": "id_kind_error", "required": True}


@pytest.mark.parametrize("chosen", [None, "", "a", 2, "2", "lain"])
def test_a_select_is_what_django_makes_of_it(chosen):
    ours, djangos = (kind(attrs={"class": "x"}, choices=CHOICES) for kind in (OneOf, forms.Select))

    told, wanted = (parse_html(one.render("kind", chosen, FIELD)) for one in (ours, djangos))

    assert told == wanted
    assert str(told).count("selected") == (chosen != "lain")


def kinds_of(filters):
    return [one for kind in filters.__subclasses__() for one in (kind, *kinds_of(kind))]


def test_every_select_above_a_list_is_written_at_once():
    _ = get_resolver().url_patterns  # enters every room
    selects = {
        f"{kind.__name__}.{name}": one.extra.get("widget")
        for kind in kinds_of(ListFilters)
        for name, one in kind.base_filters.items()
        if isinstance(one, (django_filters.ChoiceFilter, django_filters.ModelChoiceFilter))
    }

    assert {"ComplaintFilters.status", "ComplaintFilters.region", "DueFilters.institution"} <= set(selects)
    hidden = {name for name, widget in selects.items() if widget is forms.HiddenInput}  # asked by links only
    assert hidden == {"ComplaintFilters.awaited", "ComplaintFilters.desk"}
    assert {name for name, widget in selects.items() if widget is not OneOf} == hidden


def offered(**given):
    return [(value, str(label)) for value, label in ChoiceFilter(label="Jenis", **given).field.choices]


def test_a_filter_offers_any_then_none_then_its_choices():
    kinds = [("a", "keluhan"), ("b", "saran")]

    assert offered(choices=kinds) == [("", "semua"), *kinds]
    assert offered(choices=lambda: kinds) == [("", "semua"), *kinds]
    assert offered(choices=kinds, null_label="tanpa", null_value="-") == [
        ("", "semua"),
        ("-", "tanpa"),
        *kinds,
    ]
