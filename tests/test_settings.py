"""The operator's settings: checked with Italian messages, warned of when empty, shown where readers need them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.catalog import catalog
from distretti.outputs import prose
from distretti.settings import BadSettings, Settings, read_settings, site_of, warnings_of
from distretti.site.output import Page
from distretti.site.site import Owner, Site
from distretti.theme import assets, environment
from distretti.theme.term_links import glossary

from .conftest import PROJECT, TODAY, real_content
from .site import pelican

OWNER = {"name": "Comune di Prova", "url": "https://www.comune.example.it/", "codice": "c_x999"}
FULL: dict[str, Any] = {
    "SITENAME": "Catalogo di prova",
    "MENU": (("eventi", "Eventi", "/eventi/"),),
    "ATTRIBUTION": "Istat",
    "SITEURL": "https://distretti.example.it/catalogo/",
    "TITOLARE": OWNER,
    "CONTATTO": "scrivi_a@example.it",
    "REPOSITORY": "https://forgia.example.it/distretti",
    "REGISTRI": "L'hosting *tiene* i registri per 7 giorni.",
    "DICHIARAZIONE_ACCESSIBILITA": "https://form.agid.gov.it/view/prova",
}


def site(**changes: Any) -> Site:
    return site_of(read_settings({**FULL, **changes}), preview=False)


def page(identifier: str, **changes: Any) -> str:
    """A page of the real content/pages/ on a site with these settings, as HTML."""
    made = site(**changes)
    content = real_content()
    names, _ = assets.assets(PROJECT / "theme" / "static")
    render = environment.renderer(
        environment.environment(PROJECT / "theme" / "templates", made, names, glossary(())), made
    )
    outputs = prose.outputs(catalog(content, [], TODAY), made)
    found = next(item for item in outputs if isinstance(item, Page) and item.address == f"/{identifier}/")
    return render(found).decode()


def test_full_settings_are_a_site() -> None:
    made = site()
    assert made.url == "https://distretti.example.it/catalogo"
    assert made.owner == Owner("Comune di Prova", "https://www.comune.example.it/", True, "c_x999")
    assert (made.tagline, made.official_note) == ("Catalogo pubblico", "")
    assert list(warnings_of(read_settings(FULL))) == []


@pytest.mark.parametrize("owner", [None, {**OWNER, "pubblico": False}])
def test_without_a_public_owner_the_catalogue_is_independent(owner: Any) -> None:
    made = site(TITOLARE=owner)
    assert made.tagline == "Catalogo indipendente"
    assert made.official_note
    text = page("metodo", TITOLARE=owner)
    assert 'class="slim"' not in text
    assert ("Titolare del sito: " in text) == bool(owner)


def test_a_public_owner_stands_above_and_below_every_page() -> None:
    text = page("metodo")
    assert '<div class="slim"><a href="https://www.comune.example.it/">Comune di Prova</a></div>' in text
    assert 'Titolare del sito: <a href="https://www.comune.example.it/">Comune di Prova</a>' in text


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("SITENAME", 3, "pelicanconf.py: SITENAME: ci vuole un testo"),
        ("SITENAME", "", "pelicanconf.py: SITENAME: manca questo campo, che è obbligatorio"),
        ("SITENAME", "<b>Prova</b>", "qui va testo semplice"),
        (
            "SITEURL",
            "http://example.it",
            "SITEURL: «http://example.it» non va bene: ci vuole un indirizzo che comincia con",
        ),
        ("SITEURL", "example.it", "SITEURL: «example.it» non è un indirizzo web"),
        ("SITEURL", ["https://example.it"], "SITEURL: ci vuole un testo"),
        ("TITOLARE", "Comune di Prova", "TITOLARE: ci vuole un gruppo di campi con il nome fra virgolette"),
        ("TITOLARE", {3: 4}, "TITOLARE: ci vuole un gruppo di campi con il nome fra virgolette"),
        ("TITOLARE", {"name": "Comune di Prova"}, "TITOLARE.url: manca questo campo"),
        (
            "TITOLARE",
            {**OWNER, "publico": True},
            "TITOLARE.publico: campo sconosciuto «publico». Forse volevi «pubblico»?",
        ),
        ("TITOLARE", {**OWNER, "pubblico": "no"}, "TITOLARE.pubblico: scrivi True (sì) o False (no)"),
        (
            "TITOLARE",
            {**OWNER, "url": "javascript:alert(1)"},
            "TITOLARE.url: «javascript:alert(1)» non è un indirizzo web",
        ),
        ("CONTATTO", "Mario Rossi", "CONTATTO: «Mario Rossi» non è un indirizzo di posta"),
        ("CONTATTO", True, "CONTATTO: ci vuole un testo"),
        ("REPOSITORY", "git@example.it:x", "REPOSITORY: «git@example.it:x» non è un indirizzo web"),
        ("REGISTRI", {"giorni": 7}, "REGISTRI: ci vuole un testo"),
        ("DICHIARAZIONE_ACCESSIBILITA", "http://form.agid.gov.it/x", "DICHIARAZIONE_ACCESSIBILITA: «http://form.agid"),
        ("REGIONS", "lombardia", "REGIONS: ci vuole un elenco fra parentesi"),
        ("COMPRESSED", "1", "COMPRESSED: scrivi True (sì) o False (no)"),
        ("OUTPUTS_OFF", ("grants", "fed"), "«fed» non è tra i valori ammessi: home, districts,"),
        ("OUTPUTS_OFF", ["fed"], ". Forse volevi «feed»?"),
        (
            "OUTPUTS_OFF",
            "feed",
            'OUTPUTS_OFF: ci vuole un elenco fra parentesi, con una virgola dopo ogni nome: ("feed",)',
        ),
        ("OUTPUTS_OFF", {"feed": True}, "OUTPUTS_OFF: ci vuole un elenco"),
        ("OUTPUTS", ("home",), "pelicanconf.py: OUTPUTS: non c'è più"),
    ],
)
def test_settings_that_cannot_be_used_are_named(setting: str, value: Any, message: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings({**FULL, setting: value})
    assert message in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("https://example.org/sub?x=1", "?x=1"),
        ("https://example.org/#a", "#a"),
        ("https://example.org/index.html", "index.html"),
        ("https://example.org/sub/Index.HTM", "Index.HTM"),
        ("https://example.org//sub//", "//"),
        ("https://example.org/a/../b/", "/.."),
    ],
)
def test_an_address_pasted_from_the_browser_is_the_folder_only(address: str, more: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings({**FULL, "SITEURL": address})
    assert str(refused.value).endswith(f"qui va solo l'indirizzo della cartella, togli «{more}»")


@pytest.mark.parametrize(
    "address", ["https://example.org", "https://example.org/sub/", "https://nome.github.io/distretti.it/"]
)
def test_an_address_of_a_folder_is_fine(address: str) -> None:
    assert read_settings({**FULL, "SITEURL": address}).url == address


def test_a_site_can_be_tried_at_the_address_of_this_machine() -> None:
    assert read_settings({**FULL, "SITEURL": "http://127.0.0.1:8765"}).url == "http://127.0.0.1:8765"


@pytest.mark.parametrize("setting", ["SITEURL", "TITOLARE", "CONTATTO", "REGISTRI", "REPOSITORY"])
@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_setting_is_warned_of(setting: str, empty: Any) -> None:
    (warning,) = warnings_of(read_settings({**FULL, setting: empty}))
    assert warning.startswith(f"{setting} non è indicato")


@pytest.mark.parametrize(("owner", "warned"), [({}, True), ({"pubblico": True}, True), ({"pubblico": False}, False)])
def test_a_public_owner_is_asked_for_the_accessibility_statement(owner: dict[str, Any], warned: bool) -> None:
    settings = read_settings({**FULL, "TITOLARE": {**OWNER, **owner}, "DICHIARAZIONE_ACCESSIBILITA": ""})
    assert any(text.startswith("DICHIARAZIONE_ACCESSIBILITA") for text in warnings_of(settings)) == warned


def test_an_owner_without_a_code_is_asked_for_it() -> None:
    owner = {key: value for key, value in OWNER.items() if key != "codice"}
    (warning,) = warnings_of(read_settings({**FULL, "TITOLARE": owner}))
    assert warning.startswith("in TITOLARE manca il codice IPA")


def test_without_an_owner_only_the_owner_is_asked_for() -> None:
    settings = read_settings({**FULL, "TITOLARE": None, "DICHIARAZIONE_ACCESSIBILITA": ""})
    assert [text.split()[0] for text in warnings_of(settings)] == ["TITOLARE"]


def test_nothing_set_is_a_site_too() -> None:
    assert isinstance(read_settings({name: FULL[name] for name in ("SITENAME", "MENU", "ATTRIBUTION")}), Settings)


def test_the_pages_of_rights_say_what_is_set() -> None:
    owner = '<a href="https://www.comune.example.it/">Comune di Prova</a>'
    contact = '<a href="mailto:scrivi_a@example.it">scrivi_a@example.it</a>'
    legal, privacy, access = page("note-legali"), page("privacy"), page("accessibilita")
    assert f"Chi concede la licenza è {owner}" in legal
    assert f"Il titolare del trattamento è {owner}. Per scrivere: {contact}" in privacy
    assert "per quanto tempo: L'hosting *tiene* i registri per 7 giorni." in privacy
    assert '<a href="https://forgia.example.it/distretti">è pubblica</a>' in privacy
    assert '<a href="https://form.agid.gov.it/view/prova">leggila</a>' in access
    assert '<a href="https://form.agid.gov.it/view/prova" data-element="accessibility-link">' in access
    assert access.count('data-element="accessibility-link"') == 1
    assert not [text for text in (legal, privacy, access) if "{{" in text]


def test_the_pages_of_rights_say_what_is_not_set() -> None:
    nothing = dict.fromkeys(["TITOLARE", "CONTATTO", "REPOSITORY", "REGISTRI", "DICHIARAZIONE_ACCESSIBILITA"], "")
    legal, privacy, access = (page(name, **nothing) for name in ("note-legali", "privacy", "accessibilita"))
    assert "Chi concede la licenza è chi ha contribuito al catalogo" in legal
    assert "<strong>non lo ha ancora scritto</strong>" in privacy
    assert "non ha indicato dove sta" in privacy
    assert "non è una dichiarazione di accessibilità formale" in access
    assert "deve averne una" not in access
    assert 'href="../accessibilita/" data-element="accessibility-link">' in page("metodo", **nothing)
    owed = page("accessibilita", DICHIARAZIONE_ACCESSIBILITA="")
    assert "deve averne una: <strong>non l’ha ancora indicata</strong>" in owed


def test_the_accessibility_page_never_claims_conformance() -> None:
    text = page("accessibilita").lower()
    assert "conforme" not in text
    assert "valutazione non finita" in text
    assert "non abbiamo usato un vero lettore di schermo" in text
    assert "nessuna prova è stata fatta da persone con disabilità" in text


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Settings of an operator: the project's, then the operator's own lines."""
    file = tmp_path / "conf.py"
    file.write_text(f"import sys\nsys.path.insert(0, {str(PROJECT)!r})\nfrom publishconf import *\n", "utf-8")
    return file


def test_a_publish_warns_and_goes_on(small: Path, tmp_path: Path) -> None:
    small.write_text(small.read_text("utf-8") + f"TITOLARE = {OWNER!r}\n", "utf-8")
    done = pelican(tmp_path / "o", content=PROJECT / "tests" / "catalogue", settings=str(small))
    assert done.returncode == 0, done.stdout + done.stderr
    warned = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("Attenzione: ")]
    assert warned == ["SITEURL", "DICHIARAZIONE_ACCESSIBILITA", "CONTATTO", "REGISTRI", "REPOSITORY"]


def test_a_preview_does_not_warn(tmp_path: Path) -> None:
    done = pelican(tmp_path / "o", content=PROJECT / "tests" / "catalogue")
    assert done.returncode == 0
    assert "Attenzione" not in done.stdout


@pytest.mark.parametrize("line", ["TITOLARE = 'Comune'", "CONTATTO = 7", "SITEURL = 'http://example.it'"])
def test_bad_settings_stop_before_anything_is_written(small: Path, tmp_path: Path, line: str) -> None:
    small.write_text(f"{small.read_text('utf-8')}{line}\n", "utf-8")
    done = pelican(tmp_path / "o", content=PROJECT / "tests" / "catalogue", settings=str(small))
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"pelicanconf.py: {line.split()[0]}: " in said
    assert "Non è stato costruito niente" in said
    assert "Traceback" not in said
    assert not list((tmp_path / "o").rglob("*.html"))
