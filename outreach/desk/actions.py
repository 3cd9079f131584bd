"""Addresses for calendar programs."""

import secrets

from django.db import transaction

from outreach.desk import rules
from outreach.models import CalendarFeed
from outreach.querysets.documents import token_digest
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import conflict, refuse_if

TOKEN_BYTES = 32


@transaction.atomic
def create_feed(*, region, by):
    """A new address of this person's calendar; its token is returned now and never again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    address = {"user": by, "region": region}
    # Who asks twice at the same moment is refused by the second, not by a broken page.
    feed, is_new = CalendarFeed.objects.get_or_create(
        **address, defaults={"token_digest": token_digest(token)}
    )
    if not is_new:
        refuse_if(rules.why_not_feed(by, region))
        raise conflict()  # it was there a moment ago and is withdrawn by now
    record("calendar_feed.created", about=feed, by=by, region=region.code if region else "")
    return token


@transaction.atomic
def withdraw_feed(*, feed, by):
    record("calendar_feed.withdrawn", about=feed, by=by, region=feed.region.code if feed.region else "")
    feed.delete()
