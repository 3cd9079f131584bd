"""What the forms of every page offer to choose, beside records that may have no place among it."""

from dataclasses import dataclass, field
from datetime import date

from django.forms import BaseForm, BaseFormSet, ModelChoiceField

from outreach.complaints.views.steps import COMPLAINT_STEPS
from outreach.follow_ups.views.steps import FOLLOW_UP_STEPS
from outreach.models import (
    Complaint,
    ComplaintCategory,
    DiscussionGuide,
    FollowUp,
    GuideQuestion,
    OutreachTopic,
    Referral,
    ServiceLimit,
    Theme,
)
from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from pmi_portal.editing.choices import ReadChoiceField, ReadChoicesField
from pmi_portal.editing.forms import JoinedForms
from stakeholders.models import Contact, District, Institution, Posting, Region, StakeholderGroup
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral
from tests.support import records
from tests.support.doors import doors

ROOMS = ("outreach", "pmi_portal", "stakeholders")
# {page: {name in the query: whose record}}: what is written down because of another record.
BORN_OF = {
    "complaint_create": {"pernyataan": "statement"},
    "follow_up_create": {"pernyataan": "statement", "pengaduan": "complaint", "sesi": "session"},
}
AHEAD = date(2999, 1, 1)


@dataclass
class Stage:
    """A person at work in two of three regions, and records of each kind in many conditions.

    `kinds` holds {model: {condition: record}}; `usual` is a record that fits the person and the pages.
    """

    person: User
    here: Region
    beside: Region  # of the same person, another than that of the pages
    foreign: Region
    world: dict
    kinds: dict = field(default_factory=dict)


def make_stage(world, here):
    """The world of every form, whose region is `here`, with decoys of each model that can be chosen."""
    stage = Stage(records.a_user(), here, records.a_region(), records.a_region(), world)
    _post(stage.person, here, stage.beside)
    for model, make in MAKERS.items():
        stage.kinds[model] = {told: make(stage, **fields) for told, fields in conditions(model, stage)}
    for model, further in _further(stage):
        stage.kinds[model] = stage.kinds.get(model, {}) | further
    stage.kinds[User] = dict(_people(stage))
    stage.kinds[Region] = dict(_regions(stage))
    return stage


def _post(person, *regions):
    """Whoever edits all there is to edit in these regions."""
    for region in regions:
        for role in (Role.REGIONAL_OFFICER, Role.KPKP_STAFF):
            Posting.objects.create(user=person, role=role, region=region)


def conditions(model, stage):
    """(name, fields) of each condition that the fields of this model know."""
    fields = {one.name: one for one in model._meta.concrete_fields}
    yield "usual", {}
    if "active" in fields:
        yield "switched off", {"active": False}
    if "valid_to" in fields:
        yield "ended", {"valid_to": records.LONG_AGO}
        yield "to come", {"valid_from": AHEAD}
    if "region" in fields:
        yield "beside", {"region": stage.beside}
        yield "foreign", {"region": stage.foreign}
    if "region" in fields and fields["region"].null and model is not Complaint:
        yield "national", {"region": None}
    if "step" in fields:
        yield from ((f"to {step}", {"step": step, "active": False}) for step in ("acknowledge", "verify"))


def _further(stage):
    """(model, {condition: record}) of what no single field tells."""
    office = _office(stage)
    ended = records.an_institution(region=stage.here, valid_to=records.LONG_AGO)
    yield Contact, {"of an ended institution": records.a_contact(region=stage.here, institution=ended)}
    yield Complaint, {"closed": a_complaint_in("closed", region=stage.here)}
    elsewhere = [a_referral(records.a_complaint(region=stage.foreign), institution=office)]
    elsewhere.append(a_referral(records.a_complaint(region=stage.here)))
    answered = a_referral(records.a_complaint(region=stage.here), institution=office, state="answered")
    told = {"foreign": elsewhere[0], "of another institution": elsewhere[1], "answered": answered}
    yield Referral, told
    done = _a_follow_up(stage, state="done", done_on=date(2024, 5, 7))
    other = records.a_follow_up(region=stage.here)
    yield FollowUp, {"done": done, "of another institution": other}
    guide = DiscussionGuide.objects.get(sessions=stage.world["session"]["pk"])
    yield (
        GuideQuestion,
        {"usual": guide.questions.first(), "of another guide": records.a_guide().questions.get()},
    )


def _office(stage):
    return Institution.objects.get(pk=stage.world["institution"]["pk"])


def _regions(stage):
    yield from (("usual", stage.here), ("beside", stage.beside), ("foreign", stage.foreign))
    for told, fields in conditions(Region, stage):
        if told != "usual":
            region = records.a_region(**fields)
            _post(stage.person, region)
            yield told, region


def _people(stage):
    yield "usual", records.an_officer(of=stage.here)
    yield "beside", records.an_officer(of=stage.beside)
    yield "foreign", records.an_officer(of=stage.foreign)
    yield "national", records.a_staff_member()
    yield "of another office", records.a_user(Role.OBSERVER, of=stage.here)
    yield "switched off", records.a_user(Role.REGIONAL_OFFICER, of=stage.here, is_active=False)


def _in_region(make):
    return lambda stage, **fields: make(**({"region": stage.here} | fields))


def _bare(make):
    return lambda stage, **fields: make(**fields)


def _a_referral(stage, **fields):
    return a_referral(records.a_complaint(region=stage.here), institution=_office(stage), **fields)


def _a_follow_up(stage, **fields):
    return records.a_follow_up(**({"region": stage.here, "institution": _office(stage)} | fields))


def _a_contact(stage, **fields):
    return records.a_contact(**({"region": stage.here, "institution": _office(stage)} | fields))


def _a_topic(stage, **fields):
    code = f"T{OutreachTopic.objects.count()}"
    return OutreachTopic.objects.create(code=code, name=f"Topik {code}", **fields)


MAKERS = {
    Complaint: _in_region(records.a_complaint),
    ComplaintCategory: _bare(records.a_category),
    Contact: _a_contact,
    DiscussionGuide: _bare(records.a_guide),
    District: _in_region(records.a_district),
    FollowUp: _a_follow_up,
    Institution: _in_region(records.an_institution),
    OutreachTopic: _a_topic,
    Referral: _a_referral,
    ServiceLimit: _bare(records.a_limit),
    StakeholderGroup: _bare(records.a_group),
    Theme: _bare(records.a_theme),
}


def pages(client, stage):
    """(name, answer) of every page of these rooms that opens; of a step with its slug."""
    slugs = {"complaint_step": COMPLAINT_STEPS, "follow_up_step": FOLLOW_UP_STEPS}
    for door in doors():
        if door.namespaces or door.view.__module__.split(".")[0] not in ROOMS:
            continue
        arguments = stage.world.get(door.name) or stage.world.get(door.name.split("_")[0], {})
        for step in slugs[door.name].steps if door.name in slugs else [None]:
            told = arguments | ({"step": step.slug} if step else {})
            for query in ("", *BORN_OF.get(door.name, ())):
                about = {query: stage.world[BORN_OF[door.name][query]]["pk"]} if query else {}
                answer = client.get(door.path(**told), about)
                if answer.status_code == 200 and answer.context:
                    yield " ".join(filter(None, (door.name, step and step.slug, query))), answer


def forms_of(answer):
    """Every form of a page, those of rows, of filters and of lines too."""
    found = []
    for layer in answer.context:
        for part in getattr(layer, "dicts", [layer]):
            for value in part.values():
                _gather(value, found)
    return found


def _gather(value, found, depth=0):
    if isinstance(value, BaseForm):
        found.append(value)
    elif isinstance(value, BaseFormSet):
        found.extend([*value.forms, value.empty_form])
    elif isinstance(value, JoinedForms):
        found.extend(value.forms)
    elif isinstance(value, list | tuple | dict) and depth < 2:
        for one in value.values() if isinstance(value, dict) else value:
            _gather(one, found, depth + 1)
    elif isinstance(getattr(value, "form", None), BaseForm):
        found.append(value.form)


def choices_of(form):
    """(field, its model, the keys it shows, the keys it takes) of each field that chooses a record."""
    for name, field_ in form.fields.items():
        if isinstance(field_, ModelChoiceField) and not (field_.disabled or field_.widget.is_hidden):
            is_read = isinstance(field_, ReadChoiceField | ReadChoicesField)
            taken = (
                set(field_.read) if is_read else {str(field_.prepare_value(one)) for one in field_.queryset}
            )
            model = (
                next((type(one) for one in field_.read.values()), None) if is_read else field_.queryset.model
            )
            yield name, model, set(_shown(field_.choices)), taken


def _shown(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _shown(label)
        elif str(value):
            yield str(value)
