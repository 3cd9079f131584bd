"""The texts that named who led a session and who took notes become members of its team."""

from django.db import migrations

COLUMN_OF = {"facilitator": "facilitator", "note_taker": "note_taker"}
AT_ONCE = 1000


def texts_to_team(apps, schema_editor):
    sessions = apps.get_model("outreach", "FgdSession").objects.exclude(facilitator="", note_taker="")
    team = apps.get_model("outreach", "TeamMember").objects
    already = set(team.values_list("session_id", "role"))
    members = [
        team.model(session_id=session.pk, role=role, name=getattr(session, column))
        for session in sessions.iterator(chunk_size=AT_ONCE)
        for role, column in COLUMN_OF.items()
        if getattr(session, column) and (session.pk, role) not in already
    ]
    team.bulk_create(members, batch_size=AT_ONCE)


def team_to_texts(apps, schema_editor):
    team = (
        apps.get_model("outreach", "TeamMember").objects.filter(role__in=COLUMN_OF).order_by("session", "pk")
    )
    sessions = {}
    for member in team.select_related("session").iterator(chunk_size=AT_ONCE):
        session = sessions.setdefault(member.session_id, member.session)
        column = COLUMN_OF[member.role]
        names = [name for name in (getattr(session, column), member.name) if name]
        setattr(session, column, ", ".join(names)[:150])
    team.model._meta.get_field("session").related_model.objects.bulk_update(
        sessions.values(), list(COLUMN_OF.values()), batch_size=100
    )


class Migration(migrations.Migration):
    dependencies = [("outreach", "0006_attachments_and_documents")]

    operations = [migrations.RunPython(texts_to_team, team_to_texts)]
