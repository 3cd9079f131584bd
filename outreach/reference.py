"""Reference data of outreach: codebooks, limits, holidays, and the FGD of 7 August 2019 as the news told."""

import csv
from datetime import date
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from outreach.complaints.actions.clocks import recompute_clocks
from outreach.fgd.tallies import recount_hearings, recount_voices
from outreach.ground.corrections import followed
from outreach.models import (
    ComplaintCategory,
    FgdEvent,
    FgdSession,
    Holiday,
    OutreachTopic,
    Participation,
    ServiceLimit,
    Theme,
)
from pmi_portal.loading.reference import CREATED, UNCHANGED, UPDATED
from stakeholders.models import District, Region, StakeholderGroup

DATA = Path(__file__).parent / "data"


def follow(loader):
    """Calendars and clocks follow the names and zones of places that a release corrects."""
    around = partial(followed, recompute=partial(recompute_clocks, by=None))
    loader.around |= {Region: around, District: around}


def load(loader):
    """Put the codebooks and the calendar, and the reference session once."""
    for order, row in enumerate(rows("themes.csv"), start=1):
        values = {"name": row["name"], "definition": row["definition"], "order": order}
        loader.put(Theme, {"code": row["code"]}, values)
    for order, row in enumerate(rows("topics.csv"), start=1):
        values = {"name": row["name"], "source": row["source"], "order": order}
        loader.put(OutreachTopic, {"code": row["code"]}, values)
    _load_categories(loader)
    _load_clocks(loader)
    _load_session(loader, {row["field"]: row["value"] for row in rows("fgd_tulungagung_2019.csv")})
    # Once an upgrade, whatever was written past the actions.
    recount_hearings()
    recount_voices()


def rows(file):
    """The rows of a data file as dicts."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _load_categories(loader):
    """The kinds of cases; a part stands below its whole in the file."""
    known = {"": None}
    for row in rows("complaint_categories.csv"):
        values = {name: row[name] for name in ("name", "group", "period", "definition", "source")}
        values |= {"order": int(row["order"]), "parent": known[row["parent"]]}
        known[row["code"]] = loader.put(ComplaintCategory, {"code": row["code"]}, values)


def _load_clocks(loader):
    """Limits and holidays; what is new in them moves the clocks that run."""
    for row in rows("service_limits.csv"):
        values = {name: row[name] for name in ("step", "name", "source")}
        values |= {"working_days": int(row["working_days"]), "order": int(row["order"])}
        loader.put(ServiceLimit, {"code": row["code"]}, values)
    for row in rows("holidays.csv"):
        values = {name: row[name] for name in ("name", "kind", "source")}
        loader.put(Holiday, {"date": date.fromisoformat(row["date"])}, values)
    clocks = (ServiceLimit._meta.model_name, Holiday._meta.model_name)
    if any(loader.counts[model, outcome] for model in clocks for outcome in (CREATED, UPDATED)):
        recompute_clocks(by=None)


@transaction.atomic
def _load_session(loader, told):
    """Create the session once; whatever was made of it since then stays."""
    region = Region.objects.filter(code=told["region"]).first()
    if region is None:  # an installation may have done without this region
        return
    held_on = date.fromisoformat(told["held_on"])
    same_day = FgdSession.objects.filter(held_on=held_on)
    if same_day.filter(Q(event__title=told["title"]) | Q(event__source=told["source"])).exists():
        loader.counts["fgdevent", UNCHANGED] += 1
        return
    event = FgdEvent.objects.create(
        title=told["title"],
        region=region,
        district=District.objects.filter(kemendagri_code=told["district"], region=region).first(),
        purpose=told["purpose"],
        source=told["source"],
        note=told["note"],
    )
    session = FgdSession.objects.create(event=event, held_on=held_on, venue=told["venue"])
    named = StakeholderGroup.objects.filter(code__in=told["groups"].split())
    Participation.objects.bulk_create(Participation(session=session, group=group) for group in named)
    loader.counts["fgdevent", CREATED] += 1
