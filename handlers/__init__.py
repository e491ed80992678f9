"""Telegram: what people say becomes use cases, what the office owes becomes messages. Words are in `texts/`."""
