// In: requests as objects. Out: the engine's answers as objects, from Python in a worker.
// Fetches nothing before start(). Its tag says where the worker lies: <script data-runtime="…/python-…/">.
"use strict";

(function () {
  const tag = document.currentScript;
  const PATIENCE = 20000; // milliseconds without a byte, a step or an answer

  let worker = null;
  let starting = null; // the promise of a worker that is ready
  let listeners = [];
  let lastId = 0;
  let waiting = new Map(); // request id → {resolve, reject, timer}

  function problem(id, detail) {
    return Object.assign(new Error(detail || id), { id });
  }

  function stop(error) {
    if (worker) {
      worker.terminate();
    }
    worker = null;
    starting = null;
    const left = waiting;
    waiting = new Map();
    for (const { reject, timer } of left.values()) {
      clearTimeout(timer);
      reject(error);
    }
  }

  function launch() {
    return new Promise((resolve, reject) => {
      if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
        reject(problem("no-wasm"));
        return;
      }
      let timer = null;

      function giveUp(error) {
        clearTimeout(timer);
        reject(error);
        stop(error);
      }

      function step() {
        clearTimeout(timer);
        timer = setTimeout(() => giveUp(problem("stalled")), PATIENCE);
      }

      const base = new URL(tag.dataset.runtime, document.baseURI);
      try {
        worker = new Worker(new URL("worker.js", base));
      } catch (error) {
        reject(problem("crashed", String(error)));
        return;
      }
      step();

      let begun = false;
      worker.onmessage = ({ data }) => {
        if (data.progress) {
          begun = true;
          step();
          for (const listener of listeners) {
            listener(data.progress);
          }
        } else if (data.ready) {
          clearTimeout(timer);
          resolve();
        } else if (data.failed) {
          giveUp(problem(data.failed, data.detail));
        } else if (waiting.has(data.id)) {
          const asked = waiting.get(data.id);
          waiting.delete(data.id);
          clearTimeout(asked.timer);
          asked.resolve(JSON.parse(data.response));
        }
      };
      // Before its first word a worker fails because a script of its own can't be had.
      worker.onerror = (event) => {
        event.preventDefault();
        giveUp(problem(begun ? "crashed" : "missing-file", event.message));
      };
    });
  }

  function start(onProgress) {
    if (onProgress && !listeners.includes(onProgress)) {
      listeners.push(onProgress);
    }
    if (!starting) {
      starting = launch();
      // A later start() tries again.
      starting.catch(() => {
        starting = null;
      });
    }
    return starting;
  }

  async function ask(text) {
    await start();
    return new Promise((resolve, reject) => {
      lastId += 1;
      const timer = setTimeout(() => stop(problem("crashed", "no answer")), PATIENCE);
      waiting.set(lastId, { resolve, reject, timer });
      worker.postMessage({ id: lastId, request: text });
    });
  }

  // A worker that died or hangs is replaced, and asked again, once.
  async function evaluate(request) {
    const text = JSON.stringify(request);
    await start();
    try {
      return await ask(text);
    } catch (error) {
      return ask(text);
    }
  }

  window.Dalil = Object.assign(window.Dalil || {}, { runtime: { start, evaluate } });
})();
