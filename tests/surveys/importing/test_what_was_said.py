"""What the pages that decide about a file say once they are sent: saved, or that nothing was changed."""

import pytest
from django.urls import reverse

from tests.surveys.importing.batches import checked
from tests.surveys.importing.test_fix_page import FIRST, content_of
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
UNCHANGED = "Tidak ada yang diubah."
SAVED = [
    ("import_columns", f"column-{FIRST + 1}", "", "Pencocokan kolom disimpan, dan berkas diperiksa ulang."),
    ("import_values", "say-", "4", "Jawaban tentang isi sel disimpan, dan berkas diperiksa ulang."),
    ("import_fix", f"cell-2-{FIRST}", "4", "Perbaikan disimpan, dan berkas diperiksa ulang."),
]


@pytest.fixture
def batch(region, officer):
    row = a_row(region, "Kilat")
    return checked(an_skm_round(regions=[region]), HEADINGS, row, by=officer)


def told(client, address, content):
    return [str(each) for each in client.post(address, content, follow=True).context["messages"]]


@pytest.mark.parametrize(("page", "field", "typed", "saved"), SAVED)
def test_a_page_sent_as_it_was_says_that_nothing_was_changed(
    client, batch, officer, page, field, typed, saved
):
    client.force_login(officer)
    address = reverse(page, args=[batch.pk])
    content = content_of(client.get(address).context["form"])
    assert told(client, address, content) == [UNCHANGED]
    name = next(each for each in content if each.startswith(field))
    changed = content | {name: typed}
    assert [told(client, address, changed) for _time in range(2)] == [[saved], [saved]]  # a double click
