"""Links to files say which file they lead to, also to who hears them one by one."""

import re
from collections import defaultdict
from datetime import date
from html import unescape

import pytest

from tests.support.records import a_board_member, a_session, a_staff_member, a_statement

pytestmark = pytest.mark.django_db

FILE = re.compile(r"/dokumen/|unduh=|\.csv|\.pdf|/csv/")
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)


def links_to_files(page):
    """{name as it is read aloud: the addresses that bear it}"""
    names = defaultdict(set)
    for address, inside in LINK.findall(page.content.decode()):
        if FILE.search(address):
            names[" ".join(unescape(re.sub(r"<[^>]+>", "", inside)).split())].add(address)
    return names


def test_each_document_of_a_session_is_named(client):
    client.force_login(a_staff_member())
    session = a_session(held_on=date(2024, 5, 6))

    names = links_to_files(client.get(session.get_absolute_url()))

    assert {name: {at.rpartition("/")[2] for at in addresses} for name, addresses in names.items()} == {
        "Notulen (Word)": {"notulen.docx"},
        "Notulen (PDF)": {"notulen.pdf"},
        "Berita acara (Word)": {"berita-acara.docx"},
        "Berita acara (PDF)": {"berita-acara.pdf"},
        "Daftar hadir untuk ditandatangani (PDF)": {"daftar-hadir.pdf"},
    }


def test_the_files_of_a_list_say_that_they_are_of_the_list(client):
    client.force_login(a_staff_member())
    a_statement()

    assert links_to_files(client.get("/fgd/pernyataan/")).keys() == {
        "Unduh daftar ini: CSV",
        "Unduh daftar ini: XLSX",
    }


def test_the_files_of_figures_are_told_apart_on_the_dashboard(client):
    client.force_login(a_board_member())
    a_statement()

    names = links_to_files(client.get("/dasbor/"))

    assert len(names) > 1
    assert [name for name, addresses in names.items() if len(addresses) > 1] == []
