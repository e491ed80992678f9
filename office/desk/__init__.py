"""The use cases: one function for each thing that somebody can do, inside the caller's transaction."""
