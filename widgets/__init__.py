"""The engine: a procedure, facts, answers and two dates come in; an outcome with its reasons goes out.

It knows no procedure and no language, reads no clock and uses the standard library alone.
"""
