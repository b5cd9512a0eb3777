// In: the folder of the runtime's packed scripts beside a page opened from a disk. Out: a worker's code made of them, and its files.
// On file:// a page may neither fetch nor start a worker from a file: a script's tag and a Blob are what is left.
"use strict";

(function () {
  const CODE = ["pyodide.js", "pyodide.asm.js", "worker.js"];
  const HEART = "python.wasm";
  const WHOLE = "pyodide.asm.wasm";
  // Pyodide wants an address to lie at; what it asks for there, the worker answers from memory.
  const NOWHERE = "https://runtime.invalid/";

  const received = new Map(); // name → bytes, still packed

  // Each packed script calls this with what it holds.
  function receive(name, text) {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) {
      bytes[at] = letters.charCodeAt(at);
    }
    received.set(name, bytes);
  }

  function load(base, name) {
    return new Promise((resolve, reject) => {
      if (received.has(name)) {
        resolve();
        return;
      }
      const script = document.createElement("script");
      script.onload = () => (received.has(name) ? resolve() : reject(new Error(name + " is damaged")));
      script.onerror = () => reject(new Error(name));
      script.src = new URL(name + ".packed.js", base);
      // It stays: in WebKit a script taken out again is sometimes never heard of.
      document.head.append(script);
    });
  }

  async function unpacked(name) {
    return new Response(await window.Dalil.unpack(new Response(received.get(name)).body));
  }

  async function open(base, tell, whole) {
    const data = [whole ? WHOLE : HEART, "python.zip"];
    await load(base, "files.json");
    const manifest = await (await unpacked("files.json")).json();
    const size = (name) => manifest.sizes[name + ".gz"] || 0;
    const total = [...CODE, ...data].reduce((sum, name) => sum + size(name), 0);
    let loaded = 0;
    tell({ phase: "loading", loaded, total });

    async function take(name) {
      await load(base, name);
      loaded += size(name);
      tell({ phase: "loading", loaded, total });
    }

    await Promise.all([...CODE, ...data].map(take));
    const code = await Promise.all(CODE.map(async (name) => (await unpacked(name)).blob()));
    const address = URL.createObjectURL(new Blob(code.flatMap((part) => [part, "\n;"]), { type: "text/javascript" }));
    const held = Object.fromEntries(data.map((name) => [name, received.get(name)]));
    return { code: address, begin: Promise.resolve({ base: NOWHERE, held, whole, ...manifest }) };
  }

  window.Dalil = Object.assign(window.Dalil || {}, { fromFile: { open }, receive });
})();
