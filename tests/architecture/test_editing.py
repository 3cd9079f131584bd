"""One way to edit what several people may edit: forms and admin screens are read from the code."""

import ast
import importlib
import re

import pytest
from django import forms
from django.contrib import admin
from django.forms import BaseInlineFormSet
from django.test import RequestFactory

from outreach.models import OutreachActivity, OutreachTopic
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.rows import SharedRows
from pmi_portal.editing.screens import SharedInline, SharedScreen
from pmi_portal.editing.steps import StepForm
from tests.architecture.source import PACKAGES, ROOT, assert_none, dotted, files, modules, plant, tree_of

# They decide about a file as a whole, take something back, or pass the call on.
MERGE_NOTHING = {
    "outreach.fgd.views.notes.statement_take_back",
    "pmi_portal.drafts.submissions.taken_once",
    "surveys.importing.file_views.import_file",
    "surveys.importing.fix_forms.applies",
    "surveys.importing.views.import_columns",
    "surveys.importing.views.import_fix",
    "surveys.importing.views.import_values",
}
# Forms of new records only; what they made is edited on an admin screen.
MAKERS = {"outreach.papers.forms.documents.DocumentTemplateForm"}


def subclasses(base):
    for one in base.__subclasses__():
        yield one
        yield from subclasses(one)


def place(one):
    return f"{one.__module__}.{one.__qualname__}"


def is_ours(one):
    return one.__module__.partition(".")[0] in PACKAGES


# The step of a record, which compares the record as a whole, and the forms that compare field by field.
CARRIERS = (StepForm, VersionedForm)


def carriers_of_their_own():
    """Forms and templates that carry what their page showed in a way of their own."""
    for one in filter(is_ours, subclasses(forms.BaseForm)):
        if {"seen", "revision"} & set(one.base_fields) and not issubclass(one, CARRIERS):
            yield f"{place(one)} has a field of its own for what its page showed"
    for path in files(ROOT, "*.html", "templates", *PACKAGES):
        for match in re.finditer(r"name=\"[^\"]*(seen|revision)\"", path.read_text()):
            yield f"{path.relative_to(ROOT)} writes {match[0]} by hand"


def of_screens():
    """Forms and formsets of admin screens, which compare for them (asked of the screens)."""
    screens = admin.site._registry.values()
    inlines = [inline for screen in screens for inline in screen.inlines]
    return {one.form for one in [*screens, *inlines]} | {one.formset for one in inlines}


def unguarded_forms():
    """Forms of records that do not say what their page showed, and rows that know nothing of each other."""
    for path in modules(ROOT):
        if "forms" in path.read_text():
            importlib.import_module(dotted(path, ROOT))
    for one in set(filter(is_ours, subclasses(forms.ModelForm))) - of_screens():
        if not issubclass(one, VersionedForm) and place(one) not in MAKERS:
            yield f"{place(one)} is no VersionedForm"
    for one in set(filter(is_ours, subclasses(BaseInlineFormSet))) - of_screens():
        if not issubclass(one, SharedRows):
            yield f"{place(one)} has no SharedRows"


def unguarded_screens(site, user):
    """Admin screens and inlines on which something can be changed and nothing is compared."""
    request = RequestFactory().get("/admin/")
    request.user = user
    for screen in site._registry.values():
        if screen.list_editable:
            yield f"{place(type(screen))} changes rows in its list"
        is_shown_only = screen.fields and set(screen.fields) <= set(screen.readonly_fields)
        if is_shown_only or not screen.has_change_permission(request):
            continue
        if not isinstance(screen, SharedScreen):
            yield f"{place(type(screen))} is no SharedScreen"
        for inline in screen.get_inline_instances(request):
            if inline.has_change_permission(request) and not isinstance(inline, SharedInline):
                yield f"{place(type(inline))} is no SharedInline"


def test_every_form_of_a_record_says_what_its_page_showed():
    assert_none(unguarded_forms())


def test_every_admin_screen_that_changes_something_compares_it_first(administrator):
    assert_none(unguarded_screens(admin.site, administrator))


def test_what_a_page_showed_is_carried_by_one_protocol():
    assert_none(carriers_of_their_own())


def untold_merges(root):
    """Views that let a form act and do not tell what it took over from another person."""
    for path in modules(root):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                called = [ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)]
                name = f"{dotted(path, root)}.{node.name}"
                acts = any(one.endswith(".applies") for one in called)
                if acts and "tell_merged" not in called and name not in MERGE_NOTHING:
                    yield f"{name} does not tell what was merged"


def test_who_edits_is_told_what_another_person_changed():
    assert_none(untold_merges(ROOT))


def test_a_planted_silent_merge_is_found(tmp_path):
    code = "def edit(request, form):\n    if form.applies(save):\n        {}\n"
    plant(tmp_path, outreach__views=code.format("pass"), stakeholders__views=code.format("tell_merged(form)"))
    assert list(untold_merges(tmp_path)) == ["outreach.views.edit does not tell what was merged"]


def test_a_planted_form_is_found():
    class PlantedForm(forms.ModelForm):
        class Meta:
            model = OutreachTopic
            fields = ["name"]

    PlantedForm.__module__ = "outreach.planted"
    found = list(unguarded_forms())
    PlantedForm.__module__ = __name__  # the class lives on for the other tests
    assert found == [f"{place(PlantedForm).replace(__name__, 'outreach.planted')} is no VersionedForm"]


@pytest.mark.parametrize("fault", ["screen", "inline", "list"])
def test_a_planted_screen_is_found(fault, administrator):
    class Inline(admin.TabularInline):
        model = OutreachActivity.topics.through

    class Screen(admin.ModelAdmin if fault == "screen" else SharedScreen):
        list_display = ["code", "name"]
        list_editable = ["name"] if fault == "list" else []
        inlines = [Inline] if fault == "inline" else []

    site = admin.AdminSite(name="planted")
    site.register(OutreachTopic, Screen)
    told = {
        "screen": "is no SharedScreen",
        "inline": "is no SharedInline",
        "list": "changes rows in its list",
    }
    assert [fault_.partition(" ")[2] for fault_ in unguarded_screens(site, administrator)] == [told[fault]]
