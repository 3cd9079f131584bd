"""What everybody meets first is made by the worker when its data changed, so that nobody waits for it."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pmi_portal.settings import KEPT_IN_DATABASE, KEPT_IN_MEMORY
from tests.reports.dashboards.test_keeping import everything_in
from tests.reports.indicators.test_import_effect import people, saved
from tests.support.records import a_board_member, a_complaint, a_region, a_staff_member, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.importing.test_undoing import NUMBERED, undone
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db(transaction=True)
EVERYWHERE = [("/", "id"), ("/dasbor/", "id"), ("/", "en"), ("/dasbor/", "en")]


@pytest.fixture
def shared(settings):
    """Figures are kept in the database, as in production."""
    settings.CACHES = settings.CACHES | {"figures": KEPT_IN_DATABASE | {"LOCATION": "figures_of_tests"}}
    call_command("createcachetable", verbosity=0)
    caches["figures"].clear()
    yield
    caches["figures"].clear()


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def staff():
    return a_staff_member()


def waiting():
    return DBTaskResult.objects.filter(status="READY", task_path__contains="make_default_figures")


def work():
    waiting().update(run_after=timezone.now())  # a minute is over
    call_command("db_worker", batch=True, reload=False, verbosity=0)
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def texts_of(client, person, settings, pages=EVERYWHERE):
    client.force_login(person)
    texts = []
    for path, language in pages:
        client.cookies.load({settings.LANGUAGE_COOKIE_NAME: language})
        texts.append(client.get(path).content.decode())
    return texts


def test_after_an_import_and_its_undo_the_next_reader_waits_for_no_figure(
    client, shared, computed, settings, region, staff
):
    survey_round = an_skm_round(regions=[region])
    saved(survey_round, *people(region, range(100, 140), 1), by=staff)
    work()
    batch = saved(survey_round, *people(region, range(200, 240), 4), by=staff)
    assert waiting().count() == 1
    for n, change in ((80, lambda: None), (40, lambda: undone(batch, by=staff))):
        change()
        work()
        assert set(computed) >= {"ikm", "unsur"}
        computed.clear()

        home, board, _home, english = texts_of(client, a_board_member(), settings)

        assert computed == []
        assert f"{n} responden" in home
        assert "Kupang" in board and "Respondents" in english


def test_what_is_made_is_made_once_for_all_who_see_all_regions(
    client, shared, computed, settings, region, staff
):
    everything_in(region)
    work()
    texts_of(client, staff, settings)
    computed.clear()
    texts_of(client, a_board_member(), settings)
    assert computed == []

    texts_of(client, an_officer(of=region), settings, [("/dasbor/", "id")])

    assert computed  # who sees one region asks another question


def test_only_what_changed_is_made_again(client, shared, computed, settings, region):
    everything_in(region)
    work()
    computed.clear()

    a_complaint(region=region)
    work()

    assert "pengaduan" in computed
    assert not {"ikm", "unsur", "peserta", "kelompok"} & set(computed)


def test_a_burst_is_one_piece_of_work_that_is_due_at_once(shared, region, staff):
    survey_round = an_skm_round(regions=[region])
    DBTaskResult.objects.all().delete()
    for number in range(5):
        saved(survey_round, *people(region, [number + 1], 4), by=staff)

    (one,) = waiting()

    assert one.run_after <= timezone.now()


def test_what_is_typed_waits_a_minute_for_more_and_an_import_does_not_wait_for_it(shared, region, staff):
    survey_round = an_skm_round(regions=[region])
    DBTaskResult.objects.all().delete()
    a_complaint(region=region)
    a_complaint(region=region)
    (one,) = waiting()
    assert 0 < (one.run_after - timezone.now()).total_seconds() <= 60

    saved(survey_round, *people(region, [1], 4), by=staff)

    (one,) = waiting()
    assert one.run_after <= timezone.now()


def test_what_no_figure_reads_is_no_cause(shared, region, staff):
    survey_round = an_skm_round(regions=[region])
    DBTaskResult.objects.all().delete()

    checked(survey_round, NUMBERED, *people(region, [1], 4), by=staff)

    assert not waiting().exists()


def test_what_stays_in_the_memory_of_a_process_is_not_made_by_another(settings, region):
    settings.CACHES = settings.CACHES | {"figures": KEPT_IN_MEMORY}

    everything_in(region)

    assert not DBTaskResult.objects.exists()
