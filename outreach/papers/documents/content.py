"""What the documents of a session say, as plain values: Word and PDF are filled from the same dict.

Documents are Indonesian whatever language the reader chose, and so are the names of the values: staff write
them into their own Word templates.
"""

from django.db.models import Q
from django.utils import timezone, translation

from outreach.models import FollowUp, Statement, TeamMember
from outreach.papers.documents.discussion import discussion
from outreach.papers.documents.words import clean, day_in_words, full_day, listing
from pmi_portal.words.formats import (
    show_clock,
    show_date,
    show_datetime,
    show_number,
    show_time_range,
    show_weekday,
    zone_name,
)

AGENCY = "BPJS Ketenagakerjaan"
UNIT = "Komite Perluasan Kepesertaan dan Pelayanan (KPKP)"
SAMPLE = "DATA CONTOH"
LED = (TeamMember.Role.FACILITATOR, TeamMember.Role.CO_FACILITATOR)
Role = TeamMember.Role


def session_document(session, user):
    """Everything a document tells of the session, as far as this person may see it."""
    with translation.override("id"):
        present = present_groups(session)
        team = team_names(session)
        return (
            frame(user, is_sample=session.event.is_sample, zone=session.zone)
            | occasion(session)
            | {
                "pemimpin": listing([*team[Role.FACILITATOR], *team[Role.CO_FACILITATOR]]),
                "notulis": listing(team[Role.NOTE_TAKER]),
                "pengamat": listing(team[Role.OBSERVER]),
                "peserta": present,
                "jumlah_hadir": total_present(session),
                "kehadiran": attendance_told(session),
                "tidak_hadir": absent_groups(session),
                "pembahasan": discussion(session),
                "disepakati": agreed(session),
                "tindak_lanjut": follow_ups(session, user),
                "penanda_tangan": signatories(team, present),
            }
        )


def frame(user, *, is_sample, zone=None):
    """Head and foot of every document; a paper of a session tells its hours by the zone of the session."""
    today = show_datetime(timezone.now(), zone)
    return {
        "kepala": AGENCY,
        "unit": UNIT,
        "data_contoh": SAMPLE if is_sample else "",
        "dicetak": f"Dicetak dari Portal PMI, {today}, oleh {clean(str(user))}",
    }


def occasion(session):
    """When and where, what for, and what came of it."""
    event = session.event
    return {
        "kegiatan": clean(event.title),
        "sesi": clean(session.title),
        "hari": show_weekday(session.held_on),
        "tanggal": show_date(session.held_on),
        "hari_tanggal": full_day(session.held_on),
        "tanggal_terbilang": day_in_words(session.held_on),
        "waktu": show_time_range(session.starts, session.ends, session.zone) if session.starts_at else "",
        "jam_selesai": f"{show_clock(session.ends_at)} {zone_name(session.zone)}" if session.ends_at else "",
        "tempat": clean(session.venue),
        "wilayah": event.region.name_on(session.held_on),
        "kabupaten": event.district.name_on(session.held_on) if event.district else "",
        "rekaman": session.get_recording_display(),
        "persetujuan": session.get_consent_display(),
        "diperiksa": show_date(session.checked_on) if session.checked_on else "",
        "sumber": clean(event.source),
        "tujuan": clean(event.purpose),
    } | {
        name: clean(text)
        for name, text in (
            ("tujuan_sesi", session.purpose),
            ("agenda", session.agenda),
            ("suasana", session.setting),
            ("orang_lain", session.others_present),
            ("pengamatan", session.observations),
            ("kesimpulan", session.conclusions),
        )
    }


def team_names(session):
    """{role: names}"""
    names = {role: [] for role in TeamMember.Role}
    for member in session.team.all():
        names[member.role].append(clean(member.name))
    return names


def present_groups(session):
    """Who sat at the table, by group and institution; people who were not counted stay empty."""
    present = named(session.participations)
    day = session.held_on
    return [
        {
            "no": number,
            "kode": one.group.code,
            "kelompok": clean(one.group.name_on(day)),
            "instansi": clean(one.institution.name_on(day) if one.institution else ""),
            "jumlah": _counted(one.people),
            "perempuan": _counted(one.women),
            "laki_laki": _counted(one.men),
        }
        for number, one in enumerate(present, start=1)
    ]


def total_present(session):
    """“12 orang”, or nothing when nobody counted."""
    counted, _uncounted = _people(session)
    return f"{show_number(sum(counted))} orang" if counted else ""


def attendance_told(session):
    """How many came from how many places, and how many places were not counted; nothing when nobody came."""
    counted, uncounted = _people(session)
    if not counted:
        return f"Diskusi dihadiri wakil {show_number(uncounted)} kelompok atau instansi." if uncounted else ""
    told = (
        f"Diskusi dihadiri {show_number(sum(counted))} orang "
        f"dari {show_number(len(counted))} kelompok atau instansi"
    )
    if uncounted:
        told += f"; {show_number(uncounted)} kelompok atau instansi lain hadir tanpa dihitung"
    return f"{told}."


def absent_groups(session):
    """Who was asked and did not come, with the reason where it is known."""
    away, day = named(session.invitations.filter(answer__in=("refused", "no_show"))), session.held_on
    return [
        {
            "kelompok": clean(one.group.name_on(day)),
            "instansi": clean(one.institution.name_on(day) if one.institution else ""),
            "jawaban": one.get_answer_display(),
            "alasan": clean(one.reason),
        }
        for one in away
    ]


def agreed(session):
    """What the whole table agreed on."""
    texts = session.statements.filter(agreement=Statement.Agreement.CONSENSUS).values_list("text", flat=True)
    return [clean(text) for text in texts]


def follow_ups(session, user):
    """What was decided to be done, as far as this person may see follow-ups."""
    of_session = Q(session=session) | Q(statement__session=session) | Q(complaint__statement__session=session)
    found = FollowUp.objects.visible_to(user).filter(of_session).select_related("institution").distinct()
    return [
        {
            "no": number,
            "nomor": one.number or "",
            "rekomendasi": clean(one.recommendation),
            "penanggung_jawab": clean(str(one.institution)),
            "batas_waktu": show_date(one.due_on),
            "status": one.get_state_display(),
        }
        for number, one in enumerate(found, start=1)
    ]


def signatories(team, present):
    """The team by name, and one line for each group or institution that was there."""
    led = [(name, "pemimpin diskusi") for role in LED for name in team[role]]
    wrote = [(name, "notulis") for name in team[Role.NOTE_TAKER]]
    people = [{"nama": name, "jabatan": duty, "lembaga": AGENCY} for name, duty in (*led, *wrote)]
    places = dict.fromkeys(one["instansi"] or one["kelompok"] for one in present)
    people += [{"nama": "", "jabatan": "", "lembaga": place} for place in places]
    return [{"no": number} | person for number, person in enumerate(people, start=1)]


def named(rows):
    """With the names that group and institution bore on any day."""
    found = rows.select_related("group", "institution")
    return found.prefetch_related("group__former_names", "institution__former_names")


def _people(session):
    """([people of each place that was counted], number of places that were not)"""
    people = list(session.participations.values_list("people", flat=True))
    return [number for number in people if number is not None], people.count(None)


def _counted(number):
    return "" if number is None else show_number(number)
