"""Doors of the registers: regions, groups, institutions, contacts."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from stakeholders.views import contacts, exposures, groups, institutions, regions, transfers


class CodeConverter(StringConverter):
    """The code of a region or group; PostgreSQL would fail on a NUL instead of finding nothing."""

    regex = "[^/\\0]+"


register_converter(CodeConverter, "code")

urlpatterns = [
    path("wilayah/", regions.region_list, name="region_list"),
    path("wilayah/<code:code>/", regions.region_detail, name="region_detail"),
    path("kelompok/", groups.group_list, name="group_list"),
    path("kelompok/<code:code>/", groups.group_detail, name="group_detail"),
    path("instansi/", institutions.institution_list, name="institution_list"),
    path("instansi/baru/", institutions.institution_create, name="institution_create"),
    path("instansi/ekspor/", transfers.institution_export, name="institution_export"),
    path("instansi/impor/", transfers.institution_import, name="institution_import"),
    path("instansi/impor/<str:name>/", transfers.institution_import_review, name="institution_import_review"),
    path("instansi/<int:pk>/", institutions.institution_detail, name="institution_detail"),
    path("instansi/<int:pk>/ubah/", institutions.institution_edit, name="institution_edit"),
    path("pajanan/", exposures.exposure_list, name="exposure_list"),
    path("pajanan/ekspor/", transfers.exposure_export, name="exposure_export"),
    path("pajanan/impor/", transfers.exposure_import, name="exposure_import"),
    path("pajanan/impor/<str:name>/", transfers.exposure_import_review, name="exposure_import_review"),
    path("narahubung/", contacts.contact_list, name="contact_list"),
    path("narahubung/baru/", contacts.contact_create, name="contact_create"),
    path("narahubung/ekspor/", transfers.contact_export, name="contact_export"),
    path("narahubung/impor/", transfers.contact_import, name="contact_import"),
    path("narahubung/impor/<str:name>/", transfers.contact_import_review, name="contact_import_review"),
    path("narahubung/<int:pk>/", contacts.contact_detail, name="contact_detail"),
    path("narahubung/<int:pk>/ubah/", contacts.contact_edit, name="contact_edit"),
]
