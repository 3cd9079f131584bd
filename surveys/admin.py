"""Admin screens of questionnaires and rounds; responses and imports are never edited here."""

from django.contrib import admin

from pmi_portal.audit.admin import ReadOnlyRecordAdmin, RecordedAdmin
from surveys.models import Choice, Question, Questionnaire, QuestionnaireVersion, SurveyRound
from surveys.questionnaires import rules

ALWAYS_OPEN = "synonyms"  # other spellings change no answer that was given


class FrozenOnceAnswered:
    """A version that people have answered keeps its codes and wordings; only spellings may be added."""

    def get_readonly_fields(self, request, obj=None):
        if not _is_frozen(obj):
            return super().get_readonly_fields(request, obj)
        return [field.name for field in self.opts.fields if field.editable and field.name != ALWAYS_OPEN]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_frozen(obj)


class FrozenInline(FrozenOnceAnswered, admin.TabularInline):
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
