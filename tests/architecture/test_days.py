"""A question about a day asks the register of that day: today's registers only offer what may be chosen."""

import ast

from django.apps import apps

from stakeholders.models.spans import SpanMixin
from tests.architecture.python_bans import name_of
from tests.architecture.source import ROOT, assert_none, at, modules, plant, tree_of

OFFERING = {"forms", "filters", "resources", "demo"}


def registers():
    """Names under which a register is asked: its model, and the managers of records that point at it."""
    models = [model for model in apps.get_models() if issubclass(model, SpanMixin)]
    plural = {f"{model._meta.model_name}s" for model in models}
    related = {one.get_accessor_name() for model in models for one in model._meta.related_objects}
    return {model.__name__ for model in models} | (plural & related)


def asks_today(node):
    """Whether this node is `<register>...active()`."""
    if not (isinstance(node, ast.Call) and name_of(node.func) == "active"):
        return False
    return bool({name_of(part) for part in ast.walk(node.func) if isinstance(part, ast.expr)} & registers())


def todays_registers(root):
    """Today's registers asked outside of what offers a choice."""
    for path in modules(root):
        if OFFERING & set(path.relative_to(root).with_suffix("").parts):
            continue
        for node in ast.walk(tree_of(path)):
            if asks_today(node):
                yield f"{at(path, root, node.lineno)} asks today's register; ask that of the day: valid_on"


def test_no_question_about_a_day_asks_todays_register():
    assert_none(todays_registers(ROOT))


def test_a_planted_question_is_found_and_an_offer_is_not(tmp_path):
    asked = "here = region.institutions.filter(a=1).active()\nn = StakeholderGroup.objects.active().count()\n"
    plant(tmp_path, outreach__desk__questions=asked, outreach__fgd__forms__sittings=asked)
    plant(tmp_path, reports__themes="Theme.objects.active()")
    assert [one.partition(" ")[0] for one in todays_registers(tmp_path)] == [
        "outreach/desk/questions.py:1",
        "outreach/desk/questions.py:2",
    ]
