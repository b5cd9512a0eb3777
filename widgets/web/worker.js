// In: requests as JSON text. Out: the engine's answers as JSON text, and the progress of starting.
// A classic worker, so that it can be made from a Blob where there is no server.
"use strict";

(function () {
  const base = new URL(".", self.location.href).href;
  if (typeof self.loadPyodide !== "function") {
    importScripts("files.js", "pyodide.js");
  }
  const sizes = self.dalilFiles.sizes;
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  let handle = null;

  function tell(phase) {
    self.postMessage({ progress: { phase, loaded, total } });
  }

  function fail(id, error) {
    self.postMessage({ failed: id, detail: String(error) });
  }

  // Pyodide neither counts bytes nor says that a file is missing (it waits for ever): both are seen to here.
  function counted(response, type) {
    const reader = response.body.getReader();
    async function pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return;
        }
        loaded += value.byteLength;
        tell("loading");
        controller.enqueue(value);
      } catch (error) {
        fail("missing-file", error);
        controller.error(error);
      }
    }
    // All of it is taken at once: nobody reads the library before the glue has run.
    const body = new ReadableStream({ pull }, { highWaterMark: Infinity });
    return new Response(body, { headers: { "Content-Type": type } });
  }

  async function open(name, type) {
    const response = await fetchFile(base + name, { credentials: "same-origin" });
    if (!response.ok) {
      throw new Error(name + ": " + response.status);
    }
    return counted(response, type);
  }

  const fetchFile = self.fetch.bind(self);

  async function start() {
    const files = {
      "pyodide.asm.js": open("pyodide.asm.js", "text/javascript"),
      "pyodide.asm.wasm": open("pyodide.asm.wasm", "application/wasm"),
      "python.zip": open("python.zip", "application/zip"),
    };
    // Whatever else Python might ask for, nothing leaves for another address.
    self.fetch = (address) => {
      const name = String(address.url || address).slice(base.length);
      return files[name] || Promise.reject(new Error("not one of the runtime's files: " + name));
    };

    let glue;
    try {
      await Promise.all(Object.values(files));
      glue = await (await files["pyodide.asm.js"]).blob();
    } catch (error) {
      fail("missing-file", error);
      return;
    }
    const address = URL.createObjectURL(glue);
    importScripts(address);
    URL.revokeObjectURL(address);

    const pyodide = await self.loadPyodide({
      indexURL: base,
      stdLibURL: base + "python.zip",
      packageBaseUrl: base,
      lockFileContents: self.dalilFiles.lock,
    });
    tell("starting");
    handle = pyodide.pyimport("widgets.api").handle;
    self.postMessage({ ready: true });
  }

  self.onmessage = ({ data }) => {
    try {
      self.postMessage({ id: data.id, response: handle(data.request) });
    } catch (error) {
      fail("crashed", error);
    }
  };

  tell("loading");
  start().catch((error) => fail("crashed", error));
})();
