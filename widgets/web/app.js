// In: the service worker's address, on this script's tag. Out: pages kept on this device, what is kept told as an event
// ("dalil-kept", "dalil-keeping"), and a notice when newer pages are there. Does nothing on file://.
"use strict";

(function () {
  const workers = navigator.serviceWorker;
  if (!workers || !location.protocol.startsWith("http")) {
    return;
  }
  const address = new URL(document.currentScript.dataset.worker, document.baseURI);
  const language = document.documentElement.lang;
  const notice = document.querySelector(".dalil-newer");
  const NOTHING_KEPT = ".dalil-nothing-kept";
  const NOTHING = { languages: [], all: false, trouble: "", bytes: 0, lacking: 0 };
  const older = workers.controller !== null; // a worker served this page: another one means newer pages
  let watched = null;
  let agreed = false;
  let erased = false;

  function tell(event, detail) {
    document.dispatchEvent(new CustomEvent(event, { detail }));
  }

  function tellEnd(work) {
    work.catch(() => ({ ...NOTHING, trouble: "failed" })).then((state) => tell("dalil-kept", state));
  }

  // The reader's refusal, for good or as long as this tab is open: the one thing remembered when nothing else is. A
  // browser that stores nothing keeps nothing.
  function refusal(change, ...places) {
    try {
      places.forEach((place) => window[place][change](NOTHING_KEPT, "1"));
      return [localStorage, sessionStorage].some((storage) => storage.getItem(NOTHING_KEPT) !== null);
    } catch (error) {
      return false;
    }
  }

  function ask(worker, message) {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => ("end" in data ? resolve(data.end) : tell("dalil-keeping", data.step));
      worker.postMessage(message, [port2]);
    });
  }

  function running(registration) {
    const worker = registration.active || registration.waiting || registration.installing;
    return new Promise((resolve, reject) => {
      function look() {
        if (!worker || worker.state === "redundant") {
          reject(new Error("the first files could not be had"));
        } else if (worker.state === "activated") {
          resolve(worker);
        }
      }
      look();
      worker.addEventListener("statechange", look);
    });
  }

  // What a first visit began to fetch before the worker could see it, Python among it, counts as used.
  function keepUsed(worker) {
    const since = performance.now();
    const root = new URL(".", address).href;
    const observer = new PerformanceObserver((list) => {
      const early = list.getEntries().filter(({ name, startTime }) => startTime < since && name.startsWith(root));
      if (early.length > 0 && !refusal()) {
        const used = early.map(({ name }) => name.slice(root.length));
        tellEnd(ask(worker, { do: "keep", language, all: false, used }));
      }
    });
    observer.observe({ type: "resource", buffered: true });
  }

  async function register(all) {
    const registration = await workers.register(address);
    watch(registration);
    const worker = await running(registration);
    if (!older) {
      keepUsed(worker);
    }
    return ask(worker, { do: "keep", language, all, used: [] });
  }

  async function begin() {
    const known = await workers.getRegistration(address);
    const thrifty = navigator.connection && navigator.connection.saveData;
    if (erased || refusal() || (thrifty && !known)) {
      return NOTHING;
    }
    if (thrifty) {
      watch(known);
      return ask(await running(known), { do: "state" });
    }
    return register(false);
  }

  async function unregister() {
    const known = await workers.getRegistration(address);
    return known ? ask(await running(known), { do: "remove" }) : NOTHING;
  }

  // --- Newer pages: offered, and loaded when the reader says so ---

  function offer() {
    notice.hidden = notice.hidden && !(watched.waiting && watched.active);
  }

  function watch(registration) {
    if (registration !== watched) {
      watched = registration;
      watched.addEventListener("updatefound", () => watched.installing.addEventListener("statechange", offer));
      offer();
    }
  }

  notice.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    notice.hidden = notice.hidden || button !== null;
    if (button && button.dataset.do === "load") {
      agreed = true;
      (watched.waiting || { postMessage: () => location.reload() }).postMessage({ do: "take-over" });
    }
  });

  workers.addEventListener("controllerchange", () => (agreed ? location.reload() : (notice.hidden = !older)));

  function keep() {
    refusal("removeItem", "localStorage", "sessionStorage");
    tellEnd(register(true));
  }

  function remove() {
    refusal("setItem", "localStorage");
    tellEnd(unregister());
  }

  // As if nobody had been here. Where something was kept, this tab does not begin again.
  async function forget() {
    erased = true;
    refusal("removeItem", "localStorage", "sessionStorage");
    if (await workers.getRegistration(address).catch(() => null)) {
      refusal("setItem", "sessionStorage");
      tellEnd(unregister());
    }
  }

  window.Dalil = Object.assign(window.Dalil || {}, { app: { keep, remove, forget } });
  const soon = window.requestIdleCallback || ((work) => setTimeout(work, 1000));
  addEventListener("load", () => soon(() => tellEnd(begin())));
})();
