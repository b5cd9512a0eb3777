// In: the folder of a built runtime, and requests on stdin, one JSON text a line. Out: one answer a line.
// With --modules as second argument: the files of the library that the engine loads, instead of the answers.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadPyodide } from "../node_modules/pyodide/pyodide.mjs";

const folder = resolve(process.argv[2]) + "/";
const listing = process.argv[3] === "--modules";
const requests = readFileSync(0, "utf8").split("\n").slice(0, -1);
const manifest = JSON.parse(readFileSync(folder + "files.json", "utf8"));

const IMPORT_ALL = `
import importlib, pkgutil, widgets
for module in pkgutil.iter_modules(widgets.__path__, "widgets."):
    importlib.import_module(module.name)
`;

const LOADED = `
import sys
specs = [getattr(module, "__spec__", None) for module in sys.modules.values()]
paths = {spec.origin.split(".zip/")[1] for spec in specs if type(getattr(spec, "loader", None)).__name__ == "zipimporter"}
"\\n".join(sorted(path.removesuffix("c") for path in paths))
`;

async function answer() {
  const pyodide = await loadPyodide({
    indexURL: folder,
    stdLibURL: folder + "python.zip",
    packageBaseUrl: folder,
    lockFileContents: manifest.lock,
  });
  if (listing) {
    pyodide.runPython(IMPORT_ALL);
  }
  const handle = pyodide.pyimport("widgets.api").handle;
  const answers = requests.map((request) => handle(request));
  return listing ? [pyodide.runPython(LOADED)] : answers;
}

// Left to itself, Node prints the line of the source, and Pyodide's is a megabyte long.
try {
  process.stdout.write((await answer()).map((text) => text + "\n").join(""));
} catch (error) {
  console.error(String(error.message || error).slice(-2000));
  process.exitCode = 1;
}
