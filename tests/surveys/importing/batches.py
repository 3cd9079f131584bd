"""Files on their way into a round, as their officer sends them."""

from surveys.importing.actions.imports import check_batch, upload_file
from tests.surveys.makers import a_file


def uploaded(survey_round, *rows, by, name="survei.csv", region=None):
    return upload_file(
        survey_round=survey_round,
        region=region,
        file=a_file(*rows, name=name),
        basis="public_task",
        by=by,
    )


def checked(survey_round, *rows, by, **options):
    return check_batch(batch=uploaded(survey_round, *rows, by=by, **options), by=by)
