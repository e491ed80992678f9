"""The baseline: a bare python-telegram-bot program that answers each text with itself, and keeps nothing."""

import logging
import os
import sys

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


async def say_ready(_: "Application") -> None:  # type: ignore[type-arg]
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    base = os.environ["LOKET_TELEGRAM_URL"]
    builder = ApplicationBuilder().token(os.environ["LOKET_TELEGRAM_TOKEN"]).base_url(f"{base}/bot")
    builder = builder.base_file_url(f"{base}/file/bot").post_init(say_ready)
    if "--concurrent" in sys.argv:
        builder = builder.concurrent_updates(True)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
