// Runs in the page before its own scripts. In: the form, as a reader touches it. Out: when each answer was shown.
"use strict";

(function () {
  const PATIENCE = 180000; // milliseconds
  const bench = { lcp: 0, shift: 0 };

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      bench.lcp = entry.startTime;
    }
  }).observe({ type: "largest-contentful-paint", buffered: true });

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      bench.shift += entry.hadRecentInput ? 0 : entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });

  // The next answer counts as shown when the frame that holds it has been drawn.
  function nextAnswer() {
    const { runtime } = window.Dalil;
    const evaluate = runtime.evaluate;
    return new Promise((resolve, reject) => {
      runtime.evaluate = async (request) => {
        runtime.evaluate = evaluate;
        const response = await evaluate(request).catch((error) => (reject(error), Promise.reject(error)));
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
        return response;
      };
    });
  }

  async function choose(input) {
    const late = new Promise((resolve, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE));
    const shown = nextAnswer();
    const begun = performance.now();
    input.click();
    return (await Promise.race([shown, late])) - begun;
  }

  // The first touch of a form: milliseconds to its first answer, and the outcome that is then to be seen.
  bench.first = async ({ widget, question, option }) => {
    const section = document.querySelector(`[data-widget="${widget}"]`);
    const milliseconds = await choose(section.querySelector(`[data-question="${question}"] input[value="${option}"]`));
    const outcome = section.querySelector(".dalil-result:not([hidden]) [data-outcome]:not([hidden])");
    return { milliseconds, outcome: outcome && outcome.dataset.outcome };
  };

  // Runs in a worker. In: the address of Python's folder. Out: a word when its heart is compiled and its glue has run.
  const LEAST = `onmessage = async ({ data }) => {
    const heart = WebAssembly.compileStreaming(fetch(data + "python.wasm"));
    importScripts(data + "pyodide.asm.js");
    await heart;
    postMessage(null);
  };`;

  bench.least = () => {
    const { runtime } = document.querySelector("[data-runtime]").dataset;
    return new Promise((resolve, reject) => {
      const begun = performance.now();
      const worker = new Worker(URL.createObjectURL(new Blob([LEAST], { type: "text/javascript" })));
      worker.onmessage = () => resolve(performance.now() - begun);
      worker.onerror = reject;
      worker.postMessage(new URL(runtime, document.baseURI).href);
    });
  };

  // What a section offers to choose: none in a form that has only numbers and dates to ask for now.
  function choices(section) {
    const inputs = section.querySelectorAll("[data-question] input[type=radio]:not(:checked)");
    return [...inputs].filter((input) => input.closest("[data-question]").checkVisibility());
  }

  // Choices at random, the same each time, in every form of the page that offers some: milliseconds of each.
  bench.many = async (count) => {
    let seed = 1;
    const pick = (list) => list[(seed = (seed * 48271) % 2147483647) % list.length];
    const taken = [];
    while (taken.length < count) {
      const offered = [...document.querySelectorAll("[data-widget]")].map(choices).filter(({ length }) => length > 0);
      if (offered.length === 0) {
        throw new Error("no form of this page offers a choice");
      }
      taken.push(await choose(pick(offered[taken.length % offered.length])));
    }
    return taken;
  };

  window.bench = bench;
})();
