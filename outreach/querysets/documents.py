"""Questions asked of calendar addresses."""

import hashlib

from django.db import models


def token_digest(token):
    """What is kept of a token: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class FeedQuerySet(models.QuerySet):
    def opened_by(self, token):
        """The address this token stands for, with its person, as long as that person may use the portal."""
        return self.filter(token_digest=token_digest(token), user__is_active=True).select_related(
            "user", "region"
        )
