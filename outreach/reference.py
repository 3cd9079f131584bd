"""Reference data of outreach: the theme codebook, and the FGD of 7 August 2019 as the news told it."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from outreach.models import FgdEvent, FgdSession, Participation, Theme
from pmi_portal.reference import CREATED, UNCHANGED
from stakeholders.models import District, Region, StakeholderGroup

DATA = Path(__file__).parent / "data"


def load(loader):
    """Put the codebook, and the reference session once."""
    for order, row in enumerate(rows("themes.csv"), start=1):
        values = {"name": row["name"], "definition": row["definition"], "order": order}
        loader.put(Theme, {"code": row["code"]}, values)
    _load_session(loader, {row["field"]: row["value"] for row in rows("fgd_tulungagung_2019.csv")})


def rows(file):
    """The rows of a data file as dicts."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


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
