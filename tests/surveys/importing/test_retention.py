"""Originals are kept for a time; then they go, and nothing of their cells stays where nobody looks for it."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import call_command
from django.utils import timezone

from pmi_portal.audit.models import Event
from pmi_portal.jobs.models import Job
from pmi_portal.running.configuration import at_least_a_day
from surveys.importing import beside
from surveys.importing.actions.files import remove_original
from surveys.importing.actions.imports import commit_batch
from surveys.importing.actions.jobs import restart_check
from surveys.importing.actions.undoing import redo_batch, undo_batch
from surveys.importing.decisions import Decided
from surveys.importing.undoing import undoing_of
from surveys.models import ImportBatch, Response
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = pytest.mark.django_db
SECRET = "Rahasia Kupang"
STATES = ["committed", "undone", "refused", "checked", "uploaded"]


@pytest.fixture(autouse=True)
def kept_for_100_days(settings):
    settings.IMPORT_FILES_KEPT_DAYS = 100


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region])


def aged(batch, days):
    ImportBatch.objects.filter(pk=batch.pk).update(uploaded_at=timezone.now() - timedelta(days=days))
    return ImportBatch.objects.get(pk=batch.pk)


def a_batch(survey_round, region, officer, state="committed", *, days=101):
    """An upload that came so long ago; its report and decisions hold cells."""
    rows = [HEADINGS, a_row(region), a_row(region, SECRET)]
    batch = checked(survey_round, *(rows if state != "refused" else [["apa"], [SECRET]]), by=officer)
    if state in ("committed", "undone"):
        batch = commit_batch(batch=batch, by=officer)
    if state == "undone":
        batch = undo_batch(batch=batch, reason="Keliru.", shown=undoing_of(batch).shown, by=officer)
    of_cells = {"values": (("q:WAKTU", SECRET, "3"),), "learns": (("q:WAKTU", SECRET),)}
    of_cells |= {"fixes": ((2, 1, SECRET),)}
    further = Decided(fixes=((3, 1, SECRET),), heading_row=2)
    decided = Decided(**of_cells, columns=((1, "p:region"),), others=(("Dua", further),))
    ImportBatch.objects.filter(pk=batch.pk).update(decisions=decided.as_json())
    if state == "uploaded":
        ImportBatch.objects.filter(pk=batch.pk).update(state="uploaded")
    return aged(batch, days)


def lies(batch, names):
    return [batch.file.storage.exists(name) for name in names]


@pytest.mark.parametrize("state", STATES)
def test_what_is_older_goes_with_every_cell_of_it(survey_round, region, officer, state):
    batch = a_batch(survey_round, region, officer, state)
    beside.keep_problems(batch, [[2, "C", "", SECRET, "", "", ""]])
    names, before = beside.all_names(batch), batch.report.get("counts")
    assert lies(batch, names)[::2] == [True, True]
    call_command("purge_imports", verbosity=0)
    now = ImportBatch.objects.get(pk=batch.pk)
    undecided = state in ("checked", "uploaded")
    assert lies(batch, names) == [False, False, False]
    assert (now.file.name, now.sha256, now.state) == ("", batch.sha256, "cancelled" if undecided else state)
    assert now.file_removed_at.date() == timezone.now().date()
    assert now.report.get("counts") == (None if undecided else before)
    assert SECRET.casefold() not in json.dumps([now.report, now.decisions]).casefold()
    assert now.decisions == {"columns": {"1": "p:region"}, "others": {"Dua": {"heading_row": 2}}}
    (event,) = Event.objects.filter(action="import.purged")
    assert (event.actor, event.subject_id) == (None, str(batch.pk))
    assert event.detail == {"state": state, "sha256": batch.sha256}


def test_what_is_younger_or_on_its_way_stays(survey_round, region, officer, capsys):
    young = a_batch(survey_round, region, officer, days=99)
    busy = a_batch(survey_round, region, officer, "checked")
    busy.job = Job.objects.create(kind="import_check", created_by=officer)
    busy.save()
    with pytest.raises(SystemExit) as ended:
        call_command("purge_imports", "--json")
    assert (ended.value.code, json.loads(capsys.readouterr().out)) == (1, {"removed": 0, "left": 1})
    assert [bool(ImportBatch.objects.get(pk=one.pk).file) for one in (young, busy)] == [True, True]
    with pytest.raises(ValidationError, match="belum berakhir"):
        remove_original(batch=young)


def test_a_dry_run_counts_and_a_second_run_finds_nothing(survey_round, region, officer, capsys):
    batch = a_batch(survey_round, region, officer)
    for words, told in (
        (["--dry-run"], {"would_remove": 1}),
        ([], {"removed": 1, "left": 0}),
        ([], {"removed": 0, "left": 0}),
        (["--dry-run"], {"would_remove": 0}),
    ):
        call_command("purge_imports", "--json", *words)
        assert json.loads(capsys.readouterr().out) == told
        assert bool(ImportBatch.objects.get(pk=batch.pk).file) == (told == {"would_remove": 1})
    assert Event.objects.filter(action="import.purged").count() == 1


@pytest.mark.parametrize("state", ["committed", "refused", "checked"])
def test_page_and_addresses_say_since_when_it_is_gone(client, survey_round, region, officer, state):
    client.force_login(officer)
    batch = a_batch(survey_round, region, officer, state)
    remove_original(batch=batch)
    page = client.get(f"/impor/{batch.pk}/")
    assert (page.status_code, "Berkas dihapus pada" in page.content.decode()) == (200, True)
    assert ("masalah.csv" in page.content.decode(), "/berkas/" in page.content.decode()) == (False, False)
    for address in ("berkas/", "masalah.csv"):
        answer = client.get(f"/impor/{batch.pk}/{address}")
        assert (answer.status_code, "Berkas dihapus pada" in answer.content.decode()) == (410, True)
    assert client.get(f"/impor/{batch.pk}/kolom/").status_code == 409


def test_undoing_and_its_way_back_need_no_file(survey_round, region, officer):
    batch = remove_original(batch=a_batch(survey_round, region, officer))
    undo_batch(batch=batch, reason="Keliru.", shown=undoing_of(batch).shown, by=officer)
    assert Response.objects.count() == 0
    redo_batch(batch=batch, by=officer)
    assert Response.objects.count() == 1
    assert_tallies_are_right(survey_round)


@pytest.mark.parametrize("state", ["undone", "refused"])
def test_what_is_gone_or_undone_is_not_checked_again(survey_round, region, officer, state):
    batch = a_batch(survey_round, region, officer, state)
    if state == "refused":
        remove_original(batch=batch)
    with pytest.raises(ValidationError):
        restart_check(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)


def test_an_answer_still_tells_its_cell(client, survey_round, region, officer):
    remove_original(batch=a_batch(survey_round, region, officer))
    client.force_login(officer)
    page = client.get(f"/survei/jawaban/{Response.objects.get().pk}/")
    assert page.context["answers"][0].cell == "C2"


def test_a_setting_that_keeps_nothing_does_not_start():
    assert at_least_a_day(1) == 1
    with pytest.raises(ImproperlyConfigured, match="IMPORT_FILES_KEPT_DAYS is 0"):
        at_least_a_day(0)
