"""The attendance list to print and sign: a line for each person expected, with the code of the notes."""

from django.utils import translation

from outreach.models import Invitation
from outreach.papers.documents.content import frame, named, occasion
from outreach.papers.documents.words import clean
from pmi_portal.words.formats import show_number

SPARE_LINES = 6
MOST_LINES = 60  # of one institution; who asks more people keeps a list of their own


def attendance_document(session, user):
    """The values of the list; people are told by place and code, since the portal keeps no names of them."""
    with translation.override("id"):
        places = expected_people(session)
        codes = [(group, place) for group, place, people in places for _each in range(people)]
        lines = [
            {"no": show_number(number), "kode": f"P{number}-{group.code}", "lembaga": place}
            for number, (group, place) in enumerate(codes, start=1)
        ]
        spare = [
            {"no": show_number(number), "kode": "", "lembaga": ""}
            for number in range(len(lines) + 1, len(lines) + 1 + SPARE_LINES)
        ]
        framed = frame(user, is_sample=session.event.is_sample, zone=session.zone)
        return framed | occasion(session) | {"baris": lines + spare}


def expected_people(session):
    """(group, its name or institution, lines) by place: as many as were there, else as many as are to come.

    Nothing is kept free for who declined, unless somebody came after all.
    """
    day = session.held_on
    asked = named(session.invitations.exclude(answer__in=Invitation.NOT_FOLLOWED))
    present = named(session.participations)
    people = {_place(one, day): one.expected for one in asked if one.expected != 0}
    people |= {
        _place(one, day): one.people for one in present if one.people or _place(one, day) not in people
    }
    ordered = sorted(people.items(), key=lambda row: (row[0][0].order, row[0][0].code, row[0][1]))
    return [(group, place, min(number or 1, MOST_LINES)) for (group, place), number in ordered]


def _place(one, day):
    return one.group, clean((one.institution or one.group).name_on(day))
