"""Admin screens of questionnaires and rounds; responses and imports are never edited here."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from surveys.models import Choice, Question, Questionnaire, QuestionnaireVersion, SurveyRound


class QuestionInline(admin.TabularInline):
    model = Question
    extra = 0
    show_change_link = True


class ChoiceInline(admin.TabularInline):
    model = Choice
    extra = 0


@admin.register(Questionnaire)
class QuestionnaireAdmin(admin.ModelAdmin):
    list_display = ["code", "title", "source"]


@admin.register(QuestionnaireVersion)
class QuestionnaireVersionAdmin(admin.ModelAdmin):
    list_display = ["questionnaire", "number", "valid_from"]
    inlines = [QuestionInline]


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin):
    list_display = ["code", "label", "version", "kind", "element"]
    list_filter = ["version", "kind"]
    inlines = [ChoiceInline]


@admin.register(SurveyRound)
class SurveyRoundAdmin(SimpleHistoryAdmin):
    list_display = ["code", "title", "starts_on", "ends_on", "sampling_method", "in_evaluation", "is_sample"]
    list_filter = ["in_evaluation", "sampling_method"]
