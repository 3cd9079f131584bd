"""The list of single responses, one response, and who sees them."""

from datetime import date
from operator import attrgetter

import pytest

from surveys.importing.actions.imports import commit_batch
from surveys.models import ImportBatch, Response
from surveys.responses import actions
from tests.support.records import (
    a_board_member,
    a_region,
    a_staff_member,
    a_user,
    an_observer,
    an_officer,
)
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round
from tests.surveys.responses.cases import a_mixed_round, an_answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def officer(client, region):
    officer = an_officer(of=region)
    client.force_login(officer)
    return officer


def listed(client, query=""):
    return [one.number for one in client.get(f"/survei/jawaban/{query}").context["table"].data]


def test_the_list_shows_only_responses_of_the_officers_region(client, region, officer):
    other = a_region(name="Cilacap")
    survey_round = a_mixed_round(region, other)
    an_answered(survey_round, region, number="K-1")
    an_answered(survey_round, other, number="C-rahasia")
    an_answered(a_mixed_round(), None, number="T-rahasia")
    page = client.get("/survei/jawaban/")
    assert listed(client) == ["K-1"]
    assert "rahasia" not in page.content.decode()


def test_a_response_of_no_region_is_seen_by_who_works_nationally(client):
    an_answered(a_mixed_round(), None, number="T-1")
    client.force_login(a_staff_member())
    assert listed(client) == ["T-1"]
    client.force_login(a_user("kpkp_staff", of=a_region()))
    assert listed(client) == []


@pytest.mark.parametrize(
    "query",
    [
        "round=putaran-dua",
        "region=CILACAP",
        "since=2024-05-07",
        "until=2024-05-05",
        "state=set_aside",
        "q=Z-",
    ],
)
def test_the_list_is_filtered(client, region, query):
    other = a_region(name="Cilacap", code="CILACAP")
    one, two = a_mixed_round(region, other), a_mixed_round(region, code="putaran-dua")
    found = {
        "round=putaran-dua": an_answered(two, region, number="1"),
        "region=CILACAP": an_answered(one, other, number="2"),
        "since=2024-05-07": an_answered(one, region, number="3", responded_on=date(2024, 5, 7)),
        "until=2024-05-05": an_answered(one, region, number="4", responded_on=date(2024, 5, 5)),
        "state=set_aside": an_answered(one, region, number="5"),
        "q=Z-": an_answered(one, region, number="AZ-6"),
    }
    staff = a_staff_member()
    actions.set_aside_response(response=found["state=set_aside"], reason="Ganda.", by=staff)
    client.force_login(staff)
    assert len(listed(client)) == 6
    assert listed(client, f"?{query}") == [found[query].number]
    assert len(client.get(f"/survei/jawaban/?{query}").context["chips"]) == 1


def test_the_list_is_filtered_by_the_file_its_rows_came_from(client, region, officer):
    survey_round = an_skm_round(regions=[region])
    first, second = (
        commit_batch(batch=checked(survey_round, HEADINGS, a_row(region, score), by=officer), by=officer)
        for score in (1, 2)
    )
    page = client.get(f"/survei/jawaban/?batch={second.pk}")
    assert [one.batch_id for one in page.context["table"].data] == [second.pk]
    assert str(second.original_name) in str(page.context["chips"][0].value)
    assert f'href="/survei/jawaban/?batch={first.pk}"' in client.get(f"/impor/{first.pk}/").content.decode()


def test_an_officer_is_offered_no_file_of_another_region(client, region, officer):
    other = a_region(name="Cilacap")
    survey_round, there = an_skm_round(regions=[other]), an_officer(of=other)
    batch = checked(survey_round, HEADINGS, a_row(other), by=there, name="rahasia.csv")
    commit_batch(batch=batch, by=there)
    page = client.get(f"/survei/jawaban/?batch={batch.pk}").content.decode()
    assert "rahasia" not in page


def test_the_file_of_the_list_has_its_columns_and_no_answer(client, region, officer):
    an_answered(a_mixed_round(region, code="uji"), region, number="K-1")
    text = client.get("/survei/jawaban/?unduh=csv").content.decode("utf-8-sig")
    head, row, *rest = text.splitlines()
    assert "Nomor responden" in head
    assert ("K-1" in row, "uji" in row, "dihitung" in row) == (True, True, True)
    assert ("Tambah loket" in text, "Cepat" in text) == (False, False)


def test_one_response_tells_every_answer_in_words(client, region, officer):
    said = {"WAKTU": "3", "KANAL": ["wa", "loket"], "SARAN": "Tambah <b>loket</b>.", "LAMA": "x"}
    response = an_answered(a_mixed_round(region), region, answers=said, missing={"HARI": "refused"})
    page = client.get(response.get_absolute_url())
    assert [(one.label, one.words, one.is_missing) for one in page.context["answers"]] == [
        ("Waktu", "3 – Cepat", False),
        ("Kanal", "WhatsApp; Loket", False),
        ("Hari", "tidak mau menjawab", True),
        ("Saran", "Tambah <b>loket</b>.", False),
        ("LAMA", "x", False),
    ]
    text = page.content.decode()
    assert "Tambah &lt;b&gt;loket&lt;/b&gt;." in text
    assert {label: words for label, words, _cell in page.context["profile"]} == {
        "Tanggal wawancara": "6 Mei 2024",
        "Jenis responden": "",
        "Jenis kelamin": "perempuan",
        "Kelompok usia": "",
        "Negara tujuan": "Malaysia",
        "Cara wawancara": "",
        "Persetujuan": "",
        "Kabupaten/kota": "",
    }


def test_the_history_tells_who_changed_what_from_what_newest_first(client, region, officer):
    survey_round = an_skm_round(regions=[region])
    heading = ["No responden", *HEADINGS]
    first = commit_batch(
        batch=checked(survey_round, heading, ["7", *a_row(region, 1)], by=officer), by=officer
    )
    batch = checked(survey_round, heading, ["7", *a_row(region, 4)], by=officer, name="baru.csv")
    second = commit_batch(batch=batch, updates=True, by=officer)
    response = Response.objects.get()
    response.answers = {code: one for code, one in response.answers.items() if code != "WAKTU"}
    response.missing = {"WAKTU": "dk"}
    actions.correct_response(response=response, reason="Ia tidak tahu.", by=officer)
    actions.set_aside_response(response=response, reason="Ganda.", by=officer)

    page = client.get(response.get_absolute_url())

    who, told = str(officer), attrgetter("what", "who", "reason", "batch", "row", "differences")
    forgot = ("Waktu penyelesaian", "3 – Cepat", "tidak tahu", "")
    grew = ("Persyaratan", "1 – Tidak sesuai", "4 – Sangat sesuai", "D2")
    assert [told(entry) for entry in page.context["timeline"]] == [
        ("disisihkan", who, "Ganda.", None, None, ()),
        ("dikoreksi", who, "Ia tidak tahu.", None, None, (forgot,)),
        ("diperbarui dari berkas", who, "", second, 2, (grew,)),
        ("disimpan dari berkas", who, "", first, 2, ()),
    ]
    text = page.content.decode()
    assert (f'href="/impor/{first.pk}/"' in text, "baru.csv" in text) == (True, True)


def test_the_source_names_file_sheet_and_row_and_leads_there_only_who_may_see_it(client, region):
    officer = an_officer(of=region)
    survey_round = an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer, name="mei.xlsx")
    commit_batch(batch=batch, by=officer)
    response = Response.objects.get()
    for person, leads in ((officer, True), (an_officer(of=region), False)):
        ImportBatch.objects.update(region=None)
        client.force_login(person)
        page = " ".join(client.get(response.get_absolute_url()).content.decode().split())
        assert ("mei.xlsx" in page, "lembar Data, baris 2" in page) == (True, True)
        assert (f'href="/impor/{batch.pk}/"' in page) == leads


DOORS = ["", "ubah/", "langkah/sisihkan/", "langkah/hitung-lagi/", "langkah/tarik/"]


@pytest.mark.parametrize("door", DOORS)
def test_a_foreign_response_looks_as_if_it_did_not_exist(client, region, door):
    response = an_answered(a_mixed_round(region), region)
    client.force_login(an_officer())
    address = f"/survei/jawaban/{response.pk}/{door}"
    assert [client.get(address).status_code, client.post(address, {"reason": "x"}).status_code] == [404] * 2
    response.refresh_from_db()
    assert response.revision == 1


@pytest.mark.parametrize("door", [*DOORS, "../", "../sekaligus/"])
@pytest.mark.parametrize("person", [a_board_member, an_observer])
def test_the_board_and_observers_see_no_single_response(client, region, person, door):
    response = an_answered(a_mixed_round(region), region)
    client.force_login(person())
    address = f"/survei/jawaban/{response.pk}/{door}".replace(f"{response.pk}/../", "")
    assert [client.get(address).status_code, client.post(address).status_code] == [403, 403]
    page = client.get(response.round.get_absolute_url())
    assert "/survei/jawaban/" not in page.content.decode()


def test_the_round_leads_to_its_responses(client, region, officer):
    survey_round = a_mixed_round(region, code="uji")
    an_answered(survey_round, region)
    assert 'href="/survei/jawaban/?round=uji"' in client.get("/survei/uji/").content.decode()


def test_an_unknown_step_is_not_found(client, region, officer):
    response = an_answered(a_mixed_round(region), region)
    assert client.get(f"/survei/jawaban/{response.pk}/langkah/lain/").status_code == 404


def test_no_round_takes_the_address_of_the_list(client):
    client.force_login(a_staff_member())
    answer = client.post("/survei/baru/", {"code": "jawaban"})
    assert "code" in answer.context["form"].errors
