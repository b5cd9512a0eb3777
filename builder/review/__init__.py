"""In: a guide of a `Library` and a language. Out: its statements, a file to review them in, and what reviews said."""
