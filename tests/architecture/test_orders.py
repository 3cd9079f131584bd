"""The order of a table leaves nothing open: what ties is read one way by SQLite and another by PostgreSQL."""

import pytest
from django.apps import apps
from django.db.models import UniqueConstraint

from tests.architecture.source import PACKAGES


def unique_sets(model):
    """The sets of fields that no two rows share."""
    yield {"pk"}
    yield from ({field.name} for field in model._meta.fields if field.unique)
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields and not constraint.condition:
            yield set(constraint.fields)


def is_open(model):
    ordered_by = {name.removeprefix("-") for name in model._meta.ordering}
    return bool(ordered_by) and not any(fields <= ordered_by for fields in unique_sets(model))


OURS = [model for model in apps.get_models() if model.__module__.partition(".")[0] in PACKAGES]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_the_order_of_a_table_leaves_nothing_open(model):
    assert not is_open(model), f"{model._meta.ordering} may tie; end it with pk"


def test_an_open_order_is_found(monkeypatch):
    model = apps.get_model("surveys", "Choice")
    orders = ((["question", "order"], True), (["order", "-code", "question"], False), ([], False))
    for ordering, leaves_open in orders:
        monkeypatch.setattr(model._meta, "ordering", ordering)
        assert is_open(model) is leaves_open
