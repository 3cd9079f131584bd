"""Demo accounts of every role, and invented institutions and contacts for each region."""

from django.contrib.auth.hashers import make_password
from simple_history.utils import bulk_create_with_history

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from pmi_portal.loading.demo import PASSWORD, DemoNotAllowed
from stakeholders.demo import names as demo_names
from stakeholders.demo.exposures import exposures_of
from stakeholders.models import Contact, Exposure, Institution, Posting, Region, StakeholderGroup

INSTITUTIONS_PER_REGION, CONTACTS_PER_REGION = 12, 20
WITHOUT_INSTITUTION = ("CPMI", "PMI", "KEL", "TOKOH")

ACCOUNTS = [
    ("admin", "Ratna Wulandari", Role.ADMINISTRATOR),
    ("kpkp", "Bagus Prasetyo", Role.KPKP_STAFF),
    ("dewas", "Suharti", Role.BOARD),
    ("pengamat", "Yohanes Lado", Role.OBSERVER),
]
OFFICERS = ["Laila Rahmawati", "Wahyu Nugroho", "Maria Tallo", "Slamet", "Dewi Anggraini", "Hasan Basuki"]


def load(demo):
    """Add the accounts, institutions and contacts; needs the reference data."""
    if User.objects.filter(is_sample=True).exists():
        raise DemoNotAllowed("The demo data are there already; start from an empty database.")
    regions = list(Region.objects.active())
    staff = _accounts(demo, regions)
    groups = {group.code: group for group in StakeholderGroup.objects.active()}
    institutions, contacts = [], []
    for region in regions:
        made = _institutions(demo, region, groups)
        institutions += bulk_create_with_history(made, Institution, default_user=staff)
        contacts += bulk_create_with_history(
            _contacts(demo, region, groups, made), Contact, default_user=staff
        )
    exposures = [one for region in regions for one in exposures_of(region)]
    bulk_create_with_history(exposures, Exposure, default_user=staff)
    demo.made |= {"exposures": len(exposures)}
    demo.made |= {"institutions": len(institutions), "contacts": len(contacts)}


def _accounts(demo, regions):
    """One user for each role and one officer for each region; returns the KPKP staff member."""
    password = make_password(PASSWORD)
    wanted = [(name, full_name, role, None) for name, full_name, role in ACCOUNTS]
    for number, region in enumerate(regions):
        name = f"petugas.{region.code.lower()}"
        wanted.append((name, OFFICERS[number % len(OFFICERS)], Role.REGIONAL_OFFICER, region))
    users = User.objects.bulk_create(
        User(email=f"{name}@portal.example", full_name=full_name, password=password, is_sample=True)
        for name, full_name, _role, _region in wanted
    )
    Posting.objects.bulk_create(
        Posting(user=user, role=role, region=region)
        for user, (_name, _full_name, role, region) in zip(users, wanted, strict=True)
    )
    demo.made["accounts"] = len(users)
    return users[1]


def _institutions(demo, region, groups):
    """Invented institutions over the groups in turn, each name once in the region."""
    kinds = [kind for kind in demo_names.INSTITUTIONS if kind[0] in groups]
    demo.rng.shuffle(kinds)
    districts = list(region.districts.all())
    made, names = [], set(region.institutions.values_list("name", flat=True))
    for number in range(demo.times(INSTITUTIONS_PER_REGION) if kinds else 0):
        code, level, pattern = kinds[number % len(kinds)]
        district = demo.rng.choice(districts) if districts else None
        name = demo_names.institution(demo.rng, pattern, district or region, names)
        made.append(
            Institution(
                name=name,
                group=groups[code],
                region=region,
                district=district,
                level=level,
                address=demo_names.address(demo.rng),
                is_sample=True,
            )
        )
    return made


def _contacts(demo, region, groups, institutions):
    """Invented people: most speak for an institution, some for a group that has none."""
    alone = [groups[code] for code in WITHOUT_INSTITUTION if code in groups]
    made = []
    for number in range(demo.times(CONTACTS_PER_REGION) if institutions else 0):
        full_name = demo_names.person(demo.rng)
        institution = None if alone and number % 5 == 4 else demo.rng.choice(institutions)
        group = institution.group if institution else demo.rng.choice(alone)
        made.append(
            Contact(
                full_name=full_name,
                position=demo_names.position(demo.rng, institution),
                institution=institution,
                group=group,
                region=region,
                email=demo_names.email(full_name, region.code, number),
                phone=f"0800-0000-{demo.rng.randrange(10_000):04d}",
                is_sample=True,
            )
        )
    return made
