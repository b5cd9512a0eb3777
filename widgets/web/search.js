// In: the theme's messages {type, data}, from its search box. Out: the same, with the results.
// It is a worker over http; from file:// the page runs it (local.js). On the first query, and not before, it loads the
// rest: MiniSearch, the folding, and the index of the language, whose name the theme's own small index carries.
"use strict";

(function () {
  const SET_UP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const CODE = ["minisearch.js", "fold.js", "rank.js", "find.js"];
  const LONGEST = 200; // characters of a query

  const inPage = typeof self.document === "object";
  const port = inPage ? self.Dalil.searchPort : self;
  const base = inPage ? document.currentScript.src : self.location.href;
  let config = null;
  let ready = null;

  function load(name) {
    const address = new URL(name, base).href;
    if (!inPage) {
      importScripts(address);
      return null;
    }
    return new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }

  async function prepare() {
    for (const name of [...CODE, config.index]) {
      await load(name);
    }
    const { prepare, find } = self.Dalil.find;
    const index = prepare(self.Dalil.index);
    return (query) => find(index, query);
  }

  async function answer(query) {
    if (!query.trim()) {
      return [];
    }
    try {
      ready = ready || prepare();
      await ready;
    } catch {
      // Perhaps the line is down: the next letter tries again.
      ready = null;
      return [[{ ...config.failed, score: 1, terms: {} }]];
    }
    return (await ready)(query);
  }

  port.onmessage = async ({ data: { type, data } }) => {
    if (type === SET_UP) {
      config = data.config;
      port.postMessage({ type: READY });
    } else if (type === QUERY) {
      port.postMessage({ type: RESULT, data: { items: await answer(data.slice(0, LONGEST)) } });
    }
  };
})();
