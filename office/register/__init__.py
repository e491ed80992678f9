"""The database: tables, and one module per aggregate whose functions take an open transaction and never commit."""
