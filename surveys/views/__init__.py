from surveys.views.imports import (
    import_cancel,
    import_commit,
    import_create,
    import_detail,
    import_list,
    import_problems,
    import_recheck,
)
from surveys.views.questionnaires import questionnaire_detail, questionnaire_list
from surveys.views.rounds import round_create, round_detail, round_edit, round_list, round_template

__all__ = [
    "import_cancel",
    "import_commit",
    "import_create",
    "import_detail",
    "import_list",
    "import_problems",
    "import_recheck",
    "questionnaire_detail",
    "questionnaire_list",
    "round_create",
    "round_detail",
    "round_edit",
    "round_list",
    "round_template",
]
