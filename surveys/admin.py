"""Admin screens of questionnaires and rounds; responses and imports are never edited here."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmi_portal.audit.admin import ReadOnlyRecordAdmin, RecordedAdmin
from pmi_portal.editing.screens import SharedInline
from pmi_portal.words.lines import LinesField
from surveys.models import Choice, Question, Questionnaire, QuestionnaireVersion, SurveyFrame, SurveyRound
from surveys.questionnaires import rules
from surveys.questionnaires.fields import MissingCodesField

ALWAYS_OPEN = ("synonyms", "missing_codes")  # neither changes an answer that was given


class SpellingsByLine:
    """Other spellings are typed one a line; texts are as wide as the page has room for."""

    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 22})}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "missing_codes":
            return MissingCodesField(
                label=db_field.verbose_name, help_text=db_field.help_text, required=False
            )
        if db_field.name != "synonyms":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return LinesField(
            label=db_field.verbose_name, help_text=_("Satu tulisan satu baris."), required=False
        )


class FrozenOnceAnswered(SpellingsByLine):
    """A version that people have answered keeps its codes and wordings; ALWAYS_OPEN may be added to."""

    def get_readonly_fields(self, request, obj=None):
        if not _is_frozen(obj):
            return super().get_readonly_fields(request, obj)
        return [field.name for field in self.opts.fields if field.editable and field.name not in ALWAYS_OPEN]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_frozen(obj)


class FrozenInline(FrozenOnceAnswered, SharedInline, admin.TabularInline):
    extra = 0

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not _is_frozen(obj)


def _is_frozen(record):
    version = getattr(record, "version", record)
    return bool(version and version.pk and rules.is_answered(version))


class QuestionInline(FrozenInline):
    model = Question
    show_change_link = True


class ChoiceInline(FrozenInline):
    model = Choice


@admin.register(Questionnaire)
class QuestionnaireAdmin(RecordedAdmin):
    list_display = ["code", "title", "source"]

    def get_readonly_fields(self, request, obj=None):
        """The code of an answered questionnaire stays: reports find its answers by it."""
        frozen = ["code"] if obj and obj.is_answered else []
        return [*frozen, *super().get_readonly_fields(request, obj)]


@admin.register(QuestionnaireVersion)
class QuestionnaireVersionAdmin(FrozenOnceAnswered, RecordedAdmin):
    list_display = ["questionnaire", "number", "valid_from"]
    inlines = [QuestionInline]


@admin.register(Question)
class QuestionAdmin(FrozenOnceAnswered, RecordedAdmin):
    """Questions are added on the page of their version."""

    list_display = ["code", "label", "version", "kind", "element"]
    list_filter = ["version", "kind"]
    inlines = [ChoiceInline]

    def get_readonly_fields(self, request, obj=None):
        return ["version", *super().get_readonly_fields(request, obj)]

    def has_add_permission(self, request):
        return False


@admin.register(SurveyRound)
class SurveyRoundAdmin(ReadOnlyRecordAdmin):
    list_display = ["code", "title", "starts_on", "ends_on", "sampling_method", "in_evaluation", "is_sample"]
    list_filter = ["in_evaluation", "sampling_method"]


@admin.register(SurveyFrame)
class SurveyFrameAdmin(RecordedAdmin):
    list_display = ["round", "region", "population", "as_of", "source"]
    list_filter = ["region"]
    list_select_related = ["round", "region"]
