"""The original of an import: who may have it, for which reason, and what is kept of that."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from pmi_portal.audit.models import Event
from stakeholders.models import FormerRegion, Posting
from surveys.importing.actions.files import open_original
from surveys.importing.actions.imports import cancel_batch, check_batch, upload_file
from surveys.models import ImportBatch
from tests.support.records import (
    a_board_member,
    a_district,
    a_region,
    a_staff_member,
    an_observer,
    an_officer,
)
from tests.surveys.importing.batches import checked, uploaded
from tests.surveys.importing.test_sheets import workbook
from tests.surveys.makers import HEADINGS, a_row, an_skm_round, csv_bytes

pytestmark = pytest.mark.django_db
WHY = {"reason": "Memeriksa baris 3 yang disanggah."}


@pytest.fixture
def other():
    return a_region(name="Cilacap", code="CILACAP")


@pytest.fixture
def survey_round(region, other):
    return an_skm_round(regions=[region, other])


@pytest.fixture
def rows(region):
    return [HEADINGS, a_row(region, 4), a_row(region, 1)]


@pytest.fixture
def batch(survey_round, rows, officer):
    return checked(survey_round, *rows, by=officer)


def opened(client, batch, by, **words):
    client.force_login(by)
    return client.post(f"/impor/{batch.pk}/berkas/", WHY | words)


def openings():
    return list(Event.objects.filter(action="import.opened"))


def test_the_officer_gets_the_bytes_that_were_sent_and_the_log_says_why(client, batch, rows, officer):
    client.force_login(officer)
    assert client.get(f"/impor/{batch.pk}/berkas/").status_code == 200
    assert openings() == []
    answer = opened(client, batch, officer)
    assert b"".join(answer.streaming_content) == csv_bytes(*rows)
    assert answer["Content-Disposition"] == 'attachment; filename="survei.csv"'
    assert answer["Content-Length"] == str(len(csv_bytes(*rows)))
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store, private")
    (event,) = openings()
    assert (event.actor, event.subject_id, event.detail) == (officer, str(batch.pk), WHY)


def test_a_large_file_is_handed_out_block_by_block(client, survey_round, region, officer):
    rows = [[*HEADINGS, "Catatan"], *([*a_row(region), "x" * 5000] for _each in range(40))]
    batch = uploaded(survey_round, *rows, by=officer)
    ImportBatch.objects.filter(pk=batch.pk).update(report={"row_regions": ["KUPANG"]})
    answer = opened(client, batch, officer)
    assert b"".join(answer.streaming_content) == csv_bytes(*rows)


@pytest.mark.parametrize("reason", ["", "  ", "Untuk NIK 5371014506900002"])
def test_without_a_reason_that_names_nobody_nothing_is_handed_out(client, batch, officer, reason):
    answer = opened(client, batch, officer, reason=reason)
    assert (answer.status_code, answer.streaming, openings()) == (422, False, [])


def test_the_action_itself_asks_for_a_reason(batch, officer):
    with pytest.raises(ValidationError):
        open_original(batch=batch, reason=" ", by=officer)
    assert openings() == []


def test_a_file_with_a_row_of_another_region_is_opened_nationally_only(
    client, survey_round, rows, other, officer
):
    batch = checked(survey_round, *rows, a_row(other), by=officer)
    assert batch.report["counts"]["foreign"] == 1
    answer = opened(client, batch, officer)
    assert (answer.status_code, answer.streaming) == (403, False)
    assert "Berkas ini memuat baris dari wilayah yang bukan wilayah tugas Anda" in answer.text
    assert f'href="/impor/{batch.pk}/">Kembali ke unggahan' in answer.text
    assert "Buka berkas asli" not in client.get(f"/impor/{batch.pk}/").content.decode()
    assert opened(client, batch, a_staff_member()).status_code == 200
    assert "Buka berkas asli" in client.get(f"/impor/{batch.pk}/").content.decode()
    assert len(openings()) == 1


def test_a_file_that_was_read_nationally_is_judged_by_its_rows(client, survey_round, region, other, officer):
    own = checked(survey_round, [*HEADINGS], a_row(region), region=region, by=a_staff_member())
    both = checked(survey_round, HEADINGS, a_row(region), a_row(other), region=region, by=a_staff_member())
    assert [opened(client, batch, officer).status_code for batch in (own, both)] == [200, 403]


def test_two_postings_open_what_lies_in_both_regions_and_only_where_the_role_may(
    client, survey_round, rows, other, officer
):
    batch = checked(survey_round, *rows, a_row(other), by=officer)
    Posting.objects.create(user=officer, role="observer", region=other)
    assert opened(client, batch, officer).status_code == 403
    Posting.objects.create(user=officer, role="regional_officer", region=other)
    assert opened(client, batch, type(officer).objects.get(pk=officer.pk)).status_code == 200


def test_an_officer_who_moved_opens_no_file_of_the_former_region(client, batch, officer):
    officer.postings.update(region=a_region())
    assert opened(client, batch, officer).status_code == 403


def test_a_file_that_was_not_understood_is_opened_nationally_only(client, survey_round, officer):
    batch = checked(survey_round, ["apa", "ini"], [1, 2], by=officer)
    assert (batch.state, opened(client, batch, officer).status_code) == ("refused", 403)
    assert opened(client, batch, a_staff_member()).status_code == 200


@pytest.mark.parametrize("person", [a_board_member, an_observer])
def test_the_board_and_observers_open_none(client, batch, person):
    assert opened(client, batch, person()).status_code == 403
    assert openings() == []


def test_an_officer_of_another_region_finds_no_such_file(client, batch, other):
    assert opened(client, batch, an_officer(of=other)).status_code == 404


def test_of_a_cancelled_import_the_address_says_that_the_file_is_gone(client, batch, officer):
    cancel_batch(batch=batch, by=officer)
    answer = opened(client, batch, officer)
    assert (answer.status_code, openings()) == (410, [])
    assert "berkasnya sudah dihapus" in answer.content.decode()
    assert client.get(f"/impor/{batch.pk}/berkas/").status_code == 410


def test_a_file_that_the_disk_has_lost_is_told_and_nothing_is_noted(client, batch, officer):
    batch.file.storage.delete(batch.file.name)
    answer = opened(client, batch, officer)
    assert (answer.status_code, openings()) == (422, [])
    assert "tidak ditemukan di penyimpanan" in answer.content.decode()


def test_a_file_that_was_exchanged_is_not_handed_out(client, batch, survey_round, rows, officer):
    stored = batch.file.storage.path(batch.file.name)
    with open(stored, "r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    assert opened(client, batch, officer).status_code == 422
    assert openings() == []


def test_the_regions_of_the_rows_are_kept_with_the_check(survey_round, region, other, officer):
    nobody = [*a_row(region)]
    nobody[1] = "Antah-berantah"
    batch = checked(survey_round, HEADINGS, a_row(other), a_row(region), nobody, by=officer)
    assert batch.report["row_regions"] == ["CILACAP", "KUPANG"]


def declining(region, said):
    return [*a_row(region), said]


def test_a_row_that_was_left_out_is_still_a_row_of_its_region(client, survey_round, region, other, officer):
    """Of who declined and of a total nothing is read, and yet both stand in the file."""
    heading = [*HEADINGS, "Bersedia diwawancarai"]
    rows = [declining(region, "ya"), declining(other, "tidak bersedia")]
    declined = checked(survey_round, heading, *rows, by=officer)
    totals = checked(survey_round, HEADINGS, a_row(region), ["Jumlah", other.name], by=officer)
    for batch in (declined, totals):
        assert batch.report["counts"]["foreign"] == 0
        assert batch.report["row_regions"] == ["CILACAP", "KUPANG"]
        assert opened(client, batch, officer).status_code == 403


def test_a_district_that_moved_names_each_of_its_regions_where_its_row_is_left_out(
    client, survey_round, region, other, officer
):
    district = a_district(region=region, name="Amarasi")
    FormerRegion.objects.create(district=district, region=other, valid_to=date(2018, 12, 31))
    row = declining(region, "tidak bersedia")
    row[1] = district.name
    batch = checked(
        survey_round, [*HEADINGS, "Bersedia diwawancarai"], declining(region, "ya"), row, by=officer
    )
    assert batch.report["row_regions"] == ["CILACAP", "KUPANG"]


@pytest.mark.parametrize("hidden", [False, True])
def test_a_workbook_of_which_a_sheet_was_not_read_is_opened_by_who_sent_it(
    client, survey_round, rows, officer, region, hidden
):
    file = workbook(["Lain"] if hidden else [], Data=rows, Lain=[["apa"], ["saja"]])
    batch = upload_file(survey_round=survey_round, region=region, file=file, basis="public_task", by=officer)
    batch = check_batch(batch=batch, by=officer)
    colleague = an_officer(of=region)
    assert [opened(client, batch, by).status_code for by in (officer, colleague, a_staff_member())] == [
        200,
        403,
        200,
    ]


def test_of_a_check_before_this_was_told_the_sheets_say_whether_all_was_read(
    client, survey_round, rows, region, officer
):
    batch, colleague = checked(survey_round, *rows, region=region, by=officer), an_officer(of=region)
    old = {name: told for name, told in batch.report.items() if name != "is_read_in_part"}
    ImportBatch.objects.filter(pk=batch.pk).update(report=old)
    assert opened(client, batch, colleague).status_code == 200
    ImportBatch.objects.filter(pk=batch.pk).update(report=old | {"sheets": ["Data", "Lain"]})
    assert opened(client, batch, colleague).status_code == 403
