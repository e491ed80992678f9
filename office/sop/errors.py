"""Two families of trouble that people can act on; everything else is a bug and rises.

Refusal        the office's rules say no: nothing was changed
VendorError    the outside (Telegram, Cloudflare, a name server) failed or refused
"""


class Refusal(Exception):  # noqa: N818 - the office refuses; it does not err
    """The office's rules say no, and nothing was changed. Subclasses carry data; `handlers/errors.py` has the words."""


class VendorError(Exception):
    """Somebody outside failed us.

    `retry` says whether the very same call may work later; an answer that is not understood is never `retry=False`.
    `retry_after` is the vendor's own wish, in seconds.
    """

    def __init__(self, vendor: str, said: str, *, retry: bool, retry_after: float | None = None) -> None:
        super().__init__(f"{vendor}: {said}")
        self.vendor, self.said, self.retry, self.retry_after = vendor, said, retry, retry_after
