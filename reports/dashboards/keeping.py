"""Figures that were made before and are still right, kept by all that they depend on."""

import hashlib
from zoneinfo import ZoneInfo

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import get_language

from stakeholders.data_versions import numbers_of, watched
from stakeholders.models.regions import TimeZone


class Kept:
    """Faces of the figures of one page for one reader, as they were made before or as they are made now.

    A face is what `make` gives, and is kept by: indicator and version of its definition, the canonical
    question, the language, the regions the reader sees, the day in every zone, and the versions of the tables
    that are read. Versions are read before the data: what changes meanwhile is made again. No name and no
    token of a person is among them.
    """

    def __init__(self):
        self._numbers = numbers_of(watched())
        self._days = [timezone.localdate(timezone=ZoneInfo(zone)) for zone in TimeZone.values]
        self._found = {}

    def key(self, face, indicator, question, reader):
        tables = [model._meta.db_table for model in indicator.reads] or sorted(self._numbers)
        audience = (reader.sees_all, reader.sees_unplaced, [region.pk for region in reader.regions])
        parts = (
            *(face, indicator.code, indicator.version, question.canonical, get_language()),
            *(audience, self._days, [(table, self._numbers[table]) for table in tables]),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def look_up(self, keys):
        """Ask for many at once, before each is asked for."""
        self._found |= caches["figures"].get_many(keys)

    def face(self, key, make):
        """What is kept under this key, else what `make` gives, which is then kept."""
        if key not in self._found:
            found = caches["figures"].get(key)
            self._found[key] = make() if found is None else found
            if found is None:
                caches["figures"].set(key, self._found[key])
        return self._found[key]
