"""Plans become records at a vendor, and are verified. Vendors' names and errors stay in this room."""
