"""The query language of Cloudflare's lists: `name.exact=…`, `comment.startswith=…`, `page`, `per_page`.

https://developers.cloudflare.com/api/resources/dns/subresources/records/methods/list/
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

Json = dict[str, Any]
FIELDS: Final = ("name", "content", "comment")
OPERATORS: Final[dict[str, Callable[[str, str], bool]]] = {
    "exact": lambda value, wanted: value == wanted,
    "startswith": lambda value, wanted: value.startswith(wanted),
    "endswith": lambda value, wanted: value.endswith(wanted),
    "contains": lambda value, wanted: wanted in value,
    "present": lambda value, _: bool(value),
    "absent": lambda value, _: not value,
}


def matching(records: list[Json], query: Mapping[str, str]) -> list[Json]:
    """The records that satisfy every filter; filters ignore the case, as Cloudflare's do."""
    return [record for record in records if all(_satisfies(record, *item) for item in query.items())]


def _satisfies(record: Json, key: str, wanted: str) -> bool:
    field, _, operator = _dotted(key).partition(".")
    if field == "type":
        return str(record["type"]) == wanted.upper()
    if field not in FIELDS:
        return True
    value = str(record.get(field) or "").lower()
    return OPERATORS[operator or "exact"](value, wanted.lower())


def _dotted(key: str) -> str:
    """The SDK writes nested filters as `name.exact`; brackets are the older way."""
    return key.replace("[", ".").rstrip("]")


def page(items: list[Json], query: Mapping[str, str], *, per_page: int) -> Json:
    """One page in Cloudflare's envelope."""
    size, number = int(float(query.get("per_page", per_page))), int(float(query.get("page", 1)))
    found = items[(number - 1) * size : number * size]
    return success(found) | {
        "result_info": {
            "page": number,
            "per_page": size,
            "count": len(found),
            "total_count": len(items),
            "total_pages": -(-len(items) // size),
        }
    }


def success(result: object) -> Json:
    return {"result": result, "success": True, "errors": [], "messages": []}
