"""The catalogue in DCAT-AP_IT: whole by shapes of our own, the same bytes twice, and not written where it would lie."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, Graph, Namespace, URIRef

from distretti.opendata import dcat, package
from distretti.settings import BadSettings, read_settings, site_of, warnings_of
from distretti.site.site import Site

from ..conftest import PROJECT
from ..world import World

GIVEN = {
    "SITENAME": "Prova",
    "SITEURL": "https://esempio.it/catalogo",
    "TITOLARE": {
        "name": "Comune di Prova",
        "url": "https://www.comune.example.it/",
        "pubblico": True,
        "codice": "c_x999",
    },
    "CONTATTO": "dati@comune.example.it",
    "MENU": (),
    "ATTRIBUTION": "Istat",
}
SHAPES = Path(__file__).with_name("dcat-ap-it.shacl.ttl")
IT = Namespace("http://dati.gov.it/onto/dcatapit#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
MANDATORY = [
    (IT.Catalog, DCTERMS.title), (IT.Catalog, DCTERMS.description), (IT.Catalog, DCTERMS.publisher),
    (IT.Catalog, DCTERMS.modified), (IT.Catalog, DCAT.dataset), (IT.Dataset, DCTERMS.identifier),
    (IT.Dataset, DCTERMS.title), (IT.Dataset, DCTERMS.description), (IT.Dataset, DCTERMS.modified),
    (IT.Dataset, DCAT.theme), (IT.Dataset, DCTERMS.rightsHolder), (IT.Dataset, DCTERMS.accrualPeriodicity),
    (IT.Dataset, DCAT.distribution), (IT.Dataset, DCAT.contactPoint), (IT.Distribution, DCAT.accessURL),
    (IT.Distribution, DCTERMS.format), (IT.Distribution, DCTERMS.license), (IT.Agent, FOAF.name),
    (IT.Agent, DCTERMS.identifier), (IT.Organization, VCARD.fn), (IT.Organization, VCARD.hasEmail),
    (IT.LicenseDocument, DCTERMS.type), (SKOS.Concept, SKOS.prefLabel),
]  # fmt: skip


def site(**changes: object) -> Site:
    return site_of(read_settings(GIVEN | changes), False)


@cache
def turtle() -> bytes:
    return dcat.as_turtle(site(), "2026-11-28")


def found() -> Graph:
    return Graph().parse(data=turtle(), format="turtle")


def conforms(graph: Graph) -> tuple[bool, str]:
    good, _, said = validate(graph, shacl_graph=str(SHAPES), advanced=False)
    return bool(good), str(said)


def test_it_conforms_to_the_national_profile() -> None:
    good, said = conforms(found())
    assert good, said


@pytest.mark.parametrize(
    ("kind", "name"), MANDATORY, ids=[f"{k.split('#')[-1]} {n.split('/')[-1]}" for k, n in MANDATORY]
)
def test_each_mandatory_property_is_missed(kind: URIRef, name: URIRef) -> None:
    graph = found()
    node = next(node for node in graph.subjects(RDF.type, kind) if (node, name, None) in graph)
    graph.remove((node, name, None))
    good, said = conforms(graph)
    assert not good
    assert str(node) in said


def test_a_dataset_and_its_page_are_two_things() -> None:
    graph = found()
    for dataset in graph.subjects(RDF.type, IT.Dataset):
        assert graph.value(dataset, DCAT.landingPage) != dataset
        assert "#dataset-" in str(dataset)


def test_two_processes_with_other_hashes_write_the_same_bytes() -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = ['plugins', '.']\n"
        "from tests.opendata import test_dcat as t; from distretti.opendata import dcat\n"
        "print(hashlib.sha256(dcat.as_turtle(t.site(), '2026-11-28') + dcat.as_json_ld(t.site(), "
        "'2026-11-28')).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1


def test_the_two_files_say_the_same() -> None:
    other = Graph().parse(data=dcat.as_json_ld(site(), "2026-11-28"), format="json-ld")
    assert set(other) == set(found())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SITEURL": ""}, "SITEURL"),
        ({"TITOLARE": None}, "TITOLARE"),
        ({"TITOLARE": {"name": "Comune", "url": "https://www.comune.example.it/"}}, "codice IPA"),
        ({"CONTATTO": ""}, "CONTATTO"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    assert words in package.missing(site(**changes))
    assert any(words in warning and "DCAT-AP_IT" in warning for warning in warnings_of(read_settings(GIVEN | changes)))
    settings = GIVEN | changes
    world = World(tmp_path, settings={name: value for name, value in settings.items() if name != "SITENAME"})
    world.build()
    assert not (world.output / "dati" / "catalogo.ttl").exists()
    assert words in (world.output / "dati" / "index.html").read_text("utf-8")


def test_it_is_written_where_all_is_stated(tmp_path: Path) -> None:
    world = World(tmp_path, settings={name: value for name, value in GIVEN.items() if name != "SITENAME"})
    world.build()
    graph = Graph().parse(world.output / "dati" / "catalogo.ttl")
    assert conforms(graph)[0]
    for url in graph.objects(None, DCAT.downloadURL):
        path = str(url).removeprefix("https://esempio.it/catalogo/")
        assert (world.output / path).is_file(), path


def test_a_code_that_is_none_is_refused() -> None:
    owner = {**GIVEN["TITOLARE"], "codice": "partita iva"}  # type: ignore[dict-item]
    with pytest.raises(BadSettings, match="non è un codice IPA"):
        read_settings(GIVEN | {"TITOLARE": owner})
