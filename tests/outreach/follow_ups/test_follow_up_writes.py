"""What verifying a follow-up costs: few queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.records import a_follow_up, a_staff_member

pytestmark = pytest.mark.django_db
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def test_verifying_takes_at_most_eighteen_queries_to_the_redirect(client):
    follow_up = a_follow_up(state="done", done_on=date(2024, 5, 8), evidence_note="Kuitansi.")
    client.force_login(a_staff_member())
    address = reverse("follow_up_step", args=[follow_up.pk, "periksa"])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}

    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, typed | {"note": "Bukti ada di map 3."})

    said = [one["sql"] for one in asked if not one["sql"].startswith(CONTROL)]
    assert answer.status_code == 302
    assert len(said) <= 18, said
