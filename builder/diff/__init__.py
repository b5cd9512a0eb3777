"""In: the library as it was and as it is. Out: what a change does to readers' answers, and the report of it."""
