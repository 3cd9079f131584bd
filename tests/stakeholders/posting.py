"""What a browser sends from the forms of this app."""


def institution_form(**changes):
    """A valid form of an institution without former names; changes replace or add fields."""
    form = {
        "name": "Dinas Tenaga Kerja Kabupaten Contoh",
        "level": "district",
        "district": "",
        "address": "Jalan Merdeka 1",
        "note": "",
        "active": "on",
        **former_names(),
    }
    return form | {name: _sent(value) for name, value in changes.items()}


def former_names(*rows, existing=0):
    """The formset fields of these rows; the first `existing` of them carry an id."""
    fields = {"former_names-TOTAL_FORMS": str(len(rows)), "former_names-INITIAL_FORMS": str(existing)}
    for number, row in enumerate(rows):
        blank = {"name": "", "valid_from": "", "valid_to": "", "source": ""}
        fields |= {f"former_names-{number}-{name}": _sent(value) for name, value in (blank | row).items()}
    return fields


def contact_form(**changes):
    form = {
        "full_name": "Suharti",
        "position": "Kepala seksi",
        "institution": "",
        "email": "suharti@portal.example",
        "phone": "0800-0000-0001",
        "note": "",
        "active": "on",
    }
    return form | {name: _sent(value) for name, value in changes.items()}


def _sent(value):
    return str(getattr(value, "pk", value))
