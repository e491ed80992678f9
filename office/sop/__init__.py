"""The SOP's rules as pure values and functions: no I/O, no clock, nothing but the standard library and pydantic."""
