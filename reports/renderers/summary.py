"""The evaluation on paper: a summary of a few pages, or all figures with their tables."""

from pathlib import Path

from pmi_portal.paper import pdf
from pmi_portal.words.formats import show_date
from reports.renderers.drawing import draw_svgs

SOURCE = Path(__file__).with_name("summary.typ")


def summary_pdf(document):
    """The PDF of a `summary_document`; raises TypesettingFailed and DrawingFailed."""
    return pdf.typeset(SOURCE, document)


def summary_document(sections, *, title, about, frame, drawn=None):
    """The values of the paper.

    `sections` are (number, question, figures, what is awaited), all texts finished; `about` says what was
    asked and for whom, `frame` holds head and foot. With `drawn`, the ids of figures, only these have a
    chart, and none a table; without, all have both.
    """
    figures = [
        (number, figure)
        for number, _question, found, _awaits in sections
        for figure in found
        if drawn is None or (figure.id in drawn and figure.print_spec)
    ]
    specs = [figure.print_spec for _number, figure in figures if figure.print_spec]
    svgs = iter(draw_svgs(specs))
    return frame | {
        "judul_dokumen": title,
        "tentang": about,
        "rinci": drawn is None,
        "pertanyaan": [
            {
                "nomor": number,
                "teks": question,
                "temuan": [figure.title for figure in found],
                "menunggu": awaits,
            }
            for number, question, found, awaits in sections
        ],
        "gambar": [
            _figure(number, figure, next(svgs).decode() if figure.print_spec else "")
            for number, figure in figures
        ],
    }


def _figure(number, figure, svg):
    columns = figure.page_columns
    as_of = f"Data per {show_date(figure.as_of)}." if figure.as_of else ""
    return {
        "nomor": number,
        "judul": figure.title,
        "anak_judul": figure.subtitle,
        "svg": svg,
        "alt": figure.description,
        "judul_kolom": [str(column.heading) for column in columns],
        "kolom_angka": [place for place, column in enumerate(columns) if column.is_number],
        "baris": [[cell.text for cell in row] for row in figure.table],
        "catatan": figure.all_notes,
        "sumber": " ".join(filter(None, [as_of, f"Sumber: {figure.source}." if figure.source else ""])),
        "cara": figure.method,
    }
