"""A world in which every door of the portal has something behind it, and every form something to send."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from outreach.desk.actions import create_feed
from outreach.models import Coding, ComplaintReporter, Statement
from outreach.papers.actions.attachments import attach_file
from pmi_portal.drafts.models import Draft
from stakeholders.register_files import OwnedTempStorage
from surveys.importing.actions.imports import check_batch, upload_file
from surveys.models import LearnedEntry
from tests.stakeholders.files import CONTACT_HEADS, EXPOSURE_HEADS, INSTITUTION_HEADS, xlsx
from tests.support import records
from tests.support.every_form import make_world
from tests.support.files import JPEG
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round


def make_whole_world(person):
    """The records of `make_world` and beside them what else a door is about; {door: its arguments}."""
    world = make_world(person)
    said = Statement.objects.get(pk=world["statement"]["pk"])
    region, group = said.session.event.region, said.group
    second = records.a_statement(session=said.session, group=group)
    coding = Coding.objects.create(statement=second, coder=person, theme=second.theme, words=second.words)
    own = records.a_statement(session=said.session, group=group, recorded_by=person)
    records.an_officer(of=region)
    reporter = ComplaintReporter(complaint_id=world["complaint"]["pk"])
    reporter.seal(name="Siti", contact="0812")
    reporter.save()
    create_feed(region=region, by=person)
    Draft.objects.create(user=person, key="/fgd/", content=json.dumps({"note": ["Belum selesai ditulis"]}))
    batch = a_checked_batch(region, by=person)
    about = {"version": batch.round.version, "learned_from": batch, "said_by": person}
    learned = LearnedEntry.objects.create(column="p:sex", spelling="pria2", meaning="L", **about)
    return world | {
        "attachment": {"pk": an_attachment(said.session, by=person).pk},
        "calendar_feed_withdraw": {"pk": person.calendar_feeds.get().pk},
        "coding_next": {"pk": said.session_id},
        "coding_create": {"pk": said.pk},
        "coding_withdraw": {"pk": coding.pk},
        "contact_import_review": {"name": an_upload("contact", CONTACT_HEADS, group, region, by=person)},
        "due": world["institution"],
        "exposure_import_review": {"name": an_upload("exposure", EXPOSURE_HEADS, group, region, by=person)},
        "figure": {"figure_id": "ikm"},
        "group": {"code": group.code},
        "import": {"pk": batch.pk},
        "institution_import_review": {
            "name": an_upload("institution", INSTITUTION_HEADS, group, region, by=person)
        },
        "learned": {"pk": learned.pk},
        "questionnaire": {"code": "SKM-2017", "number": 1},
        "region": {"code": region.code},
        "statement_take_back": {"pk": own.pk},
    }


def an_attachment(session, *, by):
    file = SimpleUploadedFile("foto.jpg", JPEG)
    return attach_file(owner=session, kind="photo", file=file, by=by)


def a_checked_batch(region, *, by):
    round_ = an_skm_round(regions=[region])
    file = a_file(HEADINGS, a_row(region))
    return check_batch(
        batch=upload_file(survey_round=round_, region=None, file=file, basis="public_task", by=by),
        by=by,
    )


def an_upload(register, heads, group, region, *, by):
    """The name of a register file that waits for its review, with one new row."""
    new = {
        "institution": ["Kantor baru", group.name, region.name, "", "district", ""],
        "contact": ["Siti baru", "", "", group.name, region.name, ""],
        "exposure": [region.name, "2026-03", "", 10, 20, "BPS"],
    }
    upload = OwnedTempStorage(owner=by, register=register)
    upload.save(xlsx(heads, new[register]), "xlsx")
    return upload.name
