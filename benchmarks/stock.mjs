// Stock Pyodide with the engine's sources: the worker behind stock.js.
import { loadPyodide } from "./pyodide.mjs";

const sources = fetch("widgets.zip").then((response) => response.arrayBuffer());
const pyodide = await loadPyodide();
pyodide.unpackArchive(await sources, "zip");
const handle = pyodide.pyimport("widgets.api").handle;

self.onmessage = ({ data }) => self.postMessage({ id: data.id, response: handle(data.request) });
self.postMessage({ ready: true });
