"""How the properties are tried: the same examples each time, and no clock on a single one."""

from hypothesis import settings

settings.register_profile("engine", deadline=None, derandomize=True, max_examples=80)
settings.load_profile("engine")
