// In: requests as objects. Out: the engine's answers as objects, from Python in a worker.
// Fetches nothing before start(). Its tag says where Python lies: <script data-runtime="…/python-…/">; how it comes
// from there is the transport's matter: open(folder, tell) gives the address of a worker's code and its first message.
"use strict";

(function () {
  const tag = document.currentScript;
  const { fromFile, overHttp } = window.Dalil;
  const transport = location.protocol === "file:" ? fromFile : overHttp;
  const megabytes = transport === fromFile ? "" : tag.dataset.megabytes; // what starting fetches
  const PATIENCE = 20000; // milliseconds without a byte, a step or an answer

  let worker = null;
  let starting = null; // the promise of a worker that is ready
  let listeners = [];
  let lastId = 0;
  let waiting = new Map(); // request id → {resolve, reject, timer}
  let whole = false; // whether a worker came to a part of Python that hadn't been sent: then all of it is

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
      let arrived = false;
      let over = false;

      function giveUp(error) {
        over = true;
        clearTimeout(timer);
        reject(error);
        stop(error);
      }

      function step(progress) {
        arrived = arrived || Boolean(progress && progress.total && progress.loaded >= progress.total);
        clearTimeout(timer);
        timer = setTimeout(() => giveUp(problem(arrived ? "crashed" : "stalled")), PATIENCE);
        for (const listener of progress ? listeners : []) {
          listener(progress);
        }
      }

      function attach(made, begin) {
        if (over) {
          made.terminate();
          return;
        }
        worker = made;
        let alive = false;
        worker.onmessage = ({ data }) => {
          if (data.alive || data.progress) {
            alive = true;
            step(data.progress);
          } else if (data.ready) {
            clearTimeout(timer);
            resolve();
          } else if (data.failed) {
            whole = whole || data.failed === "crashed";
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
          giveUp(problem(alive ? "crashed" : "missing-file", event.message));
        };
        begin.then((files) => made.postMessage({ begin: files })).catch(lost);
      }

      function lost(error) {
        giveUp(problem("missing-file", String(error)));
      }

      step();
      transport.open(new URL(tag.dataset.runtime, document.baseURI), (progress) => over || step(progress), whole).then(
        ({ code, begin }) => {
          try {
            attach(new Worker(code), begin);
          } catch (error) {
            giveUp(problem("crashed", String(error)));
          }
        },
        lost,
      );
    });
  }

  function start(onProgress) {
    if (onProgress && !listeners.includes(onProgress)) {
      listeners.push(onProgress);
    }
    if (!starting) {
      const before = whole;
      starting = launch().catch((error) => {
        if (whole === before) {
          throw error;
        }
        return start();
      });
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

  const runtime = { start, evaluate, megabytes, isWhole: () => whole };
  window.Dalil = Object.assign(window.Dalil || {}, { runtime });
})();
