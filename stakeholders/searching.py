"""Words in many texts: the newest records that hold them all, found without putting every text in order."""

from django.apps import apps
from django.db import connections, models
from django.db.models import Q

from pmi_portal.lists.filters import MOST_FOUND
from pmi_portal.words.folding import folded

# Among so many times as many of the newest, a word that stands in every tenth text is found often enough.
RECENT = 10
FOLDED_AT_ONCE = 500
FEW = 200  # keys of related records that are named one by one


class SearchedQuerySet(models.QuerySet):
    """Records with a FoldedField `folded`, kept by every way of writing; NEWEST is the order of finding."""

    NEWEST = ("-pk",)

    def searched(self, text):
        """The newest records, at most MOST_FOUND, with every word of the text in what a search reads."""
        return self.filter(pk__in=self.newest_with(text, MOST_FOUND))

    def newest_with(self, text, most):
        """Keys of the newest records with every word of the text, at most so many.

        PostgreSQL knows by its trigrams and statistics whether to look for a word or to read the newest until
        there are enough. SQLite is shown the newest first; a rare word is then looked for in all of them, and
        there are few to be put in order. `text` may be spelled out already.
        """
        words = [having(self.model, one) for one in (spellings(text) if isinstance(text, str) else text)]
        if connections[self.db].vendor == "sqlite":
            everything = self.model._default_manager.order_by(*self.NEWEST)
            keys = self._keys_with(words, most, pk__in=everything.values("pk")[: most * RECENT])
            if len(keys) == most:
                return keys
        return self._keys_with(words, most)

    def _keys_with(self, words, most, **among):
        everything = self.model._default_manager.order_by()
        if among or self.model._meta.get_field("folded").joined:
            found = self.filter(pk__in=everything.filter(*words, **among).values("pk"))
        else:
            found = self.filter(*words)
        return list(found.order_by(*self.NEWEST).values_list("pk", flat=True)[:most])

    def bulk_update(self, objs, fields, batch_size=None):
        objs, column = list(objs), self.model._meta.get_field("folded")
        if set(fields) & set(column.fields):
            fields = [*fields, "folded"]
            for record in objs:
                column.pre_save(record, add=False)
        return super().bulk_update(objs, fields, batch_size=batch_size)

    def update(self, **values):
        column = self.model._meta.get_field("folded")
        if not set(values) & set(column.fields):
            return super().update(**values)
        changed = list(self.values_list("pk", flat=True))
        count = super().update(**values)
        for start in range(0, len(changed), FOLDED_AT_ONCE):
            records = list(self.model._base_manager.filter(pk__in=changed[start : start + FOLDED_AT_ONCE]))
            for record in records:
                column.pre_save(record, add=False)
            self.model._base_manager.bulk_update(records, ["folded"], batch_size=FOLDED_AT_ONCE)
        return count

    update.alters_data = True


def having(model, words):
    """The records of a model with one of these spellings in what a search reads of them."""
    column, found = model._meta.get_field("folded"), Q()
    for place in ("folded", *(f"{relation}__folded" for relation in column.joined)):
        for word in words:
            found |= Q(**{f"{place}__contains": word})
    for relation in column.names:
        found |= _named(model._meta.get_field(relation), words)
    return found


def _named(relation, words):
    """Records whose related record has one of these words; where those are few, their keys are named."""
    related = relation.related_model._default_manager.filter(having(relation.related_model, words)).order_by()
    here, there = ("pk", relation.field.attname) if relation.one_to_many else (relation.name, "pk")
    keys = list(related.values_list(there, flat=True)[: FEW + 1])
    return Q(**{f"{here}__in": keys if len(keys) <= FEW else related.values(there)})


def spellings(text):
    """For each word of the text, folded, all terms of its family; a term may be two words, as “UPT BP2MI”."""
    families, terms = {}, {}
    for row in apps.get_model("stakeholders", "TermAlias").objects.values_list("family", "term"):
        family, term = map(folded, row)
        families.setdefault(family, {family}).add(term)
        terms |= {family: family, term: family}
    rest, found = f" {folded(text)} ", []
    for term in sorted(terms, key=len, reverse=True):
        if f" {term} " in rest:
            rest = rest.replace(f" {term} ", " ")
            found.append(sorted(families[terms[term]]))
    return found + [[word] for word in rest.split()]
