"""`intake describe`: a whole flow as prose, for a lawyer who reviews it without reading YAML."""
