"""Which request came, in the log: without what was searched for, and without the keys that stand in links."""

from django_structlog.middlewares import RequestMiddleware

from pmi_portal.running.logs import LINK_KEY


class RequestLogMiddleware(RequestMiddleware):
    @staticmethod
    def format_request(request):
        path = LINK_KEY.sub("...", request.path)
        return f"{request.method} {path}"
