"""One page per chain, from the words said to the confirmation, reached from any of its links."""

from django.shortcuts import get_object_or_404, render

from outreach.desk.questions.chains import chain_of
from outreach.models import Complaint, FollowUp, Statement
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from stakeholders.models import Contact

PLACE = ("session__event__region", "session__event__district")


@requires(Permission.SESSIONS_VIEW)
def statement_detail(request, pk):
    statements = Statement.objects.visible_to(request.user).select_related("group", "theme", *PLACE)
    return _chain_page(request, get_object_or_404(statements, pk=pk))


@requires(Permission.COMPLAINTS_VIEW)
def complaint_chain(request, pk):
    places = [f"statement__{place}" for place in ("group", "theme", *PLACE)]
    complaints = Complaint.objects.visible_to(request.user).select_related(*places)
    return _chain_page(request, get_object_or_404(complaints, pk=pk))


@requires(Permission.FOLLOW_UPS_VIEW)
def follow_up_chain(request, pk):
    places = [f"statement__{place}" for place in ("group", "theme", *PLACE)]
    related = [*places, *(f"complaint__{place}" for place in places)]
    follow_ups = FollowUp.objects.visible_to(request.user).select_related("session", *related)
    return _chain_page(request, get_object_or_404(follow_ups, pk=pk))


def _chain_page(request, record):
    user = request.user
    chain, region = chain_of(record, user), _region_of(record)
    people = {one.contact_id for one in chain.follow_ups}
    context = {
        "record": record,
        "chain": chain,
        "statement": chain.statement,
        "stances": _stances_on(chain.statement) if chain.statement else [],
        "contacts_seen": set(Contact.objects.visible_to(user).filter(pk__in=people)),
        "sees_complaints": user.holds(Permission.COMPLAINTS_VIEW, region),
        "sees_follow_ups": user.holds(Permission.FOLLOW_UPS_VIEW, region),
        "may_raise_complaint": _may(user, Permission.COMPLAINTS_EDIT, chain.statement),
        "may_raise_follow_up": _may(user, Permission.FOLLOW_UPS_EDIT, chain.statement),
    }
    return render(request, "outreach/desk/chain.html", context)


def _stances_on(statement):
    return statement.stances.select_related("group").prefetch_related("group__former_names")


def _region_of(record):
    return record.session.event.region_id if isinstance(record, Statement) else record.region_id


def _may(user, permission, statement):
    return statement is not None and user.holds(permission, statement.session.event.region_id)
