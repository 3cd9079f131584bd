"""Questions asked of institutions and contacts."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from pmi_portal.accounts.permissions import Permission
from pmi_portal.accounts.scope import ScopedQuerySet
from pmi_portal.words.folding import folded
from stakeholders.searching import SearchedQuerySet


class SpanQuerySet(models.QuerySet):
    """Records of a register, each with a span of validity."""

    def valid_on(self, day):
        """Those that held on that day: a date, or a field of the outer query."""
        return self.valid_within(day, day)

    def valid_within(self, first, last):
        """Those that held on any day from the first to the last."""
        began = Q(valid_from=None) | Q(valid_from__lte=last)
        return self.filter(began, Q(valid_to=None) | Q(valid_to__gte=first))

    def active(self):
        """Those that hold today, to choose from; a question about a day asks `valid_on`."""
        return self.valid_on(timezone.localdate())


class RegionalQuerySet(ScopedQuerySet):
    """Records that belong to a region, or to the whole country when `region` is empty."""

    def exportable_by(self, user):
        """The whole register as a file, to be brought back in, asks for more than a list of it."""
        return super().exportable_by(user).visible_to(user, Permission.REGISTERS_TRANSFER)

    def within(self, user, permission):
        """National records are seen by all who see any, and edited only by who works nationally."""
        found = super().within(user, permission)
        seen = permission != self.EDIT and user.holds_somewhere(permission)
        return found | Q(region=None) if found and seen else found


class InstitutionQuerySet(SpanQuerySet, SearchedQuerySet, RegionalQuerySet):
    VIEW, EDIT = Permission.INSTITUTIONS_VIEW, Permission.INSTITUTIONS_EDIT

    def named(self, text):
        """Institutions called exactly this, now or once, however it is spelled."""
        name = folded(text)
        return self.filter(Q(folded=name) | Q(former_names__folded=name)).distinct()

    def for_list(self):
        return self.select_related("group", "region", "district").order_by("name", "pk")


class ContactQuerySet(SearchedQuerySet, RegionalQuerySet):
    VIEW, EDIT = Permission.CONTACTS_VIEW, Permission.CONTACTS_EDIT

    def active(self):
        return self.filter(active=True)

    def for_list(self):
        return self.select_related("group", "region", "institution").order_by("full_name", "pk")


class ExposureQuerySet(RegionalQuerySet):
    VIEW, EDIT = Permission.EXPOSURES_VIEW, Permission.EXPOSURES_EDIT

    def for_list(self):
        return self.select_related("region").order_by("-month", "region__order", "destination", "pk")

    def spans(self):
        """(region id, month, destination group, low, high) of each."""
        return self.order_by().values_list("region", "month", "destination", "low", "high")
