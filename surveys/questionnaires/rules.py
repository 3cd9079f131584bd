"""What is fixed once somebody answered."""

from surveys.models import PastResponse, Response


def is_answered(version):
    """Whether people have answered this version of a questionnaire; its codes and wordings then stay."""
    ever = Response.objects, PastResponse.objects  # an import that was undone may be brought back
    return any(answers.filter(round__version=version).exists() for answers in ever)
