"""Looking writes nothing: every page is opened, with one record of each kind, and the rows are counted."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client

from surveys.models import ImportBatch
from tests.support import records
from tests.support.doors import doors
from tests.support.tallies import everybody_says, some_answers, the_skm_version

# What looking may leave behind: the session itself, and a line in the audit log for a door that stayed shut.
TRACES = {"sessions.session", "audit.event", "audit.chainhead"}


@pytest.fixture
def rooms(administrator):
    """The arguments of each room's doors, by the first word of their names, of records that exist."""
    call_command("load_reference", stdout=StringIO())
    statement = records.a_statement()
    session = statement.session
    contact = records.a_contact(institution=records.an_institution(), region=session.event.region)
    survey_round = records.a_round(regions=[session.event.region], version=the_skm_version())
    everybody = everybody_says(3, times=10)  # enough that there is something to draw
    some_answers(survey_round, region=session.event.region, month=date(2020, 1, 1), answers=everybody)
    file = {"original_name": "x.csv", "sha256": "0", "size": 1, "state": "uploaded"}
    batch = ImportBatch.objects.create(round=survey_round, uploaded_by=administrator, **file)
    version = survey_round.version
    return {
        "activity": {"pk": records.an_activity().pk},
        "calendar_feed_withdraw": {"pk": administrator.calendar_feeds.create(token_digest="0").pk},
        "complaint": {"pk": records.a_complaint(region=contact.region).pk, "step": "verifikasi"},
        "contact": {"pk": contact.pk},
        "event": {"pk": session.event_id},
        "figure": {"figure_id": "peserta"},
        "follow": {"pk": records.a_follow_up(statement=statement).pk, "step": "selesai"},
        "group": {"code": statement.group.code},
        "import": {"pk": batch.pk},
        "institution": {"pk": contact.institution_id},
        "questionnaire": {"code": version.questionnaire.code, "number": version.number},
        "region": {"code": session.event.region.code},
        "response": {
            "pk": records.a_response(survey_round=survey_round, region=session.event.region).pk,
            "step": "sisihkan",
        },
        "round": {"code": survey_round.code, "step": "tutup"},
        "document_template_own": {"kind": "minutes"},
        "session_document": {"pk": session.pk, "name": "notulen.docx"},
        "session": {"pk": session.pk, "event_pk": session.event_id},
        "statement": {"pk": statement.pk},
        "statement_create": {"pk": session.pk},
    }


def address(door, rooms):
    if door.namespaces == ("admin",):
        return door.path(**a_row_of_the_screen(door.url_name))
    return door.path(**rooms.get(door.name) or rooms.get(door.name.split("_")[0], {}))


def a_row_of_the_screen(url_name):
    """stakeholders_region_change asks for a region."""
    app_label, _, rest = url_name.partition("_")
    model = apps.all_models.get(app_label, {}).get(rest.split("_")[0])
    row = model._base_manager.first() if model and not model._meta.swapped else None
    return {"object_id": row.pk} if row else {}


def rows():
    models = [model for model in apps.get_models() if model._meta.label_lower not in TRACES]
    return {model._meta.label: model._base_manager.count() for model in models}


def test_looking_writes_nothing(administrator, rooms):
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    before = rows()
    answers = {door.name: client.get(address(door, rooms)).status_code for door in doors()}
    assert rows() == before
    assert {name: status for name, status in answers.items() if name in OPENED and status != 200} == {}


OPENED = {
    *("activity_plan", "calendar", "calendar_feed_withdraw", "document_template_own"),
    *("follow_up_matrix_pdf", "session_document"),
    *("activity_detail", "activity_edit", "contact_detail", "contact_edit", "event_detail", "event_edit"),
    *("complaint_create", "complaint_detail", "complaint_edit", "complaint_list", "complaint_step"),
    *("admin:outreach_complaint_change", "admin:outreach_holiday_change"),
    *("figure_csv", "figure_detail", "figure_svg", "group_detail", "import_detail", "import_problems"),
    *("follow_up_detail", "follow_up_due", "follow_up_edit", "follow_up_list", "follow_up_matrix"),
    *("follow_up_attach", "follow_up_step"),
    *("institution_detail", "institution_edit", "questionnaire_detail", "region_detail"),
    *("round_detail", "round_edit", "round_report", "round_report_csv", "round_report_svg", "round_template"),
    *("session_attendance", "session_create", "session_detail", "session_edit", "session_notes"),
    *("statement_delete", "statement_edit"),
    *("admin:accounts_user_change", "admin:stakeholders_region_change", "admin:outreach_statement_change"),
    *("admin:outreach_theme_delete", "admin:surveys_surveyround_history", "admin:audit_event_changelist"),
}
