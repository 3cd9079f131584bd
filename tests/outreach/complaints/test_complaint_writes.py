"""What a click costs: few queries, and few steps of our own between the view and the row."""

import traceback

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.architecture.source import ROOT
from tests.outreach.complaints.complaint_cases import step
from tests.support.records import a_complaint, a_staff_member, the_limits

pytestmark = pytest.mark.django_db
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.fixture
def sent(client):
    """Sends the form of verification as its page has it."""
    the_limits()
    client.force_login(a_staff_member())
    complaint = a_complaint()
    form = client.get(step(complaint, "verifikasi")).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    return lambda: client.post(step(complaint, "verifikasi"), typed | {"reason": "Jelas."})


def test_verifying_takes_at_most_eighteen_queries_to_the_redirect(sent):
    with CaptureQueriesContext(connection) as asked:
        answer = sent()

    said = [one["sql"] for one in asked if not one["sql"].startswith(CONTROL)]
    assert answer.status_code == 302
    assert len(said) <= 18, said


def test_from_the_view_to_the_row_it_is_at_most_five_steps(sent):
    deep = []

    def look(execute, sql, *args):
        if sql.startswith('UPDATE "outreach_complaint"'):
            files = [(frame.filename, frame.name) for frame in traceback.extract_stack()]
            foreign = ("/tests/", "/.venv/")
            ours = [
                name
                for file, name in files
                if file.startswith(f"{ROOT}/") and not any(part in file for part in foreign)
                if name != "see_writes"  # looks at every statement on its way
            ]
            deep.append(ours[ours.index("record_step") :])
        return execute(sql, *args)

    with connection.execute_wrapper(look):
        sent()

    assert [len(names) <= 5 for names in deep] == [True], deep
