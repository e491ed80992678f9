"""The program: command line, settings, wiring, and the worker that pays what is owed."""
