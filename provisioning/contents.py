"""One spelling for each record's content, so that equal things compare equal."""

import ipaddress


def canonical(type_: str, content: str) -> str:
    """Return the content as a `Plan` spells it; what is not an address or a name is left as it is."""
    if type_ in {"A", "AAAA"}:
        return _address(content)
    if type_ in {"CNAME", "NS"}:
        return content.rstrip(".").lower()
    return content


def _address(content: str) -> str:
    try:
        return str(ipaddress.ip_address(content))
    except ValueError:
        return content
