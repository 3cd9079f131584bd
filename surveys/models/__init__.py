from surveys.models.imports import ImportBatch
from surveys.models.questionnaires import Choice, Question, Questionnaire, QuestionnaireVersion
from surveys.models.responses import AnswerTally, ElementMoment, Response
from surveys.models.rounds import SurveyRound

__all__ = [
    "AnswerTally",
    "Choice",
    "ElementMoment",
    "ImportBatch",
    "Question",
    "Questionnaire",
    "QuestionnaireVersion",
    "Response",
    "SurveyRound",
]
