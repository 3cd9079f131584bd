"""Undoing an import from the shell."""

import io

import pytest
from django.core.management import CommandError, call_command

from surveys.models import ImportBatch, PastResponse, SurveyRound
from tests.support.records import a_board_member, a_region, an_officer
from tests.surveys.importing.test_undoing import corrected, imported, said
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(region, officer):
    return imported(an_skm_round(regions=[region]), region, 1, 2, 3, by=officer)


def run(batch, by, *options):
    told = io.StringIO()
    call_command("undo_import", str(getattr(batch, "pk", batch)), "--as", by.email, *options, stdout=told)
    return told.getvalue().splitlines()


def refused(batch, by, *options):
    with pytest.raises(CommandError) as error:
        run(batch, by, *options)
    assert error.value.returncode == 2
    return str(error.value)


def test_without_commit_it_only_tells(batch, officer):
    corrected(batch.round, "2", 4, by=officer)
    assert run(batch, officer) == ["taken: 2", "restored: 0", "kept: 1", "withdrawn: 0"]
    assert said() == {"1": "1", "2": "4", "3": "3"}


def test_with_commit_it_undoes_and_keeps_what_changed_since(batch, officer):
    corrected(batch.round, "2", 4, by=officer)
    told = run(batch, officer, "--commit", "--reason", " salah berkas ")
    assert told[-1] == "Unggahan survei.csv diurungkan."
    assert said() == {"2": "4"}
    assert {each.reason for each in PastResponse.objects.filter(change="undone")} == {"salah berkas"}
    assert ImportBatch.objects.get().undone_by == officer


def test_a_reason_is_needed(batch, officer):
    assert "--reason" in refused(batch, officer, "--commit", "--reason", "  ")
    assert said() == {"1": "1", "2": "2", "3": "3"}


def test_the_rights_of_the_person_hold(batch, officer):
    for person in (an_officer(of=a_region()), a_board_member()):
        assert refused(batch, person, "--commit", "--reason", "x") == "Tidak ada unggahan dengan nomor itu."
    assert refused(999_999, officer) == "Tidak ada unggahan dengan nomor itu."
    SurveyRound.objects.update(state="locked")
    assert "dikunci" in refused(batch, officer, "--commit", "--reason", "x")
    assert said() == {"1": "1", "2": "2", "3": "3"}
