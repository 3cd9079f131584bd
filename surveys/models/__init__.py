from surveys.models.frames import SurveyFrame
from surveys.models.imports import ImportBatch
from surveys.models.learned import LearnedEntry
from surveys.models.questionnaires import Choice, Question, Questionnaire, QuestionnaireVersion
from surveys.models.responses import PastResponse, Response
from surveys.models.rounds import SurveyRound
from surveys.models.tallies import MARGINS, ResponseTally

__all__ = [
    "MARGINS",
    "Choice",
    "ImportBatch",
    "LearnedEntry",
    "PastResponse",
    "Question",
    "Questionnaire",
    "QuestionnaireVersion",
    "Response",
    "ResponseTally",
    "SurveyFrame",
    "SurveyRound",
]
