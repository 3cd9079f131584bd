"""What every form offers, as tests/choices.csv says: nothing of other regions, times or records."""

import csv

import pytest

from outreach.models import FgdSession
from tests.architecture.source import ROOT, assert_none
from tests.support.choices import choices_of, forms_of, make_stage, pages
from tests.support.every_form import make_world

pytestmark = pytest.mark.django_db
TABLE = ROOT / "tests" / "choices.csv"
# Shown beside the records of the field: from outside of all pockets, for the whole country, of no group.
WORDS = {"luar", "nasional", "tanpa"}


@pytest.fixture
def stage(client, administrator):
    world = make_world(administrator)
    session = FgdSession.objects.select_related("event__region").get(pk=world["session"]["pk"])
    here = session.event.region
    world |= {"region": {"code": here.code}, "coding": {"pk": world["statement"]["pk"]}}
    world |= {"coding_next": {"pk": session.pk}}
    stage = make_stage(world, here)
    client.force_login(stage.person)
    return stage


@pytest.fixture
def offered(client, stage):
    """[(page, field, model, form, the keys it shows, the keys it takes)] of all fields on all pages."""
    return [
        (page, field, model, form.fields[field], shown, taken)
        for page, answer in pages(client, stage)
        for form in forms_of(answer)
        for field, model, shown, taken in choices_of(form)
    ]


def table():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["page"], row["field"]): row["offered"] for row in csv.DictReader(file)}


def found(stage, offered):
    """{(page, field): the conditions of which a record can be chosen there}, of several forms each"""
    rows = {}
    for page, name, model, field, _shown, taken in offered:
        kinds = stage.kinds[model].items() if model else ()
        told = {told for told, record in kinds if str(field.prepare_value(record)) in taken}
        rows.setdefault((page, name), set()).add("; ".join(sorted(told)))
    return {place: " or ".join(sorted(told)) for place, told in rows.items()}


def test_every_field_offers_what_the_table_says_and_nothing_else(stage, offered):
    wanted, now = table(), found(stage, offered)
    places = sorted(wanted.keys() | now.keys())
    assert_none(
        f"{page},{field},{now.get((page, field))} (the table says: {wanted.get((page, field))})"
        for page, field in places
        if wanted.get((page, field)) != now.get((page, field))
    )


def test_what_is_shown_is_what_is_taken(offered):
    assert_none(
        f"{page} {name}: {sorted(shown ^ taken)[:5]}"
        for page, name, _model, _field, shown, taken in offered
        if (shown ^ taken) - WORDS
    )
