"""The import from the shell: what it prints, and its exit status."""

import json

import pytest
from django.core.management import CommandError, call_command

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models import Posting, Region
from surveys.models import ImportBatch, Response
from tests.support.records import a_board_member, a_region, an_officer
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round, csv_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region, a_region(name="Cilacap", code="CILACAP")], code="skm-2019")


@pytest.fixture
def run(tmp_path, capsys, officer, survey_round):
    """Runs the command on these rows; returns exit status and what was printed."""

    def running(*rows, by=officer, code="skm-2019", **options):
        path = tmp_path / "survei.csv"
        path.write_bytes(csv_bytes(*rows))
        status = 0
        try:
            call_command("import_survey", str(path), round=code, email=by.email, **options)
        except SystemExit as ended:
            status = ended.code
        except CommandError as refused:
            return refused.returncode, str(refused)
        return status, capsys.readouterr().out

    return running


def test_a_clean_file_ends_with_0_and_writes_nothing_without_commit(run, region):
    status, told = run(HEADINGS, a_row(region), a_row(region))
    assert (status, "new: 2" in told.splitlines()) == (0, True)
    assert (Response.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_commit_writes_the_new_rows_through_an_import_of_its_own(run, region, officer):
    status, told = run(HEADINGS, a_row(region), commit=True)
    batch = ImportBatch.objects.get()
    assert (status, batch.state, batch.committed_by, batch.original_name) == (
        0,
        "committed",
        officer,
        "survei.csv",
    )
    assert told.splitlines()[-1] == f"Disimpan sebagai unggahan nomor {batch.pk}."
    assert Response.objects.get().batch == batch


def test_refused_rows_end_with_1_and_each_problem_is_printed(run, region):
    status, told = run(
        HEADINGS, a_row(region, 9), a_row(region, day="31 Juni 2019"), a_row(region), commit=True
    )
    assert status == 1
    assert [line for line in told.splitlines() if line.startswith(("C2", "A3"))] == [
        "C2: out_of_range: “9” bukan nilai yang diterima. Yang diterima: 1 = Tidak sesuai, "
        "2 = Kurang sesuai, 3 = Sesuai, 4 = Sangat sesuai.",
        "A3: not_a_date: “31 Juni 2019”: tanggal itu tidak ada dalam kalender.",
    ]
    assert Response.objects.count() == 1


def test_a_refused_file_ends_with_2(run):
    status, told = run(["apa", "ini"], [1, 2])
    assert status == 2
    assert told.startswith("Tidak ada baris judul yang dikenal")


def test_a_file_that_is_not_there_ends_with_2(run, officer, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("import_survey", "/tidak/ada.csv", round="skm-2019", email=officer.email)
    assert (ended.value.code, "Berkas tidak dapat dibuka" in capsys.readouterr().out) == (2, True)


def test_the_same_file_again_is_clean_and_writes_nothing(run, region):
    run(HEADINGS, a_row(region), commit=True)
    status, told = run(HEADINGS, a_row(region), commit=True)
    assert (status, "unchanged: 1" in told.splitlines()) == (0, True)
    assert (Response.objects.count(), ImportBatch.objects.count()) == (1, 1)


def test_json_holds_counts_and_every_problem(run, region):
    status, told = run(HEADINGS, *[a_row(region, 9)] * 1100, json=True)
    report = json.loads(told)
    assert (status, report["counts"]["refused"], len(report["problems"])) == (1, 1100, 1100)
    assert report["problems"][0][:5] == [2, "C", "Persyaratan", "9", "out_of_range"]


def test_json_of_a_refused_file_holds_the_refusal(run):
    status, told = run([], json=True)
    assert (status, json.loads(told)["refusal"]["code"]) == (2, "empty")


def test_a_region_may_be_given_for_a_file_without_one(run, region):
    rows = [["Tanggal", *ELEMENTS], ["2019-05-06", *[3] * 9]]
    of_both = an_officer(of=region)
    Posting.objects.create(
        user=of_both, role=Role.REGIONAL_OFFICER, region=Region.objects.get(code="CILACAP")
    )
    assert run(*rows, by=of_both)[0] == 2
    assert run(*rows, by=of_both, region="KUPANG", commit=True)[0] == 0
    assert Response.objects.get().region == region


def test_the_region_of_the_officer_is_taken_for_a_file_without_one(run, region):
    status, told = run(["Tanggal", *ELEMENTS], ["2019-05-06", *[3] * 9], commit=True)
    assert (status, Response.objects.get().region) == (0, region)
    assert f"semua baris dicatat untuk wilayah tugas Anda, {region.name}." in told


@pytest.mark.parametrize("wrong", [{"code": "tidak-ada"}, {"region": "TIDAK"}, {"region": "CILACAP"}])
def test_what_is_missing_or_not_allowed_ends_with_2(run, region, wrong):
    assert run(HEADINGS, a_row(region), commit=True, **wrong)[0] == 2
    assert ImportBatch.objects.count() == 0


def test_the_rights_of_the_person_hold_in_the_shell(run, region):
    gone = an_officer(of=region)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for person in (an_officer(), a_board_member(), gone):
        assert run(HEADINGS, a_row(region), by=person, commit=True)[0] == 2
    assert Response.objects.count() == 0


def test_rows_of_a_foreign_region_are_refused_in_the_shell(run, survey_round):
    status, told = run(HEADINGS, a_row(survey_round.regions.get(code="CILACAP")), commit=True)
    assert (status, Response.objects.count()) == (1, 0)
    assert "region_foreign" in told


def test_foreign_and_skipped_rows_are_told_apart_from_faulty_ones(run, region, survey_round):
    foreign = a_row(survey_round.regions.get(code="CILACAP"))
    rows = [a_row(region), a_row(region, 9), foreign, foreign, ["Jumlah", "", *[9] * 9]]
    _status, told = run(HEADINGS, *rows)
    assert {
        "rejected: 1 (perbaiki di berkas, atau unggah lewat portal dan perbaiki di sana)",
        "foreign: 2 (bukan wilayah tugas Anda)",
        "skipped: 1 (dilewati: kosong, jumlah, ganda, atau tidak bersedia)",
    } <= set(told.splitlines())
    _status, told = run(HEADINGS, *rows, json=True)
    counts = json.loads(told)["counts"]
    assert [counts[key] for key in ("new", "refused", "foreign", "left_out")] == [1, 1, 2, 1]


def test_a_file_of_which_rows_are_only_skipped_is_clean(run, region):
    assert run(HEADINGS, a_row(region), ["Jumlah", "", *[9] * 9])[0] == 0
