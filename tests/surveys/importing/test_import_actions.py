"""From an uploaded file to responses: what is written, what is not, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from pmi_portal.accounts.models import User
from pmi_portal.audit.models import Event
from stakeholders.models import Posting
from surveys.importing import lately
from surveys.importing.actions.imports import (
    ResultChanged,
    cancel_batch,
    check_batch,
    commit_batch,
    upload_file,
)
from surveys.models import ImportBatch, PastResponse, Response, ResponseTally, SurveyRound
from surveys.tallies import counting
from surveys.tallies.packing import Tally
from tests.support.records import a_board_member, a_region, an_officer
from tests.surveys.importing.batches import checked, uploaded
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db
State = ImportBatch.State
SEKADAU = Path(__file__).parents[3] / "surveys" / "data" / "skm_sekadau_first49.csv"


@pytest.fixture(autouse=True, params=[0, lately.LEAST_ROWS], ids=["taken up", "examined anew"])
def least_rows(request, monkeypatch):
    """Saving keeps all its promises whether or not it takes up what the check made of the file."""
    monkeypatch.setattr(lately, "LEAST_ROWS", request.param)


def again(user):
    """The person at the next request: nothing remembered."""
    return User.objects.get(pk=user.pk)


def test_checking_writes_no_response(region):
    officer = an_officer(of=region)
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    assert (batch.state, batch.report["counts"]["new"]) == (State.CHECKED, 1)
    assert (Response.objects.count(), ResponseTally.objects.count()) == (0, 0)


def test_saving_writes_the_right_rows_with_their_columns(region):
    officer = an_officer(of=region)
    survey_round = an_skm_round(regions=[region])
    heading = ["No responden", "L/P", "Umur", "Jenis responden", "Negara", *HEADINGS]
    lines = [
        ["K-1", "P", 31, "purna PMI", "Hong Kong", *a_row(region, 4, 1)],
        ["K-2", "P", 31, "", "", *a_row(region, 9)],
    ]
    batch = commit_batch(batch=checked(survey_round, heading, *lines, by=officer), by=officer)
    response = Response.objects.get()
    assert (batch.state, batch.committed_by, response.batch, response.row_number) == (
        State.COMMITTED,
        officer,
        batch,
        2,
    )
    profile = [response.sex, response.age_band, response.respondent_kind, response.destination]
    assert profile == ["P", "25-34", "pmi_returned", "HK"]
    assert (response.region, response.responded_on) == (region, date(2019, 5, 6))
    assert [response.answers[element] for element in ("PERSYARATAN", "PROSEDUR", "WAKTU")] == ["4", "1", "3"]


def test_the_real_file_gives_the_totals_of_its_source(administrator):
    survey_round = an_skm_round()
    batch = upload_file(
        survey_round=survey_round,
        region=None,
        file=a_file(*[line.split(",") for line in SEKADAU.read_text().split()], name="sekadau.csv"),
        basis="public_task",
        by=administrator,
    )
    commit_batch(batch=check_batch(batch=batch, by=administrator), by=administrator)
    (tally,) = ResponseTally.objects.filter(round=survey_round, margin="")
    counted = Tally.of(tally)
    n, totals = (
        dict(zip(counted.elements, sums.diagonal().tolist(), strict=True)) for sums in counted.sums[:2]
    )
    order = [
        "PERSYARATAN",
        "PROSEDUR",
        "WAKTU",
        "BIAYA",
        "PRODUK",
        "KOMPETENSI",
        "PERILAKU",
        "SARANA",
        "PENGADUAN",
    ]
    assert [totals[element] for element in order] == [138, 139, 150, 177, 159, 163, 161, 143, 159]
    assert {n[element] for element in order} == {49}
    assert tally.respondents == 49
    assert tally.answers["BIAYA"] == {"2": 2, "3": 15, "4": 32}


def test_the_same_file_twice_changes_nothing(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    rows = [HEADINGS, a_row(region), a_row(region), a_row(region, 4)]
    commit_batch(batch=checked(survey_round, *rows, by=officer), by=officer)
    before = list(Response.objects.values()), list(ResponseTally.objects.values())
    second = checked(survey_round, *rows, by=officer)
    assert [second.report["counts"][key] for key in ("new", "unchanged", "conflict")] == [0, 3, 0]
    with pytest.raises(ValidationError, match="Tidak ada baris baru"):
        commit_batch(batch=second, by=officer)
    assert (list(Response.objects.values()), list(ResponseTally.objects.values())) == before


def test_the_rest_of_a_mended_file_is_added(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    faulty = [HEADINGS, a_row(region, 1), a_row(region, 9)]
    commit_batch(batch=checked(survey_round, *faulty, by=officer), by=officer)
    mended = checked(survey_round, HEADINGS, a_row(region, 1), a_row(region, 2), by=officer, name="baru.xlsx")
    assert [mended.report["counts"][key] for key in ("new", "unchanged")] == [1, 1]
    commit_batch(batch=mended, by=officer)
    assert [each.answers["PERSYARATAN"] for each in Response.objects.all()] == ["1", "2"]


def a_changed_file(survey_round, region, officer):
    """Number 1 is stored with a 1; the file says 4 of the same, and brings number 2."""
    heading = ["No responden", *HEADINGS]
    commit_batch(batch=checked(survey_round, heading, ["1", *a_row(region, 1)], by=officer), by=officer)
    batch = checked(survey_round, heading, ["1", *a_row(region, 4)], ["2", *a_row(region, 2)], by=officer)
    assert [batch.report["counts"][key] for key in ("new", "changed", "conflict")] == [1, 1, 0]
    return batch


def first_answers():
    return [each.answers["PERSYARATAN"] for each in Response.objects.order_by("number")]


def test_a_known_number_with_other_answers_is_not_overwritten_unasked(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    commit_batch(batch=a_changed_file(survey_round, region, officer), by=officer)
    assert first_answers() == ["1", "2"]
    assert PastResponse.objects.count() == 0


def test_asked_for_a_known_number_says_what_the_file_says_and_keeps_what_it_said(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    batch = commit_batch(batch=a_changed_file(survey_round, region, officer), updates=True, by=officer)
    assert first_answers() == ["4", "2"]
    past, now = PastResponse.objects.get(), Response.objects.get(number="1")
    assert (past.response_pk, past.revision, now.revision) == (now.pk, 1, 2)
    assert (past.answers["PERSYARATAN"], past.change, past.changed_by) == ("1", "imported", officer)
    assert (past.changed_by_batch, now.batch, now.row_number) == (batch, batch, 2)
    assert past.batch != batch
    assert_tallies_are_right(survey_round)


def test_an_update_is_refused_when_the_stored_row_changed_since_it_was_shown(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    batch = a_changed_file(survey_round, region, officer)
    Response.objects.update(revision=2)
    with pytest.raises(ResultChanged):
        commit_batch(batch=batch, updates=True, by=officer)
    assert first_answers() == ["1"]


def test_a_file_that_only_changes_rows_is_saved_only_as_an_update(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    heading = ["No responden", *HEADINGS]
    commit_batch(batch=checked(survey_round, heading, ["1", *a_row(region, 1)], by=officer), by=officer)
    batch = checked(survey_round, heading, ["1", *a_row(region, 4)], by=officer)
    with pytest.raises(ValidationError, match="Tidak ada baris baru"):
        commit_batch(batch=batch, by=officer)
    commit_batch(batch=batch, updates=True, by=officer)
    assert first_answers() == ["4"]


@pytest.mark.parametrize("state", ["closed", "locked"])
def test_nothing_comes_into_a_round_that_was_closed_between_check_and_commit(region, state):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    SurveyRound.objects.update(state=state)
    with pytest.raises(ValidationError):
        commit_batch(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)
    with pytest.raises(ValidationError):
        uploaded(SurveyRound.objects.get(), HEADINGS, by=officer)
    assert Response.objects.count() == 0


def test_saving_fails_as_a_whole_or_not_at_all(region, monkeypatch):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)

    def disk_full(*_arguments, **_options):
        raise OSError("no space left")

    monkeypatch.setattr(counting, "load_rows", disk_full)  # the last that is written
    with pytest.raises(OSError, match="no space"):
        commit_batch(batch=batch, by=officer)
    batch.refresh_from_db()
    assert (batch.state, Response.objects.count(), ResponseTally.objects.count()) == (State.CHECKED, 0, 0)


def test_of_two_imports_of_one_file_only_the_first_is_saved(region):
    one, other = an_officer(of=region), an_officer(of=region)
    survey_round = an_skm_round(regions=[region])
    rows = [HEADINGS, a_row(region), a_row(region)]
    first, second = checked(survey_round, *rows, by=one), checked(survey_round, *rows, by=other)
    commit_batch(batch=first, by=one)
    with pytest.raises(ResultChanged, match="Hasil pemeriksaan berubah"):
        commit_batch(batch=second, by=other)
    assert Response.objects.count() == 2


def test_an_import_is_saved_once(region):
    officer = an_officer(of=region)
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    commit_batch(batch=batch, by=officer)
    with pytest.raises(ValidationError, match="sudah disimpan pada"):
        commit_batch(batch=batch, by=officer)
    assert Response.objects.count() == 1


def test_a_round_that_was_changed_since_is_refused(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    survey_round.ends_on = date(2019, 3, 31)
    survey_round.save()
    batch = ImportBatch.objects.get(pk=batch.pk)
    with pytest.raises(ResultChanged):
        commit_batch(batch=batch, by=officer)
    assert Response.objects.count() == 0


def test_a_question_that_was_changed_since_is_refused(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    batch = checked(survey_round, HEADINGS, a_row(region, 4), by=officer)
    survey_round.version.questions.get(code="PERSYARATAN").choices.get(score=4).delete()
    with pytest.raises(ResultChanged):
        commit_batch(batch=batch, by=officer)
    assert Response.objects.count() == 0


def test_an_officer_who_was_moved_since_is_refused(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region, a_region()])
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    Posting.objects.filter(user=officer).update(region=survey_round.regions.exclude(pk=region.pk).get())
    with pytest.raises(ResultChanged):
        commit_batch(batch=batch, by=again(officer))
    assert Response.objects.count() == 0


def test_an_officer_who_was_moved_while_the_file_was_read_is_refused(region):
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region, a_region()])
    batch = checked(survey_round, HEADINGS, a_row(region), by=officer)
    assert officer.held_roles
    Posting.objects.filter(user=officer).update(region=survey_round.regions.exclude(pk=region.pk).get())
    with pytest.raises(ResultChanged):
        commit_batch(batch=batch, by=officer)
    assert Response.objects.count() == 0


def test_an_officer_who_was_deactivated_since_is_refused(region):
    officer = an_officer(of=region)
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    with pytest.raises(ResultChanged, match="tidak berhak"):
        commit_batch(batch=batch, by=again(officer))


def test_a_file_that_vanished_is_refused_with_a_reason(region):
    officer = an_officer(of=region)
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    batch.file.storage.delete(batch.file.name)
    with pytest.raises(ResultChanged, match="Berkas tidak dapat dibuka"):
        commit_batch(batch=batch, by=officer)


def test_a_refused_file_cannot_be_saved(region):
    officer = an_officer(of=region)
    batch = checked(an_skm_round(regions=[region]), ["apa", "ini"], by=officer)
    assert (batch.state, batch.report["refusal"]["code"]) == (State.REFUSED, "no_heading")
    with pytest.raises(ValidationError):
        commit_batch(batch=batch, by=officer)


def test_an_empty_file_is_refused_in_words(region):
    officer = an_officer(of=region)
    batch = checked(an_skm_round(regions=[region]), by=officer)
    assert batch.state == State.REFUSED
    assert batch.report["refusal"]["message"].startswith("Berkas ini kosong.")


def test_a_cancelled_import_keeps_neither_file_nor_content(
    region, uploads, django_capture_on_commit_callbacks
):
    officer = an_officer(of=region)
    faulty = [a_row(region, 9)] * 1001
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), *faulty, by=officer)
    assert len(list((uploads / "imports").iterdir())) == 3
    with django_capture_on_commit_callbacks(execute=True):
        cancel_batch(batch=batch, by=officer)
    batch.refresh_from_db()
    assert (batch.state, batch.report, list((uploads / "imports").iterdir())) == (State.CANCELLED, {}, [])
    with pytest.raises(ValidationError):
        commit_batch(batch=batch, by=officer)


def test_a_saved_import_cannot_be_cancelled(region):
    officer = an_officer(of=region)
    batch = checked(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    commit_batch(batch=batch, by=officer)
    with pytest.raises(ValidationError):
        cancel_batch(batch=batch, by=officer)


def test_the_stored_file_bears_a_name_of_our_own(region, uploads):
    officer = an_officer(of=region)
    name = "../../etc/\u202exslx.csv"
    batch = uploaded(an_skm_round(regions=[region]), HEADINGS, by=officer, name=name)
    stored = list((uploads / "imports").iterdir())
    assert [path.name for path in stored] == [batch.file.name.removeprefix("imports/")]
    assert "xslx" not in batch.file.name
    assert "\u202e" not in batch.original_name


def test_who_may_not_import_cannot_upload(region):
    for person in (an_officer(), a_board_member()):
        with pytest.raises(ValidationError):
            uploaded(an_skm_round(regions=[region]), HEADINGS, by=person)
    assert ImportBatch.objects.count() == 0


def test_a_round_without_regions_is_imported_by_who_works_nationally_only(region, administrator):
    with pytest.raises(ValidationError):
        uploaded(an_skm_round(), HEADINGS, by=an_officer(of=region))
    assert uploaded(an_skm_round(), HEADINGS, by=administrator).pk


def test_every_step_is_in_the_audit_log_without_personal_values(region):
    officer = an_officer(of=region)
    batch = checked(
        an_skm_round(regions=[region]), ["No responden", *HEADINGS], ["RAHASIA", *a_row(region)], by=officer
    )
    commit_batch(batch=batch, by=officer)
    events = Event.objects.about(batch).order_by("pk")
    assert [event.action for event in events] == ["import.uploaded", "import.checked", "import.committed"]
    assert {event.actor for event in events} == {officer}
    assert "RAHASIA" not in str([event.detail for event in events])


def test_a_check_that_was_overtaken_by_another_decision_tells_nothing(region, officer):
    batch = uploaded(an_skm_round(regions=[region]), HEADINGS, a_row(region), by=officer)
    newer = {"columns": {"2": ""}}

    def meanwhile(_done, _of):
        ImportBatch.objects.filter(pk=batch.pk).update(decisions=newer)

    left = check_batch(batch=batch, progress=meanwhile, by=officer)
    assert (left.state, left.report, left.decisions) == (ImportBatch.State.UPLOADED, {}, newer)
    assert check_batch(batch=left, by=officer).state == ImportBatch.State.REFUSED
