"""What a browser sends from the forms of this app, and what somebody else does in the meantime."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def meanwhile(change):
    """Somebody else's `change` lands after the form was judged, just before the action begins to write."""
    waiting = [change]

    def run(execute, sql, params, many, context):
        if waiting and sql.startswith("SAVEPOINT"):
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield
    assert waiting == []


def institution_form(**changes):
    """A valid form of an institution without former names; changes replace or add fields."""
    form = {
        "name": "Dinas Tenaga Kerja Kabupaten Contoh",
        "level": "district",
        "district": "",
        "address": "Jalan Merdeka 1",
        "note": "",
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


def user_form(person, **changes):
    """The admin screen of this person as it stands, with the postings; changes replace fields."""
    postings = list(person.postings.all())
    form = {
        "email": person.email,
        "full_name": person.full_name,
        "is_active": "on" if person.is_active else "",
        "is_superuser": "on" if person.is_superuser else "",
        "postings-TOTAL_FORMS": str(len(postings)),
        "postings-INITIAL_FORMS": str(len(postings)),
    }
    for number, posting in enumerate(postings):
        row = {"id": posting.pk, "user": person.pk, "role": posting.role, "region": posting.region_id or ""}
        form |= {f"postings-{number}-{name}": str(value) for name, value in row.items()}
    return {name: value for name, value in (form | changes).items() if value != "" or "region" in name}


def _sent(value):
    return str(getattr(value, "pk", value))
