"""`intake diagram`: the steps of a flow and the ways between them, as a picture and as text that others draw."""
