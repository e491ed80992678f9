"""Setting and asking for a bot's webhook. https://core.telegram.org/bots/api#setwebhook"""

import re
from typing import Final
from urllib.parse import urlsplit

from aiogram import types
from aiogram.methods import DeleteWebhook, GetWebhookInfo, SetWebhook

from simulator.feed import Json
from simulator.telegram import errors
from simulator.telegram.errors import Refused, not_simulated
from simulator.telegram.posting import dumped
from simulator.telegram.state import Bot, World
from simulator.telegram.webhooks import DEFAULT_CONNECTIONS, Webhook

SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")
LONGEST_SECRET: Final = 256


def set_webhook(world: World, bot: Bot, call: SetWebhook) -> bool:
    """Replace the webhook and end an open poll. Plain http is welcome, as at a Bot API server of one's own."""
    if not call.url:
        return _close(world, bot, drop=bool(call.drop_pending_updates))
    _check(call)
    _close(world, bot, drop=bool(call.drop_pending_updates))
    if call.allowed_updates is not None:
        bot.queue.allow(call.allowed_updates)
    bot.webhook = Webhook(call.url, call.secret_token or "", call.max_connections or DEFAULT_CONNECTIONS)
    bot.queue.end_poll(errors.TERMINATED_BY_WEBHOOK)
    world.couriers.start(bot.queue, bot.webhook)
    return True


def delete_webhook(world: World, bot: Bot, call: DeleteWebhook) -> bool:
    return _close(world, bot, drop=bool(call.drop_pending_updates))


def get_webhook_info(_world: World, bot: Bot, _call: GetWebhookInfo) -> Json:
    hook = bot.webhook
    return dumped(
        types.WebhookInfo(
            url=hook.url if hook else "",
            has_custom_certificate=False,
            pending_update_count=bot.queue.pending,
            max_connections=hook.connections if hook else None,
            last_error_date=hook.last_error_date if hook else None,
            last_error_message=hook.last_error if hook else None,
            allowed_updates=bot.queue.allowed or None,
        )
    )


def _check(call: SetWebhook) -> None:
    if not _is_address(call.url):
        raise Refused(errors.WEBHOOK_URL_INVALID)
    if call.certificate is not None:
        raise not_simulated("a webhook's own certificate")
    secret = call.secret_token or ""
    if len(secret) > LONGEST_SECRET:
        raise Refused(errors.WEBHOOK_PROOF_TOO_LONG)
    if not SECRET.fullmatch(secret):
        raise Refused(errors.WEBHOOK_PROOF_INVALID)


def _is_address(url: str) -> bool:
    try:
        address = urlsplit(url)
        return address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:  # a port beyond 65535, or brackets around no address
        return False


def _close(world: World, bot: Bot, *, drop: bool) -> bool:
    if drop:
        bot.queue.drop_all()
    world.couriers.stop(bot.webhook)
    bot.webhook = None
    return True
