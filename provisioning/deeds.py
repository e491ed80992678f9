"""What is done in the zone for a service, and how it is undone: the same for every provider."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from office.desk.provisioning import Undone
from office.register.services import Service
from office.sop.plan import Deed, RecordId
from provisioning.protocols import DnsProvider, NameTaken, Ours, Record

NAME_TAKEN: Final = "name_taken"
NOT_AS_LEFT: Final = "not_as_left"
CHANGE_BY_HAND: Final = "change_by_hand"
REMOVE_BY_HAND: Final = "remove_by_hand"


async def carry_out(provider: DnsProvider, service: Service, stands: Service | None) -> RecordId:
    """Do what is planned, safe to repeat; return the record that was made, or the one that is gone.

    `stands` is the service that is changed or removed. Raises NameTaken when a human must decide.
    """
    if stands is None:
        return await provider.create(service.plan, service.operation)
    if service.plan.deed is Deed.CHANGE:
        return await provider.change(_ours(stands), _ours(service))
    return await _remove(provider, service, stands)


async def _remove(provider: DnsProvider, service: Service, stands: Service) -> RecordId:
    """Remove exactly our record; one already gone counts as removed."""
    found = await provider.find(service.plan.name)
    ours = frozenset(record for record in found if record.is_still(_ours(stands)))
    if found - ours:
        raise NameTaken(service.plan.name, found - ours)
    for record in ours:
        await provider.remove(record)
    return service.record or stands.record or RecordId("")


def why_blocked(service: Service, stands: Service | None, taken: NameTaken) -> tuple[str, str]:
    """Which sentence the officer reads, and what in it is particular to this case."""
    if stands is None:
        return NAME_TAKEN, in_words(taken.found)
    if not stands.by_hand:
        return NOT_AS_LEFT, in_words(taken.found)
    why = CHANGE_BY_HAND if service.plan.deed is Deed.CHANGE else REMOVE_BY_HAND
    return why, f"{service.plan.type} {service.plan.content}"


async def undo(provider: DnsProvider, service: Service, stands: Service | None) -> Undone:
    """Bring back what stood before a service that was given up; what is not ours, or no longer so, stays."""
    found = await provider.find(service.plan.name)
    if stands is None:
        return await _undo_create(provider, service, found)
    if any((record.type, record.content) == (stands.plan.type, stands.plan.content) for record in found):
        return Undone()
    try:
        return await _put_back(provider, service, stands, found)
    except NameTaken as taken:
        return Undone(left=in_words(taken.found), is_as_before=False)


async def _undo_create(provider: DnsProvider, service: Service, found: frozenset[Record]) -> Undone:
    removed: list[Record] = []
    changed: list[Record] = []
    for record in found:
        if record.operation == service.operation:
            is_removed = record.is_still(_ours(service)) and await _removed(provider, record)
            (removed if is_removed else changed).append(record)
    return Undone(done=in_words(removed), left=in_words(changed), is_as_before=not changed)


async def _removed(provider: DnsProvider, held: Record) -> bool:
    try:
        await provider.remove(held)
    except NameTaken:
        return False
    return True


async def _put_back(provider: DnsProvider, service: Service, stands: Service, found: frozenset[Record]) -> Undone:
    """The record that stood before, as it was, where nothing or only our newer one stands now."""
    if service.plan.deed is Deed.CHANGE:
        record = await provider.change(_ours(service), _ours(stands))
    elif found or stands.by_hand:
        raise NameTaken(service.plan.name, found)
    else:
        record = await provider.create(replace(stands.plan, deed=Deed.CREATE, replaces=""), stands.operation)
    return Undone(done=f"{stands.plan.type} {stands.plan.content}", record=record)


def in_words(held: Iterable[Record]) -> str:
    return ", ".join(sorted(f"{record.type} {record.content}" for record in held))


def _ours(service: Service) -> Ours:
    return Ours(service.plan, service.operation)
