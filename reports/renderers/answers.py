"""A Figure as an answer: file or drawing."""

from django.http import HttpResponse
from django.utils.text import slugify

from pmi_portal.files.sheets import csv_download
from reports.renderers.drawing import DrawingFailed, draw_svg


def csv_answer(figure):
    """The figure's table as a download that Excel reads with its accents."""
    return csv_download(f"{slugify(figure.id)}.csv", figure.sheet_rows)


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
