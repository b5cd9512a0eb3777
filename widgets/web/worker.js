// In: requests as JSON text. Out: the engine's answers as JSON text, and the progress of starting.
// A classic worker, so that it can be made from a Blob where there is no server; unpack.js is put before it.
"use strict";

(function () {
  if (typeof self.loadPyodide !== "function") {
    importScripts("pyodide.js");
  }
  const HEART = "python.wasm"; // what a session uses of CPython
  const WHOLE = "pyodide.asm.wasm"; // all of it, for the day that one needs more; Pyodide asks for it by this name
  const { unpack } = self.Dalil;
  const unpacks = typeof DecompressionStream === "function";
  const fetchFile = self.fetch.bind(self);
  const loaded = {}; // bytes on the wire so far, by file
  let due = {}; // bytes on the wire in all, by file
  let handle = null;

  const sum = (parts) => Math.round(Object.values(parts).reduce((all, part) => all + part, 0));

  function tell(phase) {
    self.postMessage({ progress: { phase, loaded: phase === "starting" ? sum(due) : sum(loaded), total: sum(due) } });
  }

  // Each step that is done once the bytes are here: whoever waits knows that this goes on.
  function live() {
    self.postMessage({ alive: true });
  }

  function fail(id, error) {
    self.postMessage({ failed: id, detail: String(error) });
  }

  // Pyodide neither counts bytes nor says that a file is missing (it waits for ever): both are seen to here.
  function watched(stream, count, end) {
    const reader = stream.getReader();
    async function pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          end();
          return;
        }
        count(value.byteLength);
        controller.enqueue(value);
      } catch (error) {
        fail("missing-file", error);
        controller.error(error);
      }
    }
    // All of it is taken at once: nobody reads the library before the glue has run.
    return new ReadableStream({ pull }, { highWaterMark: Infinity });
  }

  const coded = (response) => response.headers.has("content-encoding");

  // A host that sends text densely may yet send a file of another type as it is: then our own .gz is less.
  async function find({ base, dense, sizes }, name) {
    const names = !unpacks ? [name] : dense ? [name, name + ".gz"] : [name + ".gz", name];
    for (const each of names) {
      const stop = new AbortController();
      const response = await fetchFile(base + each, { signal: stop.signal }).catch(() => null);
      const dear = each === name && each !== names.at(-1) && !(response && coded(response));
      if (response && response.ok && !dear) {
        return { response, size: sizes[each] };
      }
      stop.abort();
    }
    throw new Error(name);
  }

  // What the browser has decoded before we see it is counted by its share of what was sent.
  async function download(files, name) {
    const { response, size } = await find(files, name);
    if (coded(response)) {
      due[name] = Number(response.headers.get("content-length")) || due[name];
    } else {
      due[name] = size;
    }
    const share = due[name] / (coded(response) ? files.sizes[name] : size);
    loaded[name] = 0;
    const count = (bytes) => {
      // What this device has kept may be the other of two twins, and larger.
      loaded[name] = Math.min(due[name], loaded[name] + bytes * share);
      tell("loading");
    };
    const stream = watched(response.body, count, () => count(Infinity));
    return unpacks ? unpack(stream) : stream;
  }

  async function open(files, name, type) {
    const stream = files.held ? await unpack(new Response(files.held[name]).body) : await download(files, name);
    const ignore = () => {};
    return new Response(watched(stream, ignore, ignore), { headers: { "Content-Type": type } });
  }

  // No browser tells how far it has compiled, but when it has.
  function tellWhenCompiled() {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const make = WebAssembly[name];
      if (make) {
        WebAssembly[name] = (...given) => {
          const made = make.apply(WebAssembly, given);
          made.then(live, () => {});
          return made;
        };
      }
    }
  }

  // `files` says where they lie and their sizes; where they needn't be fetched it holds them, the code being here already.
  async function start(files) {
    const { base, sizes } = files;
    const heart = files.whole ? WHOLE : HEART;
    const counted = files.counted.map((name) => (name === HEART ? heart : name));
    due = Object.fromEntries(counted.map((name) => [name, sizes[name + ".gz"]]));
    if (!files.held) {
      tell("loading");
    }
    const opened = { [WHOLE]: open(files, heart, "application/wasm") };
    opened["python.zip"] = open(files, "python.zip", "application/zip");
    const glue = files.held ? null : open(files, "pyodide.asm.js", "text/javascript");
    // Whatever else Python might ask for, nothing leaves for another address.
    self.fetch = (address) => {
      const name = String(address.url || address).slice(base.length);
      return opened[name] || Promise.reject(new Error("not one of the runtime's files: " + name));
    };

    let code = null;
    try {
      await Promise.all([glue, ...Object.values(opened)]);
      code = glue && (await (await glue).blob());
    } catch (error) {
      fail("missing-file", error);
      return;
    }
    if (code) {
      const address = URL.createObjectURL(code);
      importScripts(address);
      URL.revokeObjectURL(address);
    }
    live();
    tellWhenCompiled();

    const pyodide = await self.loadPyodide({
      indexURL: base,
      stdLibURL: base + "python.zip",
      packageBaseUrl: base,
      lockFileContents: files.lock,
    });
    tell("starting");
    handle = pyodide.pyimport("widgets.api").handle;
    self.postMessage({ ready: true });
  }

  // A module that stops while it starts stops in a promise of Pyodide's that nobody waits for. The page is told, and
  // tells the reader; no console need repeat it.
  self.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    fail("crashed", event.reason);
  });

  self.onmessage = ({ data }) => {
    if (data.begin) {
      start(data.begin).catch((error) => fail("crashed", error));
      return;
    }
    try {
      self.postMessage({ id: data.id, response: handle(data.request) });
    } catch (error) {
      fail("crashed", error);
    }
  };

  live();
})();
