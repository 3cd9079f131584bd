"""Which request came, in the log: without what was searched for, and without the key of a password link."""

import re

from django_structlog.middlewares import RequestMiddleware

LINK_KEY = re.compile("(?<=/password/reset/key/)[^/]+")


class RequestLogMiddleware(RequestMiddleware):
    @staticmethod
    def format_request(request):
        path = LINK_KEY.sub("...", request.path)
        return f"{request.method} {path}"
