"""What all tests share."""

from hypothesis import settings

settings.register_profile("loket", deadline=None, derandomize=True)
settings.load_profile("loket")
