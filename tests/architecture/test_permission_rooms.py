"""A room asks for the permissions of its subject; who asks for others is named here."""

import ast

from tests.architecture.source import ROOT, assert_none, dotted, modules, tree_of

OWN = {
    "outreach.activities": ("ACTIVITIES_",),
    "outreach.complaints": ("COMPLAINTS_",),
    "outreach.fgd": ("SESSIONS_",),
    "outreach.follow_ups": ("FOLLOW_UPS_",),
    "stakeholders": ("CONTACTS_", "EXPOSURES_", "INSTITUTIONS_"),
    "surveys": ("IMPORTS_", "IMPORT_FILES_", "MAPPINGS_", "RESPONSES_", "ROUNDS_"),
}
# Rooms that read others, and the ground they stand on.
BEYOND = {
    "outreach.complaints.views.pages.complaint_page": {"FOLLOW_UPS_EDIT"},
    "outreach.desk.filters.ContradictionForm.__init__": {"SESSIONS_VIEW"},
    "outreach.desk.filters.HearingForm.__init__": {"SESSIONS_VIEW"},
    "outreach.desk.forms.CalendarChoices.__init__": {"SESSIONS_VIEW"},
    "outreach.desk.forms.FeedForm.__init__": {"SESSIONS_VIEW"},
    "outreach.desk.questions.search": {
        "ACTIVITIES_VIEW",
        "COMPLAINTS_VIEW",
        "CONTACTS_VIEW",
        "FOLLOW_UPS_VIEW",
        "INSTITUTIONS_VIEW",
        "SESSIONS_VIEW",
    },
    "outreach.desk.views.calendar.calendar": {"SESSIONS_VIEW"},
    "outreach.desk.views.calendar.calendar_feed_create": {"SESSIONS_VIEW"},
    "outreach.desk.views.calendar.calendar_feed_withdraw": {"SESSIONS_VIEW"},
    "outreach.desk.views.chains._chain_page": {
        "COMPLAINTS_EDIT",
        "COMPLAINTS_VIEW",
        "FOLLOW_UPS_EDIT",
        "FOLLOW_UPS_VIEW",
    },
    "outreach.desk.views.chains.complaint_chain": {"COMPLAINTS_VIEW"},
    "outreach.desk.views.chains.follow_up_chain": {"FOLLOW_UPS_VIEW"},
    "outreach.desk.views.chains.statement_detail": {"SESSIONS_VIEW"},
    "outreach.desk.views.endings.institution_end": {"INSTITUTIONS_EDIT"},
    "outreach.desk.views.questions.contradiction_list": {"SESSIONS_VIEW"},
    "outreach.desk.views.questions.due_detail": {"FOLLOW_UPS_VIEW"},
    "outreach.desk.views.questions.due_list": {"FOLLOW_UPS_VIEW"},
    "outreach.desk.views.questions.hearing_list": {"SESSIONS_VIEW"},
    "outreach.fgd.views.notes.rights_over_statements": {"COMPLAINTS_EDIT"},
    "outreach.follow_ups.views.matrix.follow_up_matrix_pdf": {"LISTS_EXPORT"},
    "outreach.follow_ups.views.pages.follow_up_page": {"COMPLAINTS_VIEW"},
    "outreach.follow_ups.views.register.follow_up_list": {"LISTS_EXPORT"},
    "outreach.follow_ups.views.register.follow_up_matrix": {"LISTS_EXPORT"},
    "outreach.ground.rules.may_read": {"SESSIONS_VIEW"},
    "outreach.papers.views.attachments.complaint_attach": {"COMPLAINTS_EDIT"},
    "outreach.papers.views.attachments.follow_up_attach": {"FOLLOW_UPS_EDIT"},
    "outreach.papers.views.attachments.session_attach": {"SESSIONS_EDIT"},
    "outreach.papers.views.templates.document_template_file": {"ADMIN_USE"},
    "outreach.papers.views.templates.document_template_own": {"ADMIN_USE"},
    "outreach.querysets.attachments.AttachmentQuerySet.visible_to": {"COMPLAINTS_IDENTIFY", "CONTACTS_VIEW"},
    "outreach.querysets.complaints.ComplaintQuerySet": {"COMPLAINTS_EDIT", "COMPLAINTS_VIEW"},
    "outreach.querysets.complaints.ReferralQuerySet": {"COMPLAINTS_EDIT", "COMPLAINTS_VIEW"},
    "outreach.querysets.follow_ups.FollowUpQuerySet": {"FOLLOW_UPS_EDIT", "FOLLOW_UPS_VIEW"},
    "outreach.querysets.follow_ups.FollowUpQuerySet.verifiable_by": {"FOLLOW_UPS_VERIFY"},
    "outreach.querysets.records.ActivityQuerySet": {"ACTIVITIES_EDIT", "ACTIVITIES_VIEW"},
    "outreach.querysets.records.EventQuerySet": {"SESSIONS_EDIT", "SESSIONS_VIEW"},
    "outreach.querysets.records.SessionQuerySet": {"SESSIONS_EDIT", "SESSIONS_VIEW"},
    "outreach.querysets.records.StatementQuerySet": {"SESSIONS_EDIT", "SESSIONS_VIEW"},
    "outreach.querysets.records.VoiceQuerySet": {"SESSIONS_VIEW"},
    "pmi_portal.accounts.access": {"ADMIN_USE"},
    "pmi_portal.accounts.scope.ScopedQuerySet.exportable_by": {"LISTS_EXPORT"},
    "pmi_portal.layout.menu": {
        "ACTIVITIES_VIEW",
        "ADMIN_USE",
        "COMPLAINTS_VIEW",
        "CONTACTS_VIEW",
        "DASHBOARD_VIEW",
        "EXPOSURES_VIEW",
        "FOLLOW_UPS_VIEW",
        "IMPORTS_RUN",
        "INSTITUTIONS_VIEW",
        "ROUNDS_VIEW",
        "SESSIONS_VIEW",
    },
    "pmi_portal.lists.list_files._may_take": {"LISTS_EXPORT"},
    "pmi_portal.lists.list_files._rows": {"LISTS_EXPORT"},
    "stakeholders.querysets.RegionalQuerySet.exportable_by": {"REGISTERS_TRANSFER"},
    "stakeholders.rules.may_import": {"REGISTERS_TRANSFER"},
    "stakeholders.views.contacts.contact_list": {"REGISTERS_TRANSFER"},
    "stakeholders.views.institutions.institution_list": {"REGISTERS_TRANSFER"},
    "stakeholders.views.transfers.contact_export": {"REGISTERS_TRANSFER"},
    "stakeholders.views.transfers.contact_import": {"REGISTERS_TRANSFER"},
    "stakeholders.views.transfers.contact_import_review": {"REGISTERS_TRANSFER"},
    "stakeholders.views.transfers.institution_export": {"REGISTERS_TRANSFER"},
    "stakeholders.views.transfers.institution_import": {"REGISTERS_TRANSFER"},
    "stakeholders.views.transfers.institution_import_review": {"REGISTERS_TRANSFER"},
    "surveys.past.records.Activities": {"ACTIVITIES_EDIT"},
    "surveys.past.records.Complaints": {"COMPLAINTS_EDIT"},
}


def asked(paths, root):
    """{function or class: the permissions it names}, below reports, whose pages the matrix knows."""
    found = {}

    def walk(node, name):
        for child in ast.iter_child_nodes(node):
            inner = f"{name}.{child.name}" if isinstance(child, ast.FunctionDef | ast.ClassDef) else name
            if isinstance(child, ast.Attribute) and ast.unparse(child.value) == "Permission":
                found.setdefault(inner, set()).add(child.attr)
            walk(child, inner)

    for path in paths:
        if not {"demo", "reports"} & set(path.relative_to(root).parts):
            walk(tree_of(path), dotted(path, root))
    found.pop("pmi_portal.accounts.permissions", None)  # where they are made
    return found


def own(name):
    rooms = (prefixes for room, prefixes in OWN.items() if name.startswith(f"{room}."))
    return next(rooms, ())


def test_a_room_asks_for_permissions_of_its_own_subject():
    others = {
        name: {one for one in permissions if not one.startswith(own(name))}
        for name, permissions in asked(modules(ROOT), ROOT).items()
    }
    assert {name: permissions for name, permissions in others.items() if permissions} == BEYOND


def astray(found):
    """Forms and actions of a subject that ask for else than to edit, and filters for else than to view."""
    for name, permissions in sorted(found.items()):
        layers = {"forms": "_EDIT", "actions": "_EDIT", "filters": "_VIEW"}
        ending = next((layers[part] for part in name.split(".") if part in layers), "")
        if own(name) and not name.startswith("surveys."):  # where imports are run and undone
            yield from (f"{name} asks for {one}" for one in sorted(permissions) if not one.endswith(ending))


def test_what_writes_asks_to_edit_and_what_narrows_a_list_asks_to_view():
    assert_none(astray(asked(modules(ROOT), ROOT)))


def test_a_form_that_asks_only_to_view_is_found():
    form, filters = "outreach.fgd.forms.sessions.EventForm", "outreach.fgd.filters.SessionFilters"
    found = {form: {"SESSIONS_VIEW", "SESSIONS_EDIT"}, filters: {"SESSIONS_VIEW"}}
    assert list(astray(found)) == [f"{form} asks for SESSIONS_VIEW"]
