"""The word of a choice, told without the words of the others."""

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from pmi_portal.editing.records import Record

APPS = ("stakeholders", "outreach", "surveys", "reports")


def with_choices():
    """(model, its field with choices) of every record of the four apps."""
    for model in apps.get_models():
        if model._meta.app_label in APPS and not model.__name__.startswith("Historical"):
            yield from ((model, field) for field in model._meta.concrete_fields if field.choices)


def test_every_record_with_a_choice_tells_its_word_by_itself():
    found = {model for model, _field in with_choices()}

    assert len(found) > 20
    assert {model.__name__ for model in found if not issubclass(model, Record)} == set()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_word_is_the_one_that_django_would_find(language):
    for model, field in with_choices():
        for value in [*(choice for choice, _word in field.flatchoices), "", None, "entah"]:
            record = model(**{field.attname: value})
            with translation.override(language):
                told = getattr(record, f"get_{field.name}_display")()
                wanted = models.Model._get_FIELD_display(record, field)
            assert (told, type(told)) == (wanted, type(wanted)), f"{model.__name__}.{field.name}"
