"""A region with one record of each kind, and the address of each door there."""

from outreach.models import Referral
from tests.support import records


class Place:
    """A region with one record of each kind; each carries the word of the region."""

    def __init__(self, word, group):
        self.word = word
        self.region = region = records.a_region(name=f"Wilayah {word}", code=word)
        self.institution = records.an_institution(name=f"Dinas {word}", region=region, group=group)
        self.contact = records.a_contact(full_name=f"Siti {word}", region=region, group=group)
        self.activity = records.an_activity(title=f"Temu {word}", region=region)
        self.exposure = records.an_exposure(region=region)
        self.session = records.a_session(region=region, venue=f"Balai {word}", event=self._event())
        records.a_participation(session=self.session, group=group)
        self.statement = records.a_statement(
            text=f"Loket tutup di {word}", session=self.session, group=group, theme=records.a_theme()
        )
        self.complaint = records.a_complaint(
            text=f"Loket lambat di {word}", region=region, statement=self.statement, number=f"P-{word}"
        )
        Referral.objects.create(complaint=self.complaint, institution=self.institution, question="Mohon")
        self.follow_up = records.a_follow_up(
            statement=self.statement,
            institution=self.institution,
            recommendation=f"Buka loket di {word}",
            contact=self.contact,
        )
        self.round = records.a_round(regions=[region], title=f"Putaran {word}", code=f"putaran-{word}")
        self.response = records.a_response(survey_round=self.round, region=region, number=word)

    def _event(self):
        return records.an_event(title=f"FGD {self.word}", region=self.region)

    def address(self, door):
        first = door.url_name.split("_")[0]
        found = {"follow": self.follow_up, "due": self.institution, "coding": self.session}.get(first)
        found = found or getattr(self, first, None) or self.session.event
        found = self.session if door.url_name == "coding_next" else found
        return door.path(pk=found.pk, code=getattr(found, "code", "x"), event_pk=self.session.event_id)
