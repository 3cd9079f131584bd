"""Undoing an import of the past: records that nobody touched since go; what was touched stays, by choice."""

import hashlib
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pmi_portal.files.reading.reader import UnreadableFile
from surveys.importing import beside
from surveys.importing.decisions import Decided
from surveys.importing.examination import FileRefused, examine_reading

FIRST_REVISION = 1


@dataclass(frozen=True)
class Touched:
    """A record that somebody changed since it came; it goes only if the officer says so."""

    now: object

    @property
    def key(self):
        return f"{self.now.pk}:{self.now.revision}"


@dataclass
class PastUndoing:
    """`taken` go, `conflicts` are Touched, `kept` stay in any case, because something hangs on them."""

    taken: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    restored: tuple = ()
    withdrawn: int = 0

    @property
    def regions(self):
        """Primary keys of the regions whose records may go."""
        return {each.region_id for each in (*self.taken, *(one.now for one in self.conflicts))}

    @property
    def shown(self):
        """Another word as soon as any record that it would touch has changed."""
        seen = [(each.pk, each.revision) for each in (*self.taken, *(one.now for one in self.conflicts))]
        told = repr((sorted(seen), sorted(each.pk for each in self.kept)))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass
class PastRedoing:
    plan: object
    terms: object
    kept: int = 0

    @property
    def regions(self):
        codes = dict(self.terms.region_pks)
        judged = self.plan.judged
        return {
            codes[judged.region_codes[place]] for place in judged.regions[self.plan.places("new")].tolist()
        }


class RecordsUndone:
    """As for answers, of records of a kind."""

    def __init__(self, subject):
        self.subject = subject

    def undoing(self, batch):
        found, hung = PastUndoing(), self._with_more(batch)
        for each in self._brought(batch):
            if each.pk in hung:
                found.kept.append(each)
            elif each.revision > FIRST_REVISION:
                found.conflicts.append(Touched(each))
            else:
                found.taken.append(each)
        return found

    def _brought(self, batch):
        return self.subject.kind.model.objects.of_import(batch.pk).with_place().order_by("pk")

    def _with_more(self, batch):
        """Keys of the records on which something hangs that did not come with them."""
        kind, brought = self.subject.kind, self._brought(batch).order_by().values("pk")
        found = set()
        for relation in kind.model._meta.related_objects:
            if relation.get_accessor_name() not in kind.OWN_RELATIONS:
                manager, name = relation.related_model._base_manager, relation.field.name
                found.update(manager.filter(**{f"{name}__in": brought}).values_list(name, flat=True))
        return found

    @transaction.atomic
    def undo(self, batch, found, *, reverted, reason, by):
        """Take away what the PastUndoing found, and the touched ones of these keys; gives the counts."""
        also = [each.now for each in found.conflicts if each.key in set(reverted)]
        going = [each.pk for each in (*found.taken, *also)]
        for begin in range(0, len(going), 500):
            self.subject.kind.model.objects.filter(pk__in=going[begin : begin + 500]).delete()
        kept = len(found.conflicts) - len(also) + len(found.kept)
        return {"taken": len(going), "restored": 0, "kept": kept, "withdrawn": 0}

    def redoing(self, batch, *, by):
        """What the file would bring now; ValidationError where it is not there any more."""
        subject = self.subject
        if not batch.file:
            raise ValidationError(
                _("Berkas unggahan ini sudah dihapus, jadi tidak dapat dipulihkan. Unggah berkasnya lagi.")
            )
        terms = subject.terms(batch, by=by)
        try:
            found = examine_reading(
                beside.reading_of(batch),
                terms,
                stored=subject.stored(batch),
                decided=Decided.from_json(batch.decisions),
                plan=subject.plan,
                doubts=subject.doubts,
                masks_texts=subject.masks_texts,
            )
        except (UnreadableFile, FileRefused) as error:
            raise ValidationError(str(error)) from error
        return PastRedoing(found.plan, terms, found.plan.counts["unchanged"] + found.plan.counts["conflict"])

    @transaction.atomic
    def redo(self, batch, found, *, by):
        """Bring again what is not there; gives the counts it is told by."""
        regions = dict(found.terms.region_pks)
        new, _changed = self.subject.write(batch, found.plan, region_pks=regions, updates=False, by=by)
        return {"redone": new, "kept": found.kept}
