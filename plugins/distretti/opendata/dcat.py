"""The catalogue of the datasets in DCAT-AP_IT 1.0, the Italian profile: as Turtle, and as JSON-LD put in order.

Every node has an address, none is blank, so the same catalogue gives the same bytes. A dataset and the page that tells
of it are two things with two addresses.
"""

from __future__ import annotations

import json
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, OWL, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from ..site import addresses
from ..site.components import Link
from ..site.site import Site
from .columns import Dataset
from .datasets import DATASETS

DCATAPIT = Namespace("http://dati.gov.it/onto/dcatapit#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
LICENCE = URIRef("https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40")
LICENCE_TYPE = URIRef("http://purl.org/adms/licencetype/Attribution")
THEMES = {
    "ECON": "Economia e finanze",
    "GOVE": "Governo e settore pubblico",
    "EDUC": "Istruzione, cultura e sport",
}
FORMATS = {".csv": "CSV", ".json": "JSON", ".geojson": "GEOJSON"}


def as_turtle(site: Site, updated: str) -> bytes:
    """The catalogue as Turtle; `updated` is the ISO day of the newest record."""
    return graph(site, updated).serialize(format="turtle").encode()


def as_json_ld(site: Site, updated: str) -> bytes:
    """The same as JSON-LD: what rdflib writes in any order, sorted."""
    found = json.loads(graph(site, updated).serialize(format="json-ld"))
    return json.dumps(_sorted(found), ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def graph(site: Site, updated: str) -> Graph:
    """All that the catalogue says; the site states address, owner with identifier, and contact (`package.missing`)."""
    made = Graph()
    for prefix, space in (("dcatapit", DCATAPIT), ("vcard", VCARD), ("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF)):
        made.bind(prefix, space)
    home = site.canonical(addresses.DATA)
    catalog, owner, contact = (URIRef(f"{home}#{name}") for name in ("catalogo", "titolare", "contatto"))
    day = Literal(updated, datatype=XSD.date)
    _agent(made, owner, site)
    _contact(made, contact, site)
    _words(made)
    for kind in (DCATAPIT.Catalog, DCAT.Catalog):
        made.add((catalog, RDF.type, kind))
    title = f"{site.name}: dati aperti"
    for name, value in (
        (DCTERMS.title, Literal(title, lang="it")),
        (DCTERMS.description, Literal("I dati aperti del catalogo dei distretti del commercio.", lang="it")),
        (DCTERMS.publisher, owner),
        (DCTERMS.modified, day),
        (DCTERMS.language, URIRef(f"{AUTHORITY}language/ITA")),
        (DCAT.themeTaxonomy, URIRef(f"{AUTHORITY}data-theme")),
        (FOAF.homepage, URIRef(home)),
    ):
        made.add((catalog, name, value))
    made.add((URIRef(home), RDF.type, FOAF.Document))
    for dataset in DATASETS.values():
        made.add((catalog, DCAT.dataset, _dataset(made, dataset, site, owner, contact, day)))
    return made


def _agent(made: Graph, owner: URIRef, site: Site) -> None:
    assert site.owner
    for kind in (DCATAPIT.Agent, FOAF.Agent):
        made.add((owner, RDF.type, kind))
    made.add((owner, FOAF.name, Literal(site.owner.name)))
    made.add((owner, DCTERMS.identifier, Literal(site.owner.identifier)))


def _contact(made: Graph, contact: URIRef, site: Site) -> None:
    assert site.owner
    assert isinstance(site.contact, Link)
    for kind in (DCATAPIT.Organization, VCARD.Organization, VCARD.Kind):
        made.add((contact, RDF.type, kind))
    made.add((contact, VCARD.fn, Literal(site.owner.name)))
    made.add((contact, VCARD.hasEmail, URIRef(site.contact.address)))


def _words(made: Graph) -> None:
    """The words of the controlled vocabularies, with their class: who reads the file alone knows what they are."""
    for code, label in THEMES.items():
        theme = URIRef(f"{AUTHORITY}data-theme/{code}")
        made.add((theme, RDF.type, SKOS.Concept))
        made.add((theme, SKOS.prefLabel, Literal(label, lang="it")))
        made.add((theme, SKOS.inScheme, URIRef(f"{AUTHORITY}data-theme")))
    scheme = URIRef(f"{AUTHORITY}data-theme")
    made.add((scheme, RDF.type, SKOS.ConceptScheme))
    made.add((scheme, DCTERMS.title, Literal("Temi dei dataset (Unione europea)", lang="it")))
    for words, code, kind in (
        ("language", "ITA", DCTERMS.LinguisticSystem),
        ("frequency", "IRREG", DCTERMS.Frequency),
        ("country", "ITA", DCTERMS.Location),
        *(("file-type", code, DCTERMS.MediaTypeOrExtent) for code in FORMATS.values()),
    ):
        made.add((URIRef(f"{AUTHORITY}{words}/{code}"), RDF.type, kind))
        made.add((URIRef(f"{AUTHORITY}{words}/{code}"), SKOS.inScheme, URIRef(f"{AUTHORITY}{words}")))
    _licence(made)


def _licence(made: Graph) -> None:
    for kind in (DCATAPIT.LicenseDocument, DCTERMS.LicenseDocument):
        made.add((LICENCE, RDF.type, kind))
    made.add((LICENCE, FOAF.name, Literal("Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)", lang="it")))
    made.add((LICENCE, OWL.versionInfo, Literal("4.0")))
    made.add((LICENCE, DCTERMS.type, LICENCE_TYPE))
    made.add((LICENCE_TYPE, RDF.type, SKOS.Concept))
    made.add((LICENCE_TYPE, SKOS.prefLabel, Literal("Attribuzione", lang="it")))
    made.add((LICENCE_TYPE, SKOS.inScheme, URIRef("http://purl.org/adms/licencetype/1.0")))


def _dataset(made: Graph, dataset: Dataset, site: Site, owner: URIRef, contact: URIRef, day: Literal) -> URIRef:
    assert site.owner
    home = site.canonical(addresses.DATA)
    node, page = URIRef(f"{home}#dataset-{dataset.name}"), URIRef(f"{home}#{dataset.name}")
    for kind in (DCATAPIT.Dataset, DCAT.Dataset):
        made.add((node, RDF.type, kind))
    made.add((page, RDF.type, FOAF.Document))
    for name, value in (
        (DCTERMS.identifier, Literal(f"{site.owner.identifier}:{dataset.name}")),
        (DCTERMS.title, Literal(dataset.title, lang="it")),
        (DCTERMS.description, Literal(dataset.description, lang="it")),
        (DCTERMS.modified, day),
        (DCTERMS.rightsHolder, owner),
        (DCTERMS.publisher, owner),
        (DCTERMS.creator, owner),
        (DCTERMS.accrualPeriodicity, URIRef(f"{AUTHORITY}frequency/IRREG")),
        (DCTERMS.language, URIRef(f"{AUTHORITY}language/ITA")),
        (DCTERMS.spatial, URIRef(f"{AUTHORITY}country/ITA")),
        (DCAT.contactPoint, contact),
        (DCAT.landingPage, page),
        (DCAT.keyword, Literal("distretti del commercio", lang="it")),
        *((DCAT.theme, URIRef(f"{AUTHORITY}data-theme/{theme}")) for theme in dataset.themes),
        *((DCAT.distribution, _distribution(made, dataset, site, ending, day)) for ending in _endings(dataset)),
    ):
        made.add((node, name, value))
    return node


def _endings(dataset: Dataset) -> list[str]:
    return [ending for ending in FORMATS if ending != ".geojson" or dataset.point]


def _distribution(made: Graph, dataset: Dataset, site: Site, ending: str, day: Literal) -> URIRef:
    home = site.canonical(addresses.DATA)
    node = URIRef(f"{home}#{dataset.name}{ending.replace('.', '-')}")
    for kind in (DCATAPIT.Distribution, DCAT.Distribution):
        made.add((node, RDF.type, kind))
    for name, value in (
        (DCTERMS.title, Literal(f"{dataset.title} ({FORMATS[ending]})", lang="it")),
        (DCTERMS.description, Literal(f"{dataset.title}: il file in {FORMATS[ending]}.", lang="it")),
        (DCAT.accessURL, URIRef(f"{home}{dataset.name}{ending}")),
        (DCAT.downloadURL, URIRef(f"{home}{dataset.name}{ending}")),
        (DCTERMS.format, URIRef(f"{AUTHORITY}file-type/{FORMATS[ending]}")),
        (DCTERMS.license, LICENCE),
        (DCTERMS.modified, day),
    ):
        made.add((node, name, value))
    return node


def _sorted(value: Any) -> Any:
    """The same JSON with every list in a fixed order: in a graph they have none."""
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return {key: _sorted(item) for key, item in value.items()} if isinstance(value, dict) else value
