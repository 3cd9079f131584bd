"""Moments are told on the clock of the person who reads them."""

from datetime import UTC, datetime

import pytest

from stakeholders.models import Posting
from surveys.importing.actions.imports import upload_file
from surveys.models import ImportBatch
from tests.support.records import a_board_member, a_region, a_user, an_administrator, an_officer
from tests.surveys.makers import HEADINGS, a_file, an_skm_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def kupang():
    return a_region(name="Kupang", time_zone="Asia/Makassar")


@pytest.fixture
def batch(kupang):
    """Uploaded a little after midnight in Kupang, before it in Jakarta."""
    survey_round = an_skm_round(regions=[kupang])
    batch = upload_file(
        survey_round=survey_round,
        region=kupang,
        file=a_file(HEADINGS),
        basis="public_task",
        by=an_officer(of=kupang),
    )
    ImportBatch.objects.update(uploaded_at=datetime(2019, 8, 7, 16, 30, tzinfo=UTC))
    return batch


def test_the_officer_in_kupang_reads_wita(client, batch):
    client.force_login(batch.uploaded_by)
    for page in (f"/impor/{batch.pk}/", "/impor/"):
        text = client.get(page).content.decode()
        assert ("8 Agustus 2019, 00.30 WITA" in text, "WIB" in text) == (True, False)


def test_who_works_nationally_reads_wib(client, batch):
    client.force_login(an_administrator())
    assert "7 Agustus 2019, 23.30 WIB" in client.get(f"/impor/{batch.pk}/").content.decode()


def test_the_next_person_has_a_clock_of_their_own(client, batch):
    client.force_login(batch.uploaded_by)
    client.get("/impor/")
    client.force_login(an_administrator())
    assert "23.30 WIB" in client.get("/impor/").content.decode()


def test_the_clock_follows_the_postings(kupang):
    of_two_zones = an_officer(of=kupang)
    Posting.objects.create(user=of_two_zones, role="regional_officer", region=a_region())
    of_one_zone = an_officer(of=kupang)
    further = a_region(time_zone="Asia/Makassar")
    Posting.objects.create(user=of_one_zone, role="regional_officer", region=further)
    people = [an_officer(of=kupang), of_one_zone, of_two_zones, a_board_member(), a_user()]
    assert [person.time_zone for person in people] == [
        "Asia/Makassar",
        "Asia/Makassar",
        "Asia/Jakarta",
        "Asia/Jakarta",
        "Asia/Jakarta",
    ]
