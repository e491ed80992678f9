"""The use cases: one function for each thing that a person, or the system, can do. Each runs in the caller's transaction."""
