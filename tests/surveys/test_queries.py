"""The number of queries does not grow with the number of records."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmi_portal.jobs.models import Job
from surveys.models import ImportBatch
from tests.support.records import a_region, a_response, an_administrator
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db


def make_round(person):
    return an_skm_round(regions=[a_region(), a_region()], is_sample=True)


def make_import(person, survey_round=None):
    return ImportBatch.objects.create(
        round=survey_round or make_round(person),
        file="imports/x",
        original_name="x.csv",
        sha256="x",
        size=1,
        uploaded_by=person,
        job=Job.objects.create(kind="import_check", created_by=person, state="done"),
        state="checked",
        report={"counts": {"new": 1}},
    )


def make_response(person):
    region = a_region()
    batch = make_import(person, an_skm_round(regions=[region]))
    return a_response(survey_round=batch.round, region=region, batch=batch)


def make_import_of_one_round(person):
    survey_round = ImportBatch.objects.first().round if ImportBatch.objects.exists() else make_round(person)
    return make_import(person, survey_round)


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/survei/", make_round),
        ("/survei/jawaban/", make_response),
        ("/survei/jawaban/sekaligus/", make_response),
        ("/impor/", make_import),
        ("/impor/baru/", make_round),
        ("/kuesioner/", make_round),
        ("/kuesioner/SKM-2017/1/", make_round),
        ("/survei/putaran/", make_import_of_one_round),
    ],
)
def test_a_page_takes_as_many_queries_for_three_records_as_for_one(client, address, make):
    person = an_administrator()
    client.force_login(person)
    made = make(person)
    if address == "/survei/putaran/":
        address = made.round.get_absolute_url()
    client.get(address)
    for_one = _queries(client, address)
    make(person)
    make(person)
    assert _queries(client, address) == for_one


def _queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_of_imports_does_not_read_the_reports(client):
    person = an_administrator()
    client.force_login(person)
    make_import(person)
    with CaptureQueriesContext(connection) as captured:
        client.get("/impor/")
    assert not any('"report"' in query["sql"] for query in captured)
