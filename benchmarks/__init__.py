"""In: the built site and stock Pyodide. Out: how fast and how heavy both are, as figures, a table and a plot."""
