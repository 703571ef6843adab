"""The standard of publiccode.yml, version 0.5, as far as this project uses it.

Keys, presence and lengths are those of the standard's text (schema.core, categories-list, scope-list) and of the checks
of Developers Italia's own parser, which is on neither PyPI nor npm.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

CATEGORIES = """
    accounting agile-project-management applicant-tracking application-development appointment-scheduling backup
    billing-and-invoicing blog budgeting business-intelligence business-process-management cad call-center-management
    cloud-management collaboration communications compliance-management contact-management content-management crm
    customer-service-and-support data-analytics data-collection data-visualization design design-system
    digital-asset-management digital-citizenship document-management donor-management e-commerce e-signature
    educational-content email-management email-marketing employee-management enterprise-project-management
    enterprise-social-networking erp event-management facility-management feedback-and-reviews-management
    financial-reporting fleet-management fundraising gamification geographic-information-systems grant-management
    graphic-design help-desk hr ide identity-management instant-messaging inventory-management it-asset-management
    it-development it-management it-security it-service-management knowledge-management learning-management-system
    marketing mind-mapping mobile-marketing mobile-payment network-management office online-booking online-community
    payment-gateway payroll predictive-analysis procurement productivity-suite project-collaboration project-management
    property-management real-estate-management remote-support resource-management sales-management seo service-desk
    social-media-management survey talent-management task-management taxes-management test-management time-management
    time-tracking translation video-conferencing video-editing visitor-management voip warehouse-management
    web-collaboration web-conferencing website-builder whistleblowing workflow-management"""
SCOPES = """
    agriculture culture defence education emergency-services employment energy environment
    finance-and-economic-development foreign-affairs healthcare infrastructures justice local-authorities manufacturing
    research science-and-technology security society sport tourism transportation welfare"""


def _category(value: str) -> str:
    if value not in CATEGORIES.split():
        raise ValueError("not in the standard's list of categories")
    return value


def _scope(value: str) -> str:
    if value not in SCOPES.split():
        raise ValueError("not in the standard's list of scopes")
    return value


def _day(value: str) -> str:
    date.fromisoformat(value)
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+/\S+$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=150, max_length=10_000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Section(BaseModel):
    """A part of the file: no key but the standard's, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Organisation(Section):
    """Who owns the repository; of a public body `uri` is urn:x-italian-pa: and its IPA code."""

    name: Text
    uri: Annotated[str, StringConstraints(pattern=r"^(https?://|urn:)\S+$")] | None = None


class Audience(Section):
    """For whom the software is."""

    countries: list[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]] = []
    scope: list[Annotated[str, AfterValidator(_scope)]] = []


class Description(Section):
    """The software in one language."""

    short_description: Short = Field(alias="shortDescription")
    long_description: Long = Field(alias="longDescription")
    features: list[Text] = Field(min_length=1)


class Legal(Section):
    """Licence and owners."""

    license: Text
    main_copyright_owner: Text | None = Field(default=None, alias="mainCopyrightOwner")
    repo_owner: Text | None = Field(default=None, alias="repoOwner")


class Contact(Section):
    """A person."""

    name: Text
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    phone: Text | None = None
    affiliation: Text | None = None


class Maintenance(Section):
    """Who looks after the software: by people of the project, so `contacts` are mandatory."""

    type: Literal["internal", "community"]
    contacts: list[Contact] = Field(min_length=1)


class Localisation(Section):
    """The languages of the software."""

    ready: bool = Field(alias="localisationReady")
    languages: list[Language] = Field(alias="availableLanguages", min_length=1)


class Dependency(Section):
    """What must be installed apart."""

    name: Text
    version_min: Text | None = Field(default=None, alias="versionMin")


class Dependencies(Section):
    """Dependencies under an open licence: there are no others."""

    open: list[Dependency] = []


class PublicCode(Section):
    """The whole file."""

    standard: Literal["0.5", "0.5.0"] = Field(alias="publiccodeYmlVersion")
    name: Text
    url: Url
    software_version: Text = Field(alias="softwareVersion")
    release_date: Day = Field(alias="releaseDate")
    status: Literal["concept", "development", "beta", "stable", "obsolete"] = Field(alias="developmentStatus")
    type: Literal["standalone/web"] = Field(alias="softwareType")
    platforms: list[Text] = Field(min_length=1)
    categories: list[Annotated[str, AfterValidator(_category)]] = Field(min_length=1)
    organisation: Organisation | None = None
    audience: Audience = Field(alias="intendedAudience")
    description: dict[Language, Description] = Field(min_length=1)
    legal: Legal
    maintenance: Maintenance
    localisation: Localisation
    dependencies: Dependencies = Field(alias="dependsOn")


def problems(document: object) -> list[str]:
    """What is wrong in the file, "key/key: why" each; nothing where it keeps to the standard."""
    try:
        TypeAdapter(PublicCode).validate_python(document)
    except ValidationError as error:
        return ["/".join(map(str, problem["loc"])) + ": " + problem["msg"] for problem in error.errors()]
    return []
