"""Faults that nobody could notice in page, file, row, mail or lock, and why; `plant_faults` draws others."""

# {the name of a fault, as `plant_faults` prints it: why it changes nothing}
REASONS = {
    "outreach/desk/views/chains.py _chain_page drop filter: "
    "Contact.objects.visible_to(user).filter(pk__in=people)": (
        "the page only asks whether a contact of its own is among them"
    ),
    "stakeholders/resources/institutions.py InstitutionResource.before_import drop filter: "
    "Institution.objects.visible_to(self.user)": (
        "a row finds its institution within a region, and knows no region but those this person may see"
    ),
    "outreach/desk/questions/search.py snippet shift comparison: end > begin": (
        "a piece begins with a letter, so no blank stands at its very beginning"
    ),
    "outreach/ground/forms.py institutions_near drop filter: Institution.objects.visible_to(user)": (
        "who holds a session's region sees all institutions of that region and of the whole country"
    ),
    "pmi_portal/accounts/middleware.py LanguageMiddleware.__call__ drop call: "
    'patch_vary_headers(response, ["Cookie"])': (
        "who asks is looked up for each page, and so the middleware of sessions says the same of all of them"
    ),
    **dict.fromkeys(
        [
            f"pmi_portal/files/reading/xlsx_details.py Details.may_be_far shift comparison: {limit}"
            for limit in (
                "self.rows > MOST_ROWS",
                "self.columns > MAX_COLUMNS",
                "self.rows * self.columns > MOST_CELLS",
            )
        ],
        "a sheet that ends at the limit is looked through once more, and nothing of it lies beyond",
    ),
    "pmi_portal/wsgi.py  drop call: gc.collect()": "garbage of the start stays in memory, and no page tells",
}
