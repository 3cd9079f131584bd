"""What a form asks of the rules its action asks again: between page and action others were at work."""

import ast

import pytest

from tests.architecture.source import ROOT, assert_none, dotted, imports, modules, plant, tree_of
from tests.architecture.writing import House, aliases

# {(place, rule)} that no action need ask, and why.
ASKED_ONCE = {
    # The database holds no two of one name in a region, whoever writes.
    ("stakeholders.views.institutions._edited", "stakeholders.rules.why_not_name"),
    # A new one has no day from which it could be put off.
    ("outreach.follow_ups.views.register.follow_up_create", "outreach.follow_ups.rules.why_not_postpone"),
}
# Asked everywhere, and no rule of one room: a number in a text, and what was seen of a record.
OF_EVERY_ROOM = {"pmi_portal.words.nik.why_not_text", "pmi_portal.editing.steps.stale"}
# Here the form only shows what was taken back, to be written anew.
SHOWN_ONLY = {"outreach.fgd.views.notes.statement_take_back"}
PARTS = ("form", "why_not", "action")  # of a step
VIEW = """
from outreach.desk.actions import close
from outreach.desk.forms import CloseForm

def close_page(request):
    form = CloseForm(request.POST)
    return close(form)
"""
FORM = """
from outreach.desk import rules

class Base:
    def clean(self):
        rules.why_not_close(self)

class CloseForm(Base):
    pass
"""
ACTION = """
from outreach.desk import rules

def close(form):
    _check(form)

def _check(form):
    {asked}
"""

STEP = """
from outreach.desk import actions, rules

class Form:
    pass

STEPS = (Step(slug="tutup", form=Form, why_not=rules.why_not_close, action=actions.close),)
"""


class Asking:
    """Which rules a function, or a class with its methods, asks: itself and through what it calls."""

    def __init__(self, root):
        paths = [path for path in modules(root) if not {"demo", "management"} & set(path.parts)]
        self.house, self.paths, self.root = House(paths, root), paths, root
        self.names = self.house.functions.keys() - self.house.modules

    def called(self, name):
        inside = [one for one in self.names if one == name or one.startswith(f"{name}.")]
        return {called for one in inside for called, *_ in self.house.functions[one].calls}

    def rules(self, name):
        asked, known, left = {name} if is_rule(name) else set(), set(), [name]
        while left:
            known.add(one := left.pop())
            called = self.called(one)
            asked |= {rule for rule in called if is_rule(rule)}
            left += (called & self.names) - known
        return asked

    def steps(self):
        """(step, what it asks before, its action) of the tables of steps."""
        for path in self.paths:
            known = names_in(path, self.root)
            for node in ast.walk(tree_of(path)):
                told = {one.arg: one.value for one in getattr(node, "keywords", ()) if one.arg}
                if isinstance(node, ast.Call) and told.keys() >= {"slug", *PARTS}:
                    meant = {part: self.names & resolved(told[part], known) for part in PARTS}
                    yield ast.unparse(told["slug"]), meant["form"] | meant["why_not"], meant["action"]

    def pages(self):
        """(view, its forms, its actions)"""
        for name in self.names:
            called = self.called(name) & self.names
            forms = {one for one in called if ".forms" in one and one.rpartition(".")[2][0].isupper()}
            actions = {one for one in called if ".actions" in one}
            if ".views" in name and name not in SHOWN_ONLY and forms and actions:
                yield name, forms, actions

    def unasked(self):
        """Rules that a form or the button of a step asks, and its action does not."""
        for place, asking, actions in [*self.pages(), *self.steps()]:
            again = set().union(*map(self.rules, actions))
            for one in sorted(asking):
                for rule in sorted(self.rules(one) - again):
                    if (place, rule) not in ASKED_ONCE:
                        yield f"{place}: {one} asks {rule}, no action does"


def is_rule(name):
    is_of_a_room = ".rules" in name and name.rpartition(".")[2].startswith(("why_not_", "why_no_"))
    return is_of_a_room or name in OF_EVERY_ROOM


def names_in(path, root):
    """{a name in this module: what it means}"""
    known = {
        alias.asname or name.rpartition(".")[2]: name
        for (_line, name), alias in zip(imports(path, root), aliases(path), strict=True)
    }
    own = (one.name for one in tree_of(path).body if isinstance(one, ast.FunctionDef | ast.ClassDef))
    return known | {name: f"{dotted(path, root)}.{name}" for name in own}


def resolved(expression, known):
    """What the names in an expression mean."""
    named = (node for node in ast.walk(expression) if isinstance(node, ast.Name | ast.Attribute))
    parts = (ast.unparse(node).partition(".") for node in named)
    return {f"{known[first]}{dot}{rest}" for first, dot, rest in parts if first in known}


@pytest.fixture(scope="module")
def asking():
    return Asking(ROOT)


def test_what_a_form_asks_its_action_asks_again(asking):
    assert (len(list(asking.pages())), len(list(asking.steps()))) >= (20, 20)
    assert_none(asking.unasked())


@pytest.mark.parametrize(("asked", "told"), [("rules.why_not_close(form)", 0), ("form.save()", 1)])
def test_a_rule_that_only_the_form_asks_is_found(tmp_path, asked, told):
    plant(tmp_path, outreach__desk__views=VIEW, outreach__desk__forms=FORM)
    plant(tmp_path, outreach__desk__actions=ACTION.format(asked=asked), outreach__desk__rules="")
    assert len(list(Asking(tmp_path).unasked())) == told


@pytest.mark.parametrize(("asked", "told"), [("rules.why_not_close(form)", 0), ("form.save()", 1)])
def test_a_rule_that_only_the_button_of_a_step_asks_is_found(tmp_path, asked, told):
    plant(tmp_path, outreach__desk__views=STEP, outreach__desk__rules="def why_not_close(form): ...")
    plant(tmp_path, outreach__desk__actions=ACTION.format(asked=asked))
    assert len(list(Asking(tmp_path).unasked())) == told
