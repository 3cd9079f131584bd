"""What was made before is shown again while it is right, to the same reader, and never longer."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from outreach.models import Complaint, OutreachTopic, Referral
from pmi_portal.settings import KEPT_IN_MEMORY
from reports.dashboards import catalogue, keeping
from stakeholders.data_versions import watched
from surveys.models import SurveyFrame
from tests.reports.asking import figure, figures_on
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_follow_up,
    a_group,
    a_region,
    a_round,
    a_session,
    a_statement,
    a_theme,
    an_activity,
    an_exposure,
    an_institution,
    an_objection,
    an_officer,
)
from tests.support.tallies import half_and_half, some_answers, the_skm_version

TABLES = re.compile(r'(?:FROM|JOIN)\s+"(\w+)"')


@pytest.fixture
def kept(settings):
    """Figures are kept, as they are in use."""
    settings.CACHES = settings.CACHES | {"figures": KEPT_IN_MEMORY | {"LOCATION": "test-figures"}}
    caches["figures"].clear()
    yield caches["figures"]
    caches["figures"].clear()


def everything_in(region):
    survey_round = a_round(version=the_skm_version(), regions=[region])
    some_answers(survey_round, region=region, month=date(2024, 5, 1), answers=half_and_half(3, 4, times=40))
    an_objection(statement=a_statement(session=a_session(region=region), theme=a_theme()))
    group, institution = a_group(), an_institution(region=region)
    shared = a_follow_up(region=region, raised_by=group, institution=institution)
    shared.partners.add(an_institution())
    shared.steps.create(what="noted", after="in_progress")
    sent = a_complaint(region=region, status="referred")
    Referral.objects.create(complaint=sent, institution=institution, question="Mohon ditangani")
    held = {"holder": f"institution-{institution.pk}", "holding_institution": institution}
    Complaint.objects.filter(pk=sent.pk).update(**held)
    a_complaint(region=region, severity="emergency", urgent_on=date(2024, 5, 6), violence=True)
    a_complaint(region=region)
    activity = an_activity(region=region)
    activity.topics.add(OutreachTopic.objects.get_or_create(code="uji", name="Hak PMI")[0])
    an_exposure(region=region)
    SurveyFrame.objects.create(
        round=survey_round, region=region, population=9, as_of=date(2024, 1, 1), source="BPS"
    )


@pytest.mark.django_db(transaction=True)
def test_a_page_asked_again_is_not_computed_again(client, kept, computed):
    everything_in(a_region())
    client.force_login(a_board_member())
    first = client.get("/dasbor/")
    assert sorted(computed) == sorted(catalogue.FIGURES)
    computed.clear()

    second = client.get("/dasbor/")

    assert computed == []
    assert [one["html"] for one in figures_on(second)] == [one["html"] for one in figures_on(first)]
    assert second.context["headlines"] == first.context["headlines"]


@pytest.mark.django_db(transaction=True)
def test_what_changed_is_on_the_next_page(client, kept):
    region, theme = a_region(name="Kupang"), a_theme()
    session = a_session(region=region)
    client.force_login(a_board_member())

    def told():
        (shown,) = [one for one in figures_on(client.get("/dasbor/")) if one["figure"].id == "pernyataan"]
        page = client.get("/dasbor/pernyataan/").context["figure"]
        assert page.rows == shown["figure"].rows
        return [row["count"] for row in page.rows if row["theme"] == str(theme)]

    assert told() == [0]
    for n in (1, 2):
        a_statement(session=session, theme=theme)
        assert told() == [n]


@pytest.mark.django_db(transaction=True)
def test_a_name_that_changed_is_on_the_next_page(client, kept):
    region = a_region(name="Kupang")
    everything_in(region)
    client.force_login(a_board_member())
    assert "IKM Kupang 2024" in client.get("/").content.decode()

    type(region).objects.filter(pk=region.pk).update(name="Flores")

    assert "IKM Flores 2024" in client.get("/").content.decode()
    assert "Kupang" not in client.get("/dasbor/").content.decode()


@pytest.mark.django_db
def test_readers_languages_questions_and_days_are_kept_apart(client, kept, settings, monkeypatch):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    everything_in(here)
    everything_in(there)
    board, officer = a_board_member(), an_officer(of=here)

    def page(person, query="", language="id"):
        client.force_login(person)
        client.cookies.load({settings.LANGUAGE_COOKIE_NAME: language})
        return client.get(f"/dasbor/{query}").content.decode()

    whole = page(board)
    assert "Kupang" in whole
    assert "Kupang" not in page(officer)
    assert "Kupang" in page(board)
    assert "IKM Kupang" not in page(board, f"?wilayah={here.code}")
    assert ("Respondents" in whole, "Respondents" in page(board, language="en")) == (False, True)
    figures = len(kept._cache)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(keeping.timezone, "localdate", lambda *_now, **_zone: tomorrow)
    page(board)
    assert len(kept._cache) > figures


@pytest.mark.django_db
def test_no_name_and_no_token_is_among_the_keys(client, kept):
    everything_in(a_region())
    client.force_login(a_board_member())

    client.get("/dasbor/")

    assert kept._cache
    assert all(re.fullmatch(r":1:[0-9a-f]{64}", key) for key in kept._cache)


@pytest.mark.django_db
@pytest.mark.parametrize("figure_id", sorted(catalogue.FIGURES))
def test_every_table_of_a_figure_has_a_version_that_is_looked_at(figure_id):
    region = a_region()
    everything_in(region)
    indicator = catalogue.FIGURES[figure_id][0]
    with CaptureQueriesContext(connection) as queries:
        figure(figure_id, regions=[region])

    read = {table for query in queries for table in TABLES.findall(query["sql"])}

    assert read <= watched()
    if indicator.reads:
        assert read <= {model._meta.db_table for model in indicator.reads}
