"""Files as they came, to be saved and never to be shown: no browser runs what is in them."""

from django.http import FileResponse

OF_NO_TYPE = "application/octet-stream"


def as_attachment(content, *, name, size=None, content_type=OF_NO_TYPE):
    """The answer that streams an open file under this name; whoever knows its size in bytes says so.

    A browser then notices where the stream broke off.
    """
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    if size is not None:
        answer["Content-Length"] = size
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store, private"
    return answer
