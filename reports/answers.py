"""A Figure as an answer: file or drawing."""

from django.http import HttpResponse
from django.utils.text import slugify

from reports.drawing import DrawingFailed, draw_svg


def csv_answer(figure):
    """The figure's table as a download that Excel reads with its accents."""
    response = HttpResponse(figure.csv().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(figure.id)}.csv"'
    return response


def svg_answer(figure):
    """The figure's drawing, made by the server for a reader without JavaScript."""
    if figure.print_spec is None:
        return HttpResponse(status=404)
    try:
        drawing = draw_svg(figure.print_spec)
    except DrawingFailed:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    return HttpResponse(
        drawing,
        content_type="image/svg+xml",
        headers={"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"},
    )
