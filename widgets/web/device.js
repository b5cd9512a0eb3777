// In: what the browser has stored for this site, by whomever. Out: the ticks among it, kept and erased; nothing is thrown,
// and what was not written by this script counts as nothing.
"use strict";

(function () {
  const KEY = ".dalil-ticks";
  const PALETTE = "/.__palette"; // the theme's: light or dark
  const VERSION = 1;
  const PART = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
  const ID = new RegExp(`^${PART}/${PART}$`);
  const LONGEST = 121; // of an id: guide, slash, item
  const MOST = 5000;

  const isId = (id) => typeof id === "string" && id.length <= LONGEST && ID.test(id);

  // The ticks in a stored text, under the ids that they have now; null where it holds no list of ticks.
  function parse(text, moved) {
    try {
      const { version, ticked } = JSON.parse(text);
      if (version === VERSION && Array.isArray(ticked)) {
        const ids = ticked.filter(isId).map((id) => moved.get(id) || id);
        return new Set(ids.slice(0, MOST));
      }
    } catch (error) {
      // Not ours, or spoilt.
    }
    return null;
  }

  function write(ids) {
    return JSON.stringify({ version: VERSION, ticked: [...ids].sort() });
  }

  // Whether the browser did what was asked of its storage: it may forbid it, or have no room.
  function store(work) {
    try {
      work(window.localStorage);
      return true;
    } catch (error) {
      return false;
    }
  }

  // Pages opened from a disk share one storage with every other file on it: nothing is kept there.
  const onDisk = () => location.protocol === "file:";

  function read(moved) {
    let text = null;
    if (!onDisk()) {
      store((storage) => (text = storage.getItem(KEY)));
    }
    return text === null ? null : parse(text, moved);
  }

  function keep(ids) {
    return !onDisk() && store((storage) => storage.setItem(KEY, write(ids)));
  }

  function drop() {
    store((storage) => storage.removeItem(KEY));
  }

  // Ticks and colours; the copies of pages are the service worker's: see app.js.
  function clear() {
    [KEY, PALETTE].forEach((key) => store((storage) => storage.removeItem(key)));
  }

  function erase() {
    clear();
    if (window.Dalil.app) {
      window.Dalil.app.forget();
    }
  }

  const device = { KEY, onDisk, parse, write, read, keep, drop, clear, erase };
  window.Dalil = Object.assign(window.Dalil || {}, { device });
})();
