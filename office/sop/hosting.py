"""What an officer is to make by hand: the office's offer, put beside what the applicant needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from office.sop.agency import HostingRules


@dataclass(frozen=True, slots=True)
class HostingOrder:
    """Where, of what size, and how it is handed over. The limits are empty where no package fits."""

    server: str
    package: str
    limits: str
    access: str


def order(rules: HostingRules, answers: Mapping[str, str]) -> HostingOrder:
    """The package that is meant for the disk space asked for, or the wish itself."""
    disk = answers["disk"]
    package = next((each for each in rules.packages if each.disk == disk), None)
    name, limits = (package.name, package.limits) if package else (disk, "")
    return HostingOrder(rules.server, name, limits, rules.access)
