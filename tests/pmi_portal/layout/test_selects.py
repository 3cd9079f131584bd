"""A select is written in one place, and says what Django's own says."""

import re

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html

from pmi_portal.editing.forms import NarrowedSelect

CHOICES = [
    ("", "pilih"),
    ('a"<b', "A & <b>"),
    ("safe", format_html("<i>{}</i>", "&")),
    ("plain", "<i>&amp;</i>"),
    ("Jawa <1>", [(1, "Kab. & Kota"), (2, "Kupang")]),
]


def tags(html):
    """The select without the blanks between its tags, which browsers pass over."""
    return re.sub(r">\s+<", "><", html.strip())


def test_it_is_what_django_writes_groups_signs_and_the_chosen_one_too():
    for value in ("", 'a"<b', "safe", "plain", 1):
        for widget in (forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES)):
            ours = widget.render("name", value, {"id": "x", "required": True})
            theirs = widget.render("name", value, {"id": "x", "required": True}, renderer=DjangoTemplates())
            assert tags(ours) == tags(theirs)


def test_what_an_option_carries_for_the_browser_is_written():
    widget = NarrowedSelect("region")
    widget.choices = [(1, "Kupang")]

    assert '<option value="1">Kupang</option>' in widget.render("district", "")


def test_an_empty_list_is_an_empty_select():
    assert tags(forms.Select().render("name", "")) == '<select name="name"></select>'
