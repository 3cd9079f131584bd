"""The admin's entries stand in the order and words of the menu, each with what it is for."""

from collections import Counter

import pytest
from django.contrib import admin

from pmi_portal.layout.admin_menu import SECTIONS
from pmi_portal.layout.menu import GROUPS
from tests.support.records import an_administrator


def test_every_record_of_the_admin_stands_in_one_section():
    named = Counter(name for entries in SECTIONS.values() for name in entries)

    assert named == {model._meta.label_lower: 1 for model in admin.site._registry}


def test_the_sections_are_the_groups_of_the_menu():
    assert [str(label) for label in SECTIONS] == [
        *(str(group.label) for group in GROUPS),
        "Akun dan pengawasan",
    ]


@pytest.mark.django_db
def test_the_admin_tells_what_each_entry_is_for(client):
    client.force_login(an_administrator())

    page = client.get("/admin/")

    assert [str(section["name"]) for section in page.context["app_list"]] == [
        str(label) for label in SECTIONS
    ]
    assert "Berapa hari kerja setiap langkah pengaduan boleh berlangsung." in page.content.decode()
