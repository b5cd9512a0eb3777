// In: the site's files, listed by the build in the line above, and what pages ask for. Out: their bytes, from this
// device where they are kept. Keeps files of that list alone, each under its hash, and never what a reader types.
"use strict";

const { files } = self.dalil; // path → [hash, bytes, group]
const DIGITS = 8; // of a file's SHA-256, its hash in the list
const CACHE = "dalil";
const scope = self.registration.scope;
const CHOICE = `${scope}?choice`; // what the reader wants kept: languages, and whether all that belongs to them
const DENSE = ["br", "zstd"];
const unpacks = typeof DecompressionStream === "function";

let turn = Promise.resolve(); // one wish at a time
let stop = new AbortController();

function address(path) {
  return `${scope}${path}?${files[path][0]}`;
}

// Some hosts send a .gz with an encoding that the browser has undone by the time we read it: unpack.js minds that.
async function matches(body, path) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, DIGITS);
  return [path, path.replace(/\.gz$/, "")].some((name) => name in files && files[name][0] === found);
}

// Looking makes no cache: once the reader has had everything removed, nothing is there again by the way.
async function existing() {
  return (await caches.has(CACHE)) ? caches.open(CACHE) : null;
}

async function readChoice() {
  try {
    const cache = await existing();
    const { languages, all } = await (await cache.match(CHOICE)).json();
    return { languages: languages.map(String), all: Boolean(all) };
  } catch (error) {
    return { languages: [], all: false };
  }
}

function wanted({ languages, all }, used = []) {
  const groups = ["site", ...languages, ...used.filter((path) => path in files).map((path) => files[path][2])];
  if (all) {
    groups.push("python", ...languages.map((language) => `${language}/search`));
  }
  return Object.keys(files).filter((path) => groups.includes(files[path][2]) && !isPacked(path));
}

// What lies there twice is kept once: as it is, or as our own .gz.
function isPacked(path) {
  return path.endsWith(".gz") && path.slice(0, -3) in files;
}

function forms(path) {
  return [`${path}.gz`, path].filter((name) => name in files);
}

async function split(paths) {
  const cache = await existing();
  const there = new Set(cache ? (await cache.keys()).map((request) => request.url) : []);
  return {
    kept: Object.keys(files).filter((path) => there.has(address(path))),
    lacking: paths.filter((path) => !forms(path).some((form) => there.has(address(form)))),
  };
}

function weigh(paths) {
  return paths.reduce((sum, path) => sum + files[path][1], 0);
}

// A response made anew carries no redirect, and is found whatever the page's request says it accepts. How Python's
// files were sent tells worker.js which of their two forms to ask for.
async function put(cache, path, body, response) {
  const headers = new Headers(response.headers);
  headers.delete("vary");
  if (files[path][2] !== "python") {
    headers.delete("content-encoding");
  }
  await cache.put(address(path), new Response(body, { headers }));
}

// The form that the page itself would ask this host for: see transport-http.js.
async function choose(path) {
  const [packed, plain] = forms(path);
  if (!plain || !unpacks) {
    return path;
  }
  const { headers } = await fetch(scope + plain, { method: "HEAD", signal: stop.signal });
  return DENSE.includes(headers.get("content-encoding")) ? plain : packed;
}

// A browser's own cache may hold an older page: what doesn't match is asked of the server again, once.
async function load(cache, wish) {
  const path = await choose(wish);
  for (const mode of ["default", "reload"]) {
    const response = await fetch(scope + path, { cache: mode, priority: "low", signal: stop.signal });
    const body = await response.arrayBuffer();
    if (response.ok && (await matches(body, path))) {
      await put(cache, path, body, response);
      return;
    }
  }
  throw new Error(`not the file of this version: ${path}`);
}

// Two at a time, so that what the reader asks for meanwhile isn't last in a long line.
async function loadAll(paths, tell) {
  const cache = await caches.open(CACHE);
  const total = weigh(paths.map((path) => forms(path)[0]));
  const { quota = Infinity, usage = 0 } = navigator.storage ? await navigator.storage.estimate() : {};
  if (quota - usage < total) {
    throw new DOMException("no room for what is wanted", "QuotaExceededError");
  }
  const left = [...paths];
  let loaded = 0;
  async function lane() {
    while (left.length > 0) {
      const path = left.shift();
      await load(cache, path);
      loaded += weigh([forms(path)[0]]);
      tell({ loaded, total });
    }
  }
  await Promise.all([lane(), lane()]).finally(() => left.splice(0));
}

// All or nothing: where one file of an update isn't what it must be, the version before goes on. A first version
// that finds no room has nothing to lose by going on without.
async function install() {
  const choice = await readChoice();
  const thrifty = navigator.connection && navigator.connection.saveData && !choice.all;
  const { lacking } = await split(thrifty ? [] : wanted(choice));
  try {
    await loadAll(lacking, () => {});
  } catch (error) {
    if (self.registration.active || error.name !== "QuotaExceededError") {
      throw error;
    }
  }
}

async function activate() {
  const cache = await caches.open(CACHE);
  const current = new Set([CHOICE, ...Object.keys(files).map(address)]);
  for (const request of await cache.keys()) {
    if (!current.has(request.url)) {
      await cache.delete(request);
    }
  }
  await self.clients.claim();
}

async function keep({ language, all, used }, tell) {
  stop = new AbortController();
  const before = await readChoice();
  const choice = {
    languages: [...new Set([...before.languages, language])].sort(),
    all: before.all || all,
  };
  let trouble = "";
  try {
    const { lacking } = await split(wanted(choice, used));
    if (JSON.stringify(choice) !== JSON.stringify(before)) {
      await (await caches.open(CACHE)).put(CHOICE, new Response(JSON.stringify(choice)));
    }
    await loadAll(lacking, tell);
  } catch (error) {
    trouble = error.name === "QuotaExceededError" ? "full" : "failed";
  }
  return tellState(trouble);
}

async function tellState(trouble) {
  const choice = await readChoice();
  const { kept, lacking } = await split(wanted(choice));
  return { ...choice, trouble, bytes: weigh(kept), lacking: lacking.length };
}

async function remove() {
  await caches.delete(CACHE);
  await self.registration.unregister();
  return { languages: [], all: false, trouble: "", bytes: 0, lacking: 0 };
}

async function find(path) {
  const cache = await existing();
  const kept = cache && (await cache.match(address(path)));
  if (kept && (await matches(await kept.clone().arrayBuffer(), path))) {
    return { cache, kept };
  }
  if (kept) {
    await cache.delete(address(path));
  }
  return { cache, kept: null };
}

async function hasOther(cache, path) {
  const other = isPacked(path) ? path.slice(0, -3) : `${path}.gz`;
  return other in files && (await cache.match(address(other))) !== undefined;
}

// worker.js takes the plain form of two only as a host packs it: kept unpacked, it would hide the form that is taken.
function isOfUse(path, response) {
  return isPacked(path) || !unpacks || forms(path).length === 1 || response.headers.has("content-encoding");
}

async function answer(event, path) {
  const { cache, kept } = await find(path).catch(() => ({ cache: null, kept: null }));
  if (kept) {
    return kept;
  }
  // Of what lies there twice, worker.js asks for one form and, where that isn't to be had, for the other.
  if (cache && (await hasOther(cache, path))) {
    return new Response(null, { status: 404 });
  }
  const response = await fetch(event.request);
  if (cache && response.ok && isOfUse(path, response)) {
    const copy = response.clone();
    const keeping = async () => {
      const body = await copy.arrayBuffer();
      return (await matches(body, path)) && put(cache, path, body, copy);
    };
    // No room, or a broken transfer: the page has its answer all the same.
    event.waitUntil(keeping().catch(() => {}));
  }
  return response;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const place = origin + pathname;
  const path = place.slice(scope.length).replace(/(^|\/)$/, "$1index.html");
  if (event.request.method === "GET" && place.startsWith(scope) && Object.hasOwn(files, path)) {
    event.respondWith(answer(event, path));
  }
});

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const doing = { keep, remove, state: () => tellState("") };
  if (event.data.do === "take-over") {
    self.skipWaiting();
  } else if (event.data.do in doing) {
    if (event.data.do === "remove") {
      stop.abort();
    }
    const work = () => doing[event.data.do](event.data, (step) => port.postMessage({ step }));
    turn = turn.then(work, work);
    event.waitUntil(turn.then((end) => port.postMessage({ end })));
  }
});
