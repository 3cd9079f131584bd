"""Admin screens on which two people may be at once: the same comparison as on every page of the portal.

The row that is changed, and those of the inlines, are locked from reading to writing, because Django judges
and saves a screen in one transaction; so a record that only the admin edits needs no revision of its own.
"""

from django.contrib import admin
from django.db import connection

from pmi_portal.editing.conflicts import VersionedForm, tell_merged
from pmi_portal.editing.forms import JoinedForms, status_of
from pmi_portal.editing.records import VersionedMixin
from pmi_portal.editing.rows import RowForm, SharedRows
from pmi_portal.editing.writing import changed_fields, raise_revision


class SharedScreen(admin.ModelAdmin):
    """Keeps what two people changed apart; where they changed the same field it answers 409 with both."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return form if obj is None else _with(VersionedForm, form)

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is None or not _is_changing(request):
            return found
        return super().get_queryset(request).select_for_update(of=("self",)).get(pk=found.pk)

    def save_model(self, request, obj, form, change):
        """A screen sent as it was leaves no version in the history."""
        stored = self.model._base_manager.filter(pk=obj.pk).first() if change else None
        if stored and not changed_fields(stored, obj):
            return
        if stored and isinstance(obj, VersionedMixin):
            obj.revision = stored.revision  # a former version that is taken up again has its own
            raise_revision(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and isinstance(form.instance, VersionedMixin) and any(map(_has_changed, formsets)):
            raise_revision(form.instance)
        if change:
            tell_merged(request, _joined(form, formsets))

    def render_change_form(self, request, context, **kwargs):
        sets = [one.formset for one in context["inline_admin_formsets"]]
        context["shared"] = shared = _joined(context["adminform"].form, sets)
        answer = super().render_change_form(request, context, **kwargs)
        if status_of(shared) == 409:
            answer.status_code = 409
        return answer


class SharedInline:
    """The rows of a SharedScreen; comes before the class of the inline."""

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_for_update(of=("self",)) if _is_changing(request) else rows

    def get_formset(self, request, obj=None, **kwargs):
        rows = super().get_formset(request, obj, **kwargs)
        return type(rows.__name__, (SharedRows, rows), {"form": _with(RowForm, rows.form)})


def _with(base, form):
    return type(form)(form.__name__, (base, form), {})


def _joined(form, sets):
    return JoinedForms(form, *(row for rows in sets for row in rows.forms))


def _has_changed(rows):
    return rows.has_changed()


def _is_changing(request):
    return request.method == "POST" and connection.in_atomic_block
