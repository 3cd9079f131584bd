"""Every page with demo data, wide and narrow, light and dark: no axe violation, nothing sticks out sideways.

With PORTAL_SCREENSHOTS=1 the pictures land in build/pages, to be looked at. PORTAL_WALK=360 or 1280 walks at
that width only: what a page looks like does not depend on the database, so CI walks at one width on each.
"""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from outreach.models import (
    Coding,
    Complaint,
    DiscussionGuide,
    FgdSession,
    FollowUp,
    OutreachActivity,
    Statement,
)
from outreach.papers.actions.attachments import attach_file
from pmi_portal.accounts.access import Access, declared_access
from pmi_portal.accounts.models import User
from stakeholders.models import Contact, Institution
from surveys.importing.actions.imports import check_batch, upload_file
from surveys.models import ImportBatch, LearnedEntry, Response, SurveyRound
from tests.support.doors import doors
from tests.support.files import PDF
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = Path(settings.BASE_DIR) / "build/pages"
# Doors that are no page: files, answers to a form, steps of a sign-in, and the admin's own pages.
NO_PAGE = re.compile(
    r"admin:|_csv$|_pdf$|_svg$|_problems$|_marked$|_template$|_export$|import_(commit|cancel|recheck|redo)$|_review$|_choose$|health$"
    r"|account_(logout|reset_password_from_key)|_authenticate$|recovery_codes|_deactivate|_reauthenticate|reauthenticate$"
    r"|^draft_|^offline_worker$|_document$|_matrix$|^document_template_|^calendar_feed(_create)?$|_download$|_identify$|coding_create$"
)
DRAWN = "figure[data-chart] [data-drawing] svg.marks"
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FAULTY = b"No,Tanggal wawancara,Wilayah,U1,U2\n1,2026-01-05,Cilacap,3,9\n2,kapan,Atlantis,4,4\n"


@pytest.fixture
def administrator():
    call_command("load_reference", verbosity=0)
    call_command("load_demo", scale=0.3, verbosity=0)
    return User.objects.get(email="admin@portal.example")


@pytest.fixture
def arguments(administrator):
    """For each URL name that asks for them, arguments of a record that shows much."""
    session = Statement.objects.values_list("session", flat=True).first()
    survey_round = SurveyRound.objects.filter(in_evaluation=True).first()
    file = ContentFile(FAULTY, name="survei cilacap.csv")
    batch = upload_file(
        survey_round=survey_round, file=file, region=None, basis="public_task", by=administrator
    )
    check_batch(batch=batch, by=administrator)
    asking = checked(survey_round, HEADINGS, an_odd_row(survey_round), by=administrator)
    response = Response.objects.filter(round=survey_round).first()
    numbers = {
        "session": session,
        "statement": Statement.objects.first().pk,
        "event": FgdSession.objects.get(pk=session).event_id,
        "activity": OutreachActivity.objects.first().pk,
        "institution": Institution.objects.exclude(former_names=None).first().pk,
        "contact": Contact.objects.first().pk,
        "import": batch.pk,
        "response": response.pk,
    } | desk_records(administrator)
    codes = {"region": "KUPANG", "group": "BP3MI", "round": survey_round.code}
    by_subject = {name: [number] for name, number in (numbers | codes).items()}
    whole = {
        "questionnaire_detail": ["SKM-2017", 1],
        "session_create": by_subject["event"],
        "statement_create": by_subject["session"],
        "complaint_step": [*by_subject["complaint"], "teruskan"],
        "follow_up_step": [*by_subject["follow"], "selesai"],
        "coding_withdraw": [own_code(administrator).pk],
        "learned_step": [a_learned_entry(batch).pk, "betulkan"],
        "import_effect": [ImportBatch.objects.with_effect().first().pk],
        "import_fix": [asking.pk],
        "import_values": [asking.pk],
        "import_undo": [ImportBatch.objects.committed().first().pk],
        "response_step": [response.pk, "tarik"],
        "round_step": [survey_round.code, "kunci"],
    }
    return by_subject, whole


def an_odd_row(survey_round):
    """One whose first answer nobody knows."""
    scores = ["entah", *["3"] * (len(HEADINGS) - 3)]
    return [survey_round.starts_on.isoformat(), survey_round.regions.first().name, *scores]


def a_learned_entry(batch):
    about = {"version": batch.round.version, "learned_from": batch, "said_by": batch.uploaded_by}
    return LearnedEntry.objects.create(column="p:sex", spelling="pria2", meaning="L", **about)


def own_code(administrator):
    """A second code that only this person may withdraw."""
    said = Statement.objects.exclude(codings__coder=administrator).first()
    return Coding.objects.create(statement=said, coder=administrator, theme=said.theme)


def desk_records(administrator):
    """One of each thing on the desk by the first word of its doors, each still on its way."""
    follow_up = FollowUp.objects.open().first()
    surat = ContentFile(PDF, name="surat.pdf")
    attachment = attach_file(owner=follow_up, kind="evidence", file=surat, by=administrator)
    return {
        "complaint": Complaint.objects.filter(status=Complaint.Status.REFERRED).first().pk,
        "follow": follow_up.pk,
        "due": follow_up.institution_id,
        "coding": Statement.objects.first().session_id,
        "guide": DiscussionGuide.objects.first().pk,
        "calendar": administrator.calendar_feeds.create(token_digest="0").pk,
        "attachment": attachment.pk,
    }


def pages(arguments):
    by_subject, whole = arguments
    for door in doors():
        access = declared_access(view=door.view, url_name=door.url_name, namespaces=door.namespaces)
        if access is Access.CLOSED or NO_PAGE.search(door.name):
            continue
        if door.name == "figure_detail":
            yield from ((f"figure_{name}", reverse(door.name, args=[name])) for name in ("ikm", "kelompok"))
        elif door.asked:
            args = whole.get(door.name) or by_subject[door.name.split("_")[0]]
            yield door.name, reverse(door.name, args=args)
        else:
            yield door.name, reverse(door.name)


LOOKS = [(1280, "light"), (360, "dark")]


@pytest.mark.parametrize(
    ("width", "scheme"), [look for look in LOOKS if os.environ.get("PORTAL_WALK", "") in ("", str(look[0]))]
)
def test_every_page_is_accessible_and_fits(page, sign_in, axe, administrator, arguments, width, scheme):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, administrator)
    wrong = []
    for name, path in pages(arguments):
        page.goto(path)
        expect(page.locator(DRAWN)).to_have_count(page.locator("figure[data-chart]").count())
        if os.environ.get("PORTAL_SCREENSHOTS") == "1":
            page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", full_page=True)
        wrong += [f"{name}: {violation}" for violation in axe(page)]
        sideways = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        wrong += [f"{name}: sticks out by {sideways} px"] if sideways else []

    assert wrong == []
