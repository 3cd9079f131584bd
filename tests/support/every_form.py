"""Every page on which a stored record is edited, found by itself; and records whose choices are all made."""

from datetime import date

from django.contrib import admin
from django.core.management import call_command
from django.forms import BaseFormSet, ModelChoiceField
from django.test import RequestFactory

from outreach.desk.actions import end_institution
from outreach.models import ComplaintCategory, OutreachTopic, ServiceLimit, Stance
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.forms import JoinedForms
from stakeholders.models import FormerName
from tests.support import records
from tests.support.doors import doors
from tests.support.tallies import the_skm_version

# Doors on which nothing is edited, by the last word of their names.
OTHERS = ("list", "detail", "create", "delete", "download", "attach")


def make_world(administrator):
    """Records in which every reference is set; {first word of a door: its arguments}."""
    call_command("load_reference", verbosity=0)
    region, group = records.a_region(), records.a_group()
    district = records.a_district(region=region, kemendagri_code="99.99", bps_code="9999")
    office = records.an_institution(region=region, district=district, group=group, note="Buka pagi")
    FormerName.objects.create(institution=office, name="BP3TKI", source="Perpres")
    contact = records.a_contact(institution=office, region=region, group=group, position="Kepala", note="x")
    guide = records.a_guide("Apa yang Anda alami?", "Kepada siapa Anda mengadu?", introduction="Halo")
    event = records.an_event(region=region, district=district, purpose="Mendengar", note="Catatan")
    session = records.a_session(event=event, guide=guide, title="Sesi 1", agenda="Pembukaan")
    _fill(session, office, group)
    statement = records.a_statement(session=session, group=group, question=guide.questions.first())
    statement.stances.create(group=records.a_group(), side=Stance.Side.FOR)
    statement.stances.create(group=records.a_group(), side=Stance.Side.AGAINST)
    activity = records.an_activity(region=region, district=district, organiser=office, note="Ramai")
    activity.topics.set(OutreachTopic.objects.all()[:2])
    follow_up = records.a_follow_up(
        session=session, region=region, institution=office, contact=contact, raised_by=group, plan="Rencana"
    )
    follow_up.partners.set([records.an_institution(region=region) for _n in range(2)])
    survey_round = records.a_round(
        regions=[region, records.a_region()], version=the_skm_version(), note="Putaran awal"
    )
    facts = {"survey_round": survey_round, "region": region, "district": district}
    response = records.a_response(**facts, answers={"WAKTU": "3"})
    unused = records.a_guide(introduction="Belum dipakai")
    return {
        "activity": {"pk": activity.pk},
        "complaint": {"pk": _a_complaint(region, district).pk, "step": "verifikasi"},
        "contact": {"pk": contact.pk},
        "event": {"pk": event.pk},
        "follow": {"pk": follow_up.pk},
        "guide": {"pk": unused.pk},
        "institution": {"pk": office.pk},
        "response": {"pk": response.pk},
        "round": {"code": survey_round.code},
        "session": {"pk": session.pk, "event_pk": event.pk},
        "statement": {"pk": statement.pk},
    }


def _a_complaint(region, district):
    limit = ServiceLimit.objects.filter(step="answer").first()
    category = ComplaintCategory.objects.exclude(parent=None).first()
    return records.a_complaint(
        region=region, district=district, category=category, limit=limit, remedy_sought="Dibayar"
    )


def _fill(session, office, group):
    """The rows of a session, each with its institution."""
    records.a_team_member(session=session, occupation="Guru")
    records.an_invitation(session=session, group=group, institution=office, people=3)
    records.a_participation(session=session, group=group, institution=office, people=3)
    session.points.create(question=session.guide.questions.first(), text="Dari tetangga.")


def edit_pages(client, world):
    """{name: address} of the pages on which a record that is stored already is edited."""
    return {name: address for name, address in form_pages(client, world) if stored_forms(client.get(address))}


def form_pages(client, world):
    """(name, address) of every page about a record that sends a form of its own."""
    for door in doors():
        arguments = world.get(door.name.split("_")[0])
        if door.namespaces or not arguments or door.name.rpartition("_")[2] in OTHERS:
            continue
        address = door.path(**arguments)
        answer = client.get(address)
        if answer.status_code == 200 and b"csrfmiddlewaretoken" in answer.content:
            yield door.name, address


def admin_pages(user):
    """{model: address} of the admin screens on which this person may change something."""
    request = RequestFactory().get("/admin/")
    request.user = user
    found = {}
    for model, screen in admin.site._registry.items():
        stored = model._base_manager.order_by("pk")[:50]  # by name, what comes last would depend on a number
        rows = [row for row in stored if screen.has_change_permission(request, row)]
        if rows:
            found[model] = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{rows[-1].pk}/change/"
    return found


def stored_forms(answer):
    """The forms of stored records on a page, those of rows too."""
    found = []
    for layer in answer.context or ():
        for value in (value for part in layer.dicts for value in part.values()):
            found += [form for form in _forms_in(value) if form not in found]
    return [form for form in found if isinstance(form, VersionedForm) and form.is_stored]


def _forms_in(value):
    if isinstance(value, JoinedForms | BaseFormSet):
        return value.forms
    inner = getattr(value, "form", None)  # Django's AdminForm
    return [form for form in (value, inner) if isinstance(form, VersionedForm)]


def references(forms):
    """{record: where it is referred to} of every record that is chosen on a page."""
    found = {}
    for form in forms:
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and name in form.compared() and not field.widget.is_hidden:
                value = form.stored_value(name)
                for record in value if isinstance(value, list) else [value]:
                    found[record] = form.add_prefix(name)
    return found


def merge(institution, *, by):
    """The institution ends and goes on as another; what is open there stays with it."""
    successor = records.an_institution(region=institution.region, group=institution.group)
    end_institution(institution=institution, last_day=date(2025, 6, 30), successor=successor, by=by)


def switch_off_and_move(record):
    """What may become of a record that others refer to; the names of what was changed."""
    fields = {field.name: field for field in record._meta.concrete_fields}
    changes = _ending(fields)
    if "region" in fields:
        changes["region"] = records.a_region()
    if "group" in fields and fields["group"].is_relation:
        changes["group"] = records.a_group()
    type(record)._base_manager.filter(pk=record.pk).update(**changes)
    return sorted(changes)


def switch_off(record):
    """The record is not offered any more; False where its kind knows no end."""
    changes = _ending({field.name for field in record._meta.concrete_fields})
    return bool(changes and type(record)._base_manager.filter(pk=record.pk).update(**changes))


def _ending(fields):
    changes = {"active": False} if "active" in fields else {}
    return changes | ({"valid_from": None, "valid_to": date(2020, 1, 1)} if "valid_to" in fields else {})
