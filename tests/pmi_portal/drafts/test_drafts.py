"""Drafts on the server: one's own, bounded, gone when the form was taken in, and cheap."""

import json
import re
from base64 import b64decode
from datetime import timedelta
from html import unescape
from urllib.parse import quote
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from pmi_portal.drafts.models import Draft, KeyPair
from tests.outreach.forms import fgd_form
from tests.support.records import a_region, a_session, a_staff_member, an_event, an_observer, an_officer

pytestmark = pytest.mark.django_db
SAVE, READ, DISCARD, KEYS = "/draf/simpan/", "/draf/", "/draf/buang/", "/draf/kunci/"
KEY = "/fgd/kegiatan/7/ubah/"
# Everything a keyboard, a paste or an attacker may bring.
STRANGE = (
    "Baris 1\r\nBaris 2 \u202eterbalik\u202c 👩‍👩‍👧 \x00\x07 <script>alert(1)</script> =1+1 '; DROP \ud800 é"
)


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def save(client, key=KEY, /, **content):
    body = {"key": key, "content": content}
    return client.post(SAVE, json.dumps(body), content_type="application/json")


def read(client, key=KEY):
    return client.get(READ, {"key": key})


def test_a_draft_comes_back_as_it_was_typed(client, staff):
    answer = save(client, note=[STRANGE], region=["3"], topics=["1", "2"], empty=[])

    assert answer.json()["saved"] is True
    kept = read(client).json()
    assert kept["content"] == {"note": [STRANGE], "region": ["3"], "topics": ["1", "2"], "empty": []}
    assert kept["at"] == answer.json()["at"]


def test_the_newer_draft_takes_the_place_of_the_older(client, staff):
    for text in ("satu", "dua", "tiga"):
        save(client, note=[text])
    save(client, "/fgd/kegiatan/8/ubah/", note=["lain"])

    assert read(client).json()["content"] == {"note": ["tiga"]}
    assert Draft.objects.count() == 2


def test_nobody_reads_or_drops_the_draft_of_somebody_else(client, staff):
    save(client, note=["rahasia"])
    client.force_login(a_staff_member())

    assert read(client).status_code == 404
    client.post(DISCARD, {"key": KEY})
    save(client, note=["lain"])
    client.force_login(staff)
    assert read(client).json()["content"] == {"note": ["rahasia"]}


def test_everybody_who_is_signed_in_may_keep_drafts_and_nobody_else(client):
    client.force_login(an_observer())
    assert save(client, note=["x"]).status_code == 200
    client.logout()
    assert save(client, note=["x"]).status_code == 403


def test_a_discarded_draft_is_gone_and_discarding_twice_is_harmless(client, staff):
    save(client, note=["x"])

    assert [client.post(DISCARD, {"key": KEY}).status_code for _n in range(2)] == [204, 204]
    assert read(client).status_code == 404


def test_a_draft_beyond_the_limit_is_refused_in_words_and_the_one_before_stays(client, staff):
    save(client, note=["sebelumnya"])
    answer = save(client, note=["x" * 500_001])

    assert answer.status_code == 413
    assert answer.content.decode() == "Isian ini terlalu panjang untuk disimpan di portal sebagai draf."
    assert read(client).json()["content"] == {"note": ["sebelumnya"]}
    assert save(client, note=["x" * 200_000]).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"\xff\xfe", b"null", b"[]", b"7", b'"x"', b"{}", b"[" * 100_000),
        *(b'{"key": "", "content": {}}', b'{"key": 7, "content": {}}', b'{"key": "k"}'),
        b'{"key": "%s", "content": {}}' % (b"k" * 191),
        *(b'{"key": "k", "content": []}', b'{"key": "k", "content": {"a": "b"}}'),
        b'{"key": "k", "content": {"a": [1]}}',
    ],
)
def test_what_is_no_draft_is_refused(client, staff, body):
    assert client.post(SAVE, body, content_type="application/json").status_code == 400
    assert Draft.objects.count() == 0


def test_a_draft_needs_the_token_of_the_page(staff):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)

    assert save(client, note=["x"]).status_code == 403


def test_drafts_of_last_month_are_dropped_when_a_new_one_is_made(client, staff):
    now = timezone.now()
    for key, days in (("/a/", 31), ("/b/", 29)):
        Draft.objects.create(user=staff, key=key, content="{}", saved_at=now - timedelta(days=days))

    save(client, note=["x"])

    assert set(Draft.objects.values_list("key", flat=True)) == {"/b/", KEY}


def test_of_the_drafts_of_one_person_the_newest_fifty_stay(client, staff):
    now, other = timezone.now(), a_staff_member()
    for number in range(50):
        saved_at = now - timedelta(minutes=number + 1)
        Draft.objects.create(user=staff, key=f"/{number}/", content="{}", saved_at=saved_at)
    Draft.objects.create(user=other, key="/lama/", content="{}", saved_at=now - timedelta(days=1))

    save(client, note=["x"])

    assert set(staff.drafts.values_list("key", flat=True)) == {KEY, *(f"/{number}/" for number in range(49))}
    assert other.drafts.count() == 1


def test_a_form_that_was_taken_in_drops_its_draft_and_tells_the_browser(client, staff):
    address = "/fgd/kegiatan/baru/"
    save(client, address, title=["FGD"])
    save(client, note=["lain"])

    answer = client.post(address, fgd_form(a_region()) | {"draft": address})

    assert answer.status_code == 302
    assert list(Draft.objects.values_list("key", flat=True)) == [KEY]
    assert answer.cookies["draf_terkirim"].value == quote(address, safe="")
    event = an_event()
    edit = f"/fgd/kegiatan/{event.pk}/ubah/"
    typed = {"title": "FGD", "region": event.region_id, "draft": edit}
    told = client.post(edit, typed).cookies["draf_terkirim"].value
    assert told == f"{quote(address, safe='')}|{quote(edit, safe='')}"


def test_a_refused_form_keeps_its_draft(client, staff):
    address = "/fgd/kegiatan/baru/"
    save(client, address, title=["FGD"])

    answer = client.post(address, fgd_form(a_region(), title="") | {"draft": address})

    assert (answer.status_code, Draft.objects.count()) == (422, 1)
    assert "draf_terkirim" not in answer.cookies


def test_a_form_sent_after_the_login_ended_keeps_its_draft(client, staff):
    address = "/fgd/kegiatan/baru/"
    save(client, address, title=["FGD"])
    client.logout()

    answer = client.post(address, fgd_form(a_region()) | {"draft": address})

    assert answer.context["login"] == f"/akun/login/?next={address}"
    assert Draft.objects.count() == 1


def test_a_draft_that_arrives_after_its_form_was_taken_in_is_not_kept(client, staff):
    address, number = "/fgd/kegiatan/baru/", str(uuid4())
    client.post(address, fgd_form(a_region()) | {"submission": number, "draft": address})

    assert save(client, address, title=["x"], submission=[number]).json() == {"saved": False}
    assert save(client, address, title=["x"], submission=["bukan nomor"]).json()["saved"] is True


def test_a_draft_whose_form_was_taken_in_after_all_is_not_offered(client, staff):
    address, number = "/fgd/kegiatan/baru/", str(uuid4())
    save(client, address, title=["x"], submission=[number])
    client.post(address, fgd_form(a_region()) | {"submission": number})

    assert Draft.objects.count() == 1
    assert 'data-saved="[]"' in client.get(address).content.decode()
    assert Draft.objects.count() == 0


def test_the_page_says_whether_a_draft_of_it_lies_on_the_server(client, staff):
    address = "/fgd/kegiatan/baru/"
    assert 'data-saved="[]"' in client.get(address).content.decode()

    saved = save(client, address, title=["x"]).json()

    page = client.get(address).content.decode()
    assert f'data-draft="{address}"' in page
    assert f'data-saved="{escape(json.dumps([[address, saved["at"]]]))}"' in page
    client.force_login(a_staff_member())
    assert 'data-saved="[]"' in client.get(address).content.decode()


def test_the_query_of_a_page_counts_only_where_it_names_another_record(client, staff):
    session = a_session()
    attendance = f"/fgd/{session.pk}/kehadiran/"
    assert f'data-draft="{attendance}"' in client.get(f"{attendance}?dari=undangan").content.decode()

    follow_up = f"/tindak-lanjut/baru/?sesi={session.pk}"
    assert f'data-draft="{follow_up}"' in client.get(follow_up).content.decode()


def test_a_device_that_signs_out_does_not_write_over_the_draft_of_another(client, staff):
    def leave(note, over):
        body = json.dumps({"key": KEY, "content": {"note": [note]}, "over": over})
        return client.post("/draf/simpan/", body, content_type="application/json").status_code

    assert leave("Awal", "") == 200
    known = Draft.objects.get().saved_at.isoformat()
    assert leave("Awal", "") == 200  # the same words are saved already
    assert leave("Lanjutan", Draft.objects.get().saved_at.isoformat()) == 200
    assert leave("Lama di laptop lain", known) == 409
    assert json.loads(Draft.objects.get().content) == {"note": ["Lanjutan"]}


def test_a_form_that_was_recorded_a_moment_ago_leaves_no_draft(client, staff):
    typed = fgd_form(a_region())
    first = client.post("/fgd/kegiatan/baru/", typed | {"submission": str(uuid4())})
    page = client.post("/fgd/kegiatan/baru/", typed | {"submission": str(uuid4())}).content.decode()

    assert "data-returned" not in page
    assert f'<a href="{first.url}">Lihat yang sudah tercatat</a>' in page


def test_saving_a_draft_takes_few_queries(client, staff, django_assert_max_num_queries):
    content = {"note": ["kata " * 2000], "submission": [str(uuid4())]}
    save(client, **content)
    with django_assert_max_num_queries(5):  # session, person, postings, number of the form, draft
        save(client, **content)


def test_a_form_sent_by_nobody_who_is_signed_in_has_no_draft_to_drop(client, staff):
    save(client, "/fgd/kegiatan/baru/", title=["FGD"])

    assert client.post("/akun/logout/", {"draft": "/fgd/kegiatan/baru/"}).status_code == 302
    assert Draft.objects.count() == 1


def test_two_pages_of_one_blank_form_have_a_draft_each_and_the_page_names_both(client, staff):
    address = "/fgd/kegiatan/baru/"
    saved = {save(client, f"{address}#{n}", title=[str(n)]).json()["at"] for n in (1, 2)}
    save(client, "/fgd/kegiatan/baru/lain/", title=["x"])

    page = client.get(address).content.decode()
    named = json.loads(unescape(re.search(r'data-saved="(.*?)"', page)[1]))
    assert sorted(key for key, _at in named) == [f"{address}#1", f"{address}#2"]
    assert {at for _key, at in named} == saved


def test_the_page_of_unsent_words_offers_what_belongs_to_a_form_that_is_closed_by_now(client):
    region = a_region()
    officer = an_officer(of=region)
    client.force_login(officer)
    address = f"/fgd/{a_session(event=an_event(region=region)).pk}/kehadiran/"
    save(client, address, note=["Ketua tidak datang"], count=["3"])
    officer.postings.all().delete()
    save_as(a_staff_member(), address, note=["Rahasia orang lain"])
    client.force_login(type(officer).objects.get(pk=officer.pk))

    assert client.get(address).status_code == 403
    page = client.get("/draf/belum-terkirim/").content.decode()
    assert ("Ketua tidak datang" in page, "Rahasia orang lain" in page) == (True, False)
    gone = client.post(DISCARD, {"key": address, "back": "1"}, follow=True)
    assert "Ketua tidak datang" not in gone.content.decode()


def save_as(person, address, **content):
    other = Client()
    other.force_login(person)
    save(other, address, **content)


def test_the_keys_of_a_persons_browsers_are_theirs_and_stay_the_same(client, staff):
    first, again = client.post(KEYS).json(), client.post(KEYS).json()
    private = load_der_private_key(b64decode(first["private"]), None)
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert (first == again, b64decode(first["public"])) == (True, point)
    assert first["private"] not in KeyPair.objects.get(user=staff).private
    client.force_login(a_staff_member())
    assert client.post(KEYS).json()["public"] != first["public"]
    client.logout()
    assert client.post(KEYS).status_code == 403
