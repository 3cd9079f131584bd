"""Words in many texts: the newest records that hold them all, found without putting every text in order."""

from django.db import models
from django.db.models import Q

# A list shows so many of what a search found; who finds more gives another word or a filter.
MOST_FOUND = 500
# Among so many times as many of the newest, a word that stands in every tenth text is found often enough.
RECENT = 10


class SearchedQuerySet(models.QuerySet):
    """`SEARCHED` names the fields that are read, `NAMED` the related records whose name counts too.

    `NUMBERED` are fields that only a word with a digit can stand in; `NEWEST` is the order in which records
    are found.
    """

    SEARCHED, NAMED, NUMBERED, NEWEST = (), (), (), ("-pk",)

    def searched(self, text):
        """The newest records, at most MOST_FOUND, with every word of the text in one of the fields."""
        return self.filter(pk__in=self.newest_with(text, MOST_FOUND))

    def newest_with(self, text, most):
        """Keys of the newest records with every word of the text, at most so many.

        A common word is found among the newest records, which an index gives in order; a rare one is looked
        for in all of them, and then there are few to be put in order.
        """
        everything = self.model._default_manager.order_by()
        recent = everything.filter(pk__in=everything.order_by(*self.NEWEST).values("pk")[: most * RECENT])
        words = [self._anywhere(word) for word in text.split()]
        keys = []
        for records in (recent, everything):
            found = records.filter(*words).values("pk")
            newest = self.filter(pk__in=found).order_by(*self.NEWEST)
            keys = list(newest.values_list("pk", flat=True)[:most])
            if len(keys) == most:
                break
        return keys

    def _anywhere(self, word):
        """A word in any field; related records are few, so those with the word are looked up first."""
        found = Q()
        has_digit = any(sign.isdigit() for sign in word)
        for field in (*self.SEARCHED, *(self.NUMBERED if has_digit else ())):
            found |= Q(**{f"{field}__icontains": word})
        for relation in self.NAMED:
            related = self.model._meta.get_field(relation).related_model._default_manager
            keys = related.filter(name__icontains=word).values_list("pk", flat=True)
            found |= Q(**{f"{relation}__in": list(keys)})
        return found
