"""What is fixed once somebody answered."""

from surveys.models import Response


def is_answered(version):
    """Whether people have answered this version of a questionnaire; its codes and wordings then stay."""
    return Response.objects.filter(round__version=version).exists()
