// In place of the site's python.js: the same interface over stock Pyodide, in a module worker as its documentation shows.
"use strict";

(function () {
  let worker = null;
  let starting = null;
  let lastId = 0;
  const waiting = new Map();

  function launch() {
    return new Promise((resolve, reject) => {
      worker = new Worker("/stock/worker.mjs", { type: "module" });
      worker.onerror = reject;
      worker.onmessage = ({ data }) => {
        if (data.ready) {
          resolve();
        } else {
          waiting.get(data.id)(JSON.parse(data.response));
        }
      };
    });
  }

  function start() {
    starting = starting || launch();
    return starting;
  }

  async function evaluate(request) {
    await start();
    return new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      worker.postMessage({ id: lastId, request: JSON.stringify(request) });
    });
  }

  window.Dalil = Object.assign(window.Dalil || {}, { runtime: { start, evaluate } });
})();
