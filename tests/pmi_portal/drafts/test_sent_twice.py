"""Every form that a page sends, and every step: sent twice it leaves what it left once, and leads there."""

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.storage import FileSystemStorage
from django.db.models import FileField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path

from outreach.complaints.holding import KPKP
from outreach.models import OutreachActivity
from outreach.papers.documents.word import own_template
from pmi_portal import urls
from pmi_portal.accounts.access import LIBRARY_VIEWS, requires
from pmi_portal.accounts.permissions import Permission
from stakeholders.models import Region
from tests.architecture.source import assert_none
from tests.support import records
from tests.support.database import Undone, rows
from tests.support.doors import doors
from tests.support.records import PASSWORD
from tests.support.sending_world import make_whole_world
from tests.support.sendings import FIRST, Sending, filled, found, send, step_sending, ways

pytestmark = pytest.mark.django_db

OTHER_COMPLAINT = "P-2024-999999"
# What is filled in where the first choice, or any word, would be refused.
GIVEN = {
    "complaint_assign": {"complaints": FIRST, "officer": FIRST},
    "complaint_create": {"outside_province": FIRST},
    "complaint_step duplikat": {"number": OTHER_COMPLAINT},
    "complaint_step serahkan": {"to": KPKP},
    "follow_up_step periksa": {"note": "Kuitansi di map 3."},
    "learned_step betulkan": {"meaning": "P"},
    "response_edit": {"sex": FIRST, "reason": "Salah tulis."},
    "response_mark": {"responses": FIRST},
    "round_create": {"code": "putaran-uji", "regions": FIRST},
    "session_invitations": {"institution": "", "absent": ""},
}
# The same for the pages of the admin on which a record is added.
GIVEN_TO_ADMIN = {
    "admin:accounts_user_add": {"password1": PASSWORD, "password2": PASSWORD, "region": ""},
    "admin:outreach_documenttemplate_add": {"file": own_template("minutes").read_bytes()},
    "admin:outreach_holiday_add": {"date": "7/8/2019"},
    "admin:outreach_servicelimit_add": {"step": "answer"},
    "admin:reports_referencefigure_add": {"as_of": "7/8/2019"},
    "admin:stakeholders_district_add": {"kemendagri_code": "98.98", "bps_code": "9898"},
    "admin:stakeholders_exposure_add": {"month": "1/8/2019", "low": "8", "high": "9"},
    "admin:stakeholders_posting_add": {"role": "observer"},
    "admin:surveys_surveyframe_add": {"as_of": "7/8/2019", "population": "9"},
    "admin:surveys_questionnaireversion_add": {"number": "7"},
}
# Forms that record nothing, or whose every sending is meant to leave something.
NOT_TWICE = {
    "account_change_password": "comes with allauth; the second sending tells a password that holds no more",
    "account_logout": "comes with allauth; who is out is out",
    "account_reauthenticate": "comes with allauth; records nothing",
    "account_reset_password": "comes with allauth; its mails are limited in number",
    "complaint_identify": "shows who reported, and each look is told in the log",
    "contact_export": "hands out a file, and each copy that leaves is told in the log",
    "contact_import": "lets a file wait for its review, and records nothing",
    "exposure_export": "hands out a file, and each copy that leaves is told in the log",
    "exposure_import": "lets a file wait for its review, and records nothing",
    "import_columns": "as filled in here it decides nothing; its own tests send a decision twice",
    "import_file": "hands out a file, and each opening is told in the log with its reason",
    "import_values": "as filled in here it decides nothing; its own tests send an answer twice",
    "import_recheck": "reads the file once more, which is what it is for",
    "institution_export": "hands out a file, and each copy that leaves is told in the log",
    "institution_import": "lets a file wait for its review, and records nothing",
    "language_choose": "keeps a choice in a cookie",
    "theme_choose": "keeps a choice in a cookie",
}
# Forms that leave nothing more the second time, but whose answer is another one.
OTHER_ANSWER = {
    "calendar_feed_create": "the address is shown once and kept nowhere; the second says that there is one",
    "import_commit": "the page of the import itself comes back and says what became of it",
    "import_cancel": "the page of the import itself comes back and says what became of it",
}
# Kinds of records that take steps.
WITH_STEPS = {"complaint_step", "follow_up_step", "learned_step", "response_step", "round_step"}
# Doors that show nothing to who only looks, and to which no page sends a form.
SHUT = {
    "calendar_feed": "read by calendar programs, with a token",
    "document_template_file": "hands out a file",
    "document_template_own": "hands out a file",
    "draft_key": "asked by scripts; one key a person",
    "draft_read": "asked by scripts",
    "draft_save": "asked by scripts; keeps one draft under its name",
    "past_template": "hands out a file",
    "import_effect": "of a saved import, which this world has none of; a page without a form",
    "import_redo": "the button stands on the page of an import that was undone",
    "session_document": "hands out a file",
}


@requires(Permission.ACTIVITIES_EDIT)
def forgetful_create(request):
    """A form of a new record without a number, before an action that nothing holds back."""
    if request.method == "POST":
        region = Region.objects.get()
        return redirect(records.an_activity(title=request.POST["title"], region=region))
    return HttpResponse('<form method="post"><input name="title" required></form>')


@requires(Permission.ACTIVITIES_EDIT)
def forgetful_delete(request):
    """A page that finds nothing the second time."""
    gone = get_object_or_404(OutreachActivity)
    if request.method == "POST":
        gone.delete()
        return redirect("activity_list")
    return HttpResponse('<form method="post"></form>')


urlpatterns = [
    *urls.urlpatterns,
    path("lupa/", forgetful_create, name="forgetful_create"),
    path("lupa/hapus/", forgetful_delete, name="forgetful_delete"),
]
handler404 = urls.handler404


@pytest.fixture(autouse=True)
def uploads(settings, monkeypatch, tmp_path):
    """Files of a test lie in its own folder."""
    settings.UPLOAD_DIR = tmp_path
    fields = [field for model in apps.get_models() for field in model._meta.local_fields]
    for field in fields:
        if isinstance(field, FileField):
            monkeypatch.setattr(field, "storage", FileSystemStorage(location=tmp_path))
    return tmp_path


@pytest.fixture
def world(administrator, uploads):
    return make_whole_world(administrator)


@pytest.fixture
def sender(client, administrator, uploads, django_capture_on_commit_callbacks):
    client.force_login(administrator)
    return Sender(client, administrator, uploads, django_capture_on_commit_callbacks)


class Sender:
    """Somebody who sends everything twice."""

    def __init__(self, client, person, folder, committing):
        self.client, self.person, self.folder, self.committing = client, person, folder, committing

    def left(self):
        """All that there is: rows, files, mails."""
        return rows() | {"files": sorted(self.folder.rglob("*")), "mails": len(mail.outbox)}

    def answer(self, sending, sent):
        with self.committing(execute=True):
            response = send(self.client, sending.address, sent)
        return response, (response.status_code, response.headers.get("Location"))

    def fault(self, sending):
        """What is wrong with a form that is sent twice, or None; it stays sent."""
        sent, before = filled(sending.form(self.client), given(sending.name)), self.left()
        (page, first), once = self.answer(sending, sent), self.left()
        if once == before:
            return f"{sending.name}: nothing was recorded, {first} {errors(page)}"
        (_page, again), twice = self.answer(sending, sent), self.left()
        if more := [label for label in twice if twice[label] != once[label]]:
            return f"{sending.name}: the second sending changed {', '.join(more)}"
        if (again == first) == (sending.name in OTHER_ANSWER):
            return f"{sending.name}: the answers are {first} and {again}"
        return None

    def faults(self, sendings):
        for sending in sendings:
            with Undone(self.folder):
                if fault := self.fault(sending):
                    yield fault

    def faults_of_steps(self, name, way, key, tried):
        """Take each step that is open, and from there each that has not been tried yet."""
        record = way.records(self.person, way.steps[0].permission).get(**key)
        for step in way.open_to(way.facts_of(record, self.person)):
            if step.slug not in tried:
                tried.add(step.slug)
                with Undone(self.folder):
                    if fault := self.fault(step_sending(name, key, step)):
                        yield fault
                    yield from self.faults_of_steps(name, way, key, tried)


def given(name):
    return (GIVEN | GIVEN_TO_ADMIN).get(name, {})


def errors(page):
    """What the forms of a page say is wrong with them."""
    forms = [(page.context or {}).get(name) for name in ("form", "page", "rows", "sheet")]
    return [dict(form.errors) for form in forms if form is not None]


def test_every_form_sent_twice_leaves_what_it_left_once_and_leads_there(sender, world):
    sendings, answers = found(sender.client, world)
    assert_none(sender.faults(one for name, one in sendings.items() if name not in NOT_TWICE))
    assert NOT_TWICE.keys() | OTHER_ANSWER.keys() <= sendings.keys()
    assert {name.split()[0] for name in GIVEN} <= sendings.keys() | ways().keys()
    silent = {name for name, status in answers.items() if status != 200} - LIBRARY_VIEWS.keys()
    assert silent - sendings.keys() == SHUT.keys()


def test_every_step_sent_twice_leaves_what_it_left_once_and_leads_there(sender, world, settings):
    settings.FOLLOW_UPS_VERIFIED_BY_REPORTER = True  # here one person takes every step
    records.a_complaint(number=OTHER_COMPLAINT)
    assert ways().keys() == WITH_STEPS
    for name, way in ways().items():
        tried, about = set(), world[name.split("_")[0]]
        key = {part: value for part, value in about.items() if part != "step"}
        assert_none(sender.faults_of_steps(name, way, key, tried))
        assert tried == {step.slug for step in way.steps}


def adding(client):
    """Every page of the admin on which a record is added."""
    for door in doors():
        if door.name.startswith("admin:") and door.name.endswith("_add"):
            address = door.path()
            if client.get(address).status_code == 200:
                yield Sending(door.name, address, address)


def test_every_add_page_of_the_admin_sent_twice_leaves_what_it_left_once_and_leads_there(sender, world):
    pages = list(adding(sender.client))
    assert_none(sender.faults(pages))
    assert {one.name for one in pages} > GIVEN_TO_ADMIN.keys()


@pytest.mark.urls(__name__)
def test_forms_that_forget_the_number_are_named(sender):
    records.an_activity()
    sendings, _answers = found(sender.client, {}, only={"forgetful_create", "forgetful_delete"})
    assert list(sender.faults(sendings.values())) == [
        "forgetful_create: the second sending changed outreach.HistoricalOutreachActivity, "
        "outreach.OutreachActivity",
        "forgetful_delete: the answers are (302, '/sosialisasi/') and (404, None)",
    ]
