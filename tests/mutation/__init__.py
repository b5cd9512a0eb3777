"""Mutation of the engine: mutmut is run module by module, and a page is written of what its tests don't notice."""
