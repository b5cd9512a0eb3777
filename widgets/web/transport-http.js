// In: the address of the runtime's folder on a server. Out: its worker's address, and what tells the worker how to fetch.
"use strict";

(function () {
  // A host that sends text in one of these sends less than our own .gz; with gzip or nothing it sends more.
  const DENSE = ["br", "zstd"];

  async function probe(base) {
    const response = await fetch(new URL("files.json", base));
    if (!response.ok) {
      throw new Error("files.json: " + response.status);
    }
    const dense = DENSE.includes(response.headers.get("content-encoding"));
    return { base: base.href, dense, ...(await response.json()) };
  }

  async function open(base, tell, whole) {
    return { code: new URL("worker.js", base), begin: probe(base).then((files) => ({ ...files, whole })) };
  }

  window.Dalil = Object.assign(window.Dalil || {}, { overHttp: { open } });
})();
