"""Something changes between a page of an import and what is sent from it: words, and nothing is stored."""

import pytest

from surveys.importing.actions.imports import cancel_batch
from surveys.models import Choice, ImportBatch, Response, SurveyRound
from tests.surveys.importing import test_columns_page as columns_page
from tests.surveys.importing import test_fix_page as fix_page
from tests.surveys.importing import test_values_page as values_page
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
SEX = "Jenis kelamin"


@pytest.fixture
def batch(region, officer):
    rows = [[*a_row(region), "laki2x"], [*a_row(region), "P"]]
    return checked(an_skm_round(regions=[region]), [*HEADINGS, SEX], *rows, by=officer)


def values_of(client, batch):
    return values_page.page_of(batch), values_page.filled(values_page.form_of(client, batch), laki2x="L")


def columns_of(client, batch):
    form = client.get(columns_page.page_of(batch)).context["form"]
    content = {"shown": form["shown"].value(), "heading_row": form["heading_row"].value() or ""}
    content |= {field.html_name: column.name for column, field in form.rows}
    return columns_page.page_of(batch), content | {form.rows[-1][1].html_name: ""}


def fixes_of(client, batch):
    form = fix_page.shown(client, batch)
    return fix_page.page_of(batch), fix_page.content_of(form) | {f"cell-2-{len(HEADINGS)}": "Ketikan saya"}


def the_round_is_closed(batch, officer):
    SurveyRound.objects.filter(pk=batch.round_id).update(state=SurveyRound.State.CLOSED)


def the_posting_ends(batch, officer):
    officer.postings.all().delete()


def the_import_is_cancelled(batch, officer):
    cancel_batch(batch=ImportBatch.objects.get(pk=batch.pk), by=officer)


def an_answer_is_taken_away(batch, officer):
    Choice.objects.filter(question__version=batch.round.version, code="4").delete()


CHANGES = (the_round_is_closed, the_posting_ends, the_import_is_cancelled, an_answer_is_taken_away)


@pytest.mark.parametrize("page", [values_of, columns_of, fixes_of])
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_sent_after_a_change_is_answered_in_words_and_nothing_said_is_lost(
    client, batch, officer, page, change
):
    client.force_login(officer)
    address, content = page(client, batch)
    change(batch, officer)
    answer = client.post(address, content)
    assert Response.objects.count() == 0
    kept = ImportBatch.objects.get(pk=batch.pk).decisions
    if change is the_posting_ends:
        assert (answer.status_code, kept) == (403, {})
        assert "Isian belum terkirim" in answer.text  # where the browser keeps it
    elif change is the_import_is_cancelled:
        assert (answer.status_code, kept) == (409, {})  # what was said is of a file that is gone
        assert "dibatalkan" in answer.text
    else:
        assert (answer.status_code, bool(kept)) == (302, True)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_saved_after_a_change_is_answered_in_words_and_stores_nothing(client, batch, officer, change):
    client.force_login(officer)
    page = client.get(batch.get_absolute_url())
    change(batch, officer)
    answer = client.post(
        f"{batch.get_absolute_url()}simpan/", {"seen": page.context["check"].report["fingerprint"]}
    )
    assert answer.status_code in (403, 409)
    assert Response.objects.count() == 0
