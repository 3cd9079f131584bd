"""Counts as people write them; no form has a number field of its own making."""

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from pmi_portal.editing.counts import CountField

OURS = {"outreach", "pmi_portal", "reports", "stakeholders", "surveys"}


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("1800", 1800),
        ("1.800", 1800),
        ("1 800", 1800),
        ("1\u00a0800", 1800),
        ("1\u202f800", 1800),
        ("1,800", 1800),
        ("12.345.678", 12_345_678),
        (" 18 ", 18),
        ("0", 0),
        (1800, 1800),
        ("", None),
        (None, None),
    ],
)
def test_a_count_is_read_as_people_write_it(typed, count):
    assert CountField(required=False).clean(typed) == count


@pytest.mark.parametrize(
    "typed", ["1.8", "1.80", "1.8000", "1.800,5", "1.800 000", "18 orang", "1e3", ".800"]
)
def test_what_is_no_count_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError) as refusal:
        CountField().clean(typed)
    assert refusal.value.messages == ["Isi dengan bilangan bulat, misalnya 1.800."]


def test_a_count_is_typed_as_text_with_the_keys_of_numbers():
    assert CountField().widget.render("people", 1800) == (
        '<input type="text" name="people" value="1800" inputmode="numeric">'
    )


def test_every_count_of_every_form_is_a_count_field():
    assert own_numbers(every_form()) == []


def test_a_form_with_a_number_field_of_its_own_would_be_found():
    class Planted(forms.Form):
        people = forms.IntegerField()

    assert own_numbers([Planted]) == [f"{__name__}.Planted.people"]


def own_numbers(classes):
    return [
        f"{one.__module__}.{one.__name__}.{name}"
        for one in classes
        for name, field in one.base_fields.items()
        if isinstance(field, forms.IntegerField)
        and not field.widget.is_hidden
        and not isinstance(field, CountField | forms.FloatField | forms.DecimalField)
    ]


def every_form():
    """Every form class of ours, once all of them are imported."""
    assert get_resolver().url_patterns
    admin.autodiscover()
    return sorted({one for one in below(forms.BaseForm) if one.__module__.split(".")[0] in OURS}, key=repr)


def below(base):
    for one in base.__subclasses__():
        yield one
        yield from below(one)
