"""A list in one way: its address narrows it, sorts it, cuts it into pages, or makes it a file."""

from pmi_portal.lists.filters import chips
from pmi_portal.lists.list_files import list_answer
from pmi_portal.lists.tables import WholeRows, listed


def list_page(request, template, records, table, filters=None, *, name, about=None, is_long=False, **context):
    """The page of these records, or the file NAME where one is asked for.

    `table` and `filters` are classes; `about` is what the table asks for beside its rows. Of a long list only
    the rows of one page are loaded whole.
    """
    chosen = filters and filters(request.GET, records, request=request)
    records = chosen.qs if filters else records
    context |= {
        "filter": chosen,
        "chips": chips(request, chosen) if filters else [],
        "table": listed(request, table, WholeRows(records) if is_long else records, **(about or {})),
    }
    return list_answer(request, template, context, name=name)
