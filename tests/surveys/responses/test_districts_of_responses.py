"""The district of a response: in the list, on its page, in its correction; and what a withdrawal leaves."""

from datetime import date

import pytest

from surveys.models import PastResponse, Response
from surveys.questionnaires.rules import is_answered
from surveys.responses import actions
from tests.support.records import a_district, a_region, a_staff_member, an_officer
from tests.surveys.responses.cases import a_mixed_round, a_questionnaire, an_answered, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def city(region):
    return a_district(region=region, name="Kota Kupang", kemendagri_code="53.71")


@pytest.fixture
def officer(client, region):
    officer = an_officer(of=region)
    client.force_login(officer)
    return officer


@pytest.fixture
def response(region, city):
    return an_answered(a_mixed_round(region), region, number="1", district=city, interview_mode="phone")


def test_the_page_tells_district_mode_and_questionnaire(client, officer, response):
    page = client.get(response.get_absolute_url())
    told = {label: words for label, words, _cell in page.context["profile"]}
    assert (told["Kabupaten/kota"], told["Cara wawancara"]) == ("Kota Kupang", "telepon")
    assert str(response.round.version) in page.content.decode()


def test_the_list_is_narrowed_to_a_district_and_its_file_names_it(client, officer, response, region):
    an_answered(response.round, region, number="2")
    page = client.get("/survei/jawaban/?district=53.71")
    assert [one.number for one in page.context["table"].data] == ["1"]
    assert page.context["chips"][0].value == "Kota Kupang"
    rows = client.get("/survei/jawaban/?unduh=csv").content.decode("utf-8-sig").splitlines()
    assert sorted("Kota Kupang" in row and "telepon" in row for row in rows[1:]) == [False, True]


def test_an_officer_is_offered_no_district_of_another_region(client, officer, response):
    a_district(region=a_region(), name="Kab. Rahasia", kemendagri_code="11.11")
    for address in ("/survei/jawaban/", f"/survei/jawaban/{response.pk}/ubah/"):
        page = client.get(address).content.decode()
        assert ("Kota Kupang" in page, "Rahasia" in page) == (True, False)


def test_a_correction_changes_district_and_mode(client, officer, response, region):
    around = a_district(region=region, name="Kab. Kupang", kemendagri_code="53.01")
    address = f"/survei/jawaban/{response.pk}/ubah/"
    changes = {"district": around.pk, "interview_mode": "online", "reason": "Salah tulis."}
    assert sent(client, address, **changes).status_code == 302
    now = Response.objects.get()
    assert (now.district, now.interview_mode, now.revision) == (around, "online", 2)
    assert now.content_digest != response.content_digest
    assert PastResponse.objects.get().district.name == "Kota Kupang"


def test_a_district_of_another_day_or_region_is_refused(client, officer, response, region, city):
    elsewhere = a_region()
    city.former_regions.create(region=elsewhere, valid_to=date(2024, 5, 31))
    address = f"/survei/jawaban/{response.pk}/ubah/"
    answer = sent(client, address, responded_on="2024-05-07", reason="Salah tulis.")
    assert list(answer.context["form"].errors) == ["district"]
    response.responded_on = date(2024, 6, 1)
    actions.correct_response(response=response, reason="Salah tulis.", by=officer)
    other = a_district(region=elsewhere, kemendagri_code="22.22")
    assert sent(client, address, district=other.pk, reason="Salah.").status_code == 422


def test_the_action_asks_again(officer, response):
    response.district = a_district(region=a_region(), name="Kab. Lain", kemendagri_code="22.22")
    with pytest.raises(Exception, match="Kab. Lain tidak termasuk wilayah"):
        actions.correct_response(response=response, reason="Salah tulis.", by=officer)


def test_a_withdrawal_takes_district_mode_and_consent_too(officer, response):
    Response.objects.update(consent="given")
    response = Response.objects.get()
    actions.withdraw_response(response=response, reason="Diminta.", by=officer)
    for now in (Response.objects.get(), PastResponse.objects.get()):
        assert (now.district, now.interview_mode, now.consent) == (None, "", "")


def test_consent_is_not_corrected(client, officer, response):
    assert "consent" not in client.get(f"/survei/jawaban/{response.pk}/ubah/").context["form"].fields


def test_a_round_that_ever_held_answers_keeps_its_questionnaire(client, response):
    """So the questionnaire of a response is that of its round; an undone import may come back."""
    Response.objects.all().delete()
    version = response.round.version
    assert is_answered(version) is False
    past = {field.attname: getattr(response, field.attname) for field in Response._meta.concrete_fields}
    PastResponse.objects.create(response_pk=past.pop("id"), change="undone", **past)
    assert is_answered(version) is True
    client.force_login(a_staff_member())
    other = a_questionnaire()
    answer = sent(client, f"/survei/{response.round.code}/ubah/", version=other.pk)
    assert answer.status_code == 422
    assert "Kuesioner tidak dapat diganti" in answer.content.decode()
