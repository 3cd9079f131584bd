"""Searched texts have an index of their parts, in whichever app their table stands."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from pmi_portal.words.trigrams import CreateTrigrams, TrigramIndex

pytestmark = pytest.mark.django_db


def searched_models():
    for model in apps.get_models():
        if any(isinstance(index, TrigramIndex) for index in model._meta.indexes):
            yield model


def indexes():
    """Names of all indexes; SQLite is asked itself, since Django stumbles over its check constraints."""
    named = {"postgresql": "SELECT indexname FROM pg_indexes", "sqlite": "SELECT name FROM sqlite_master"}
    with connection.cursor() as cursor:
        cursor.execute(named[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def test_searched_texts_have_trigrams_on_postgresql_and_nothing_on_sqlite():
    declared = {
        index.name
        for model in searched_models()
        for index in model._meta.indexes
        if isinstance(index, TrigramIndex)
    }
    assert len(declared) == 9
    found = {name for name in indexes() if name.endswith("_trigrams")}
    assert found == (declared if connection.vendor == "postgresql" else set())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has extensions")
def test_who_may_not_create_the_extension_is_told_what_to_do():
    with pytest.raises(RuntimeError, match="rolled back"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION pg_trgm CASCADE")
            cursor.execute("CREATE ROLE without_rights")
            cursor.execute("SET LOCAL ROLE without_rights")
        with pytest.raises(DatabaseError, match="CREATE EXTENSION pg_trgm; in it"), transaction.atomic():
            CreateTrigrams().database_forwards("outreach", connection.schema_editor(), None, None)
        raise RuntimeError("rolled back")
    assert len({name for name in indexes() if name.endswith("_trigrams")}) == 9
