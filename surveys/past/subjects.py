"""Complaints and outreach of the years before the portal, as subjects of imports."""

from django.db import transaction
from django.db.models import Count

from stakeholders.models import Region
from surveys.importing.stored import Stored
from surveys.importing.subjects import SUBJECTS
from surveys.models import ImportBatch
from surveys.past.plan import PastPlan
from surveys.past.records import Activities, Complaints
from surveys.past.terms import terms_of_the_past
from surveys.past.undoing import RecordsUndone

KEYS_AT_ONCE = 500


class Past:
    """Records of a kind (surveys/past/records.py): written once, and never changed by a further file."""

    plan = PastPlan
    masks_texts, learns = True, False

    def __init__(self, kind):
        self.kind = kind
        self.undone = RecordsUndone(self)

    def terms(self, batch, *, by):
        return self.terms_for(batch.region, by=by)

    def terms_for(self, region, *, by):
        """The Terms of a list of this region, None for one that tells the region of each row."""
        kind = self.kind
        about = {"by": by, "permission": kind.permission, "region": region}
        return terms_of_the_past(kind.columns(), kind.version, **about)

    def doubts(self, plan, terms, stored):
        return ()

    def stored(self, batch):
        return Stored(self._contents, lambda keys: {}, size=self.kind.model.objects.count)

    def _contents(self, keys):
        found = {}
        for begin in range(0, len(keys), KEYS_AT_ONCE):
            known = self.kind.model.objects.filter(past_key__in=keys[begin : begin + KEYS_AT_ONCE])
            told = known.values_list("past_key", "past_digest", "past_import")
            found.update({key: (digest, batch) for key, digest, batch in told})
        return found

    @transaction.atomic
    def lock(self, batch):
        """Who else brings such records waits: the regions are locked, as nothing else stands for all."""
        list(Region.objects.order_by("pk").select_for_update(no_key=True))

    def counted_by_region(self, batch):
        """{region: how many such records}"""
        counted = self.kind.model.objects.exclude(region=None).order_by("region__name").values_list("region")
        regions = Region.objects.in_bulk()
        return {regions[pk]: n for pk, n in counted.annotate(n=Count("pk"))}

    def write(self, batch, plan, *, region_pks, updates, by):
        """(how many are new, 0): the rows of a Plan that were written."""
        known = Region.objects.in_bulk()
        regions = {code: known[pk] for code, pk in region_pks.items()}
        return self.kind.write(plan, batch, regions, by), 0


SUBJECTS[ImportBatch.Subject.COMPLAINTS] = Past(Complaints())
SUBJECTS[ImportBatch.Subject.ACTIVITIES] = Past(Activities())
