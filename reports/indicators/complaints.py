"""What the figures of complaints share: which ones are counted, and the places they are counted for."""

from outreach.models import Complaint, ComplaintCategory
from pmi_portal.words import destinations
from reports.indicators.invented import real_first
from stakeholders.models import District, Region

READS = (Region, District, Complaint, ComplaintCategory)
SEX, STAGE, DESTINATION, GROUP = "kelamin", "tahap", "tujuan", "rumpun"
FILTERS = {
    SEX: Complaint.Sex.values,
    STAGE: Complaint.Stage.values,
    DESTINATION: tuple(destinations.GROUPS),
    GROUP: ComplaintCategory.Group.values,
}


def complaints_asked(question):
    """(complaints as the question narrows them, whether they are invented).

    Those received in its months, each by the day at home, where it asks for months.
    """
    found, invented = real_first(Complaint.objects.all())
    if question.period:
        found = found.received_in(question.period.first, question.period.last)
    narrow = {
        SEX: lambda sex: found.filter(person_sex=sex),
        STAGE: lambda stage: found.filter(person_stage=stage),
        DESTINATION: lambda group: found.bound_for(group),
        GROUP: lambda group: found.filter(category__group=group),
    }
    for name, value in question.filters:
        found = narrow[name](value)
    return found, invented


def places_asked(question, regions):
    """The regions asked for, and None for what is of no region where all are asked for."""
    return [*question.narrowed(regions), *([] if question.regions else [None])]
