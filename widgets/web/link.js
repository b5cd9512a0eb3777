// In: the part of an address after "#". Out: a section, a version and answers, by ids; and such a part, written.
// Stands before every other script: on arrival the answers leave the address before anybody else reads it.
"use strict";

(function () {
  const LONGEST = 4000; // characters: a link of ours has a few hundred
  const MOST = 100; // answers
  const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
  const VERSION = /^[1-9][0-9]{0,5}$/;
  const VALUE = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*|-?[0-9]{1,15}(?:\.[0-9]{1,10})?|[0-9]{4}-[0-9]{2}-[0-9]{2})$/;
  const PLAIN = /^[\w:-][\w:.-]*$/; // every other place in our pages has a name like this
  const NEXT = /\.(?=[a-z][a-z0-9-]*=)/; // a number may have a point

  const isAnswer = ([id, value]) => ID.test(id) && value.length <= 60 && VALUE.test(value);

  // Gives null for what isn't ours, else {section, version, answers, strange}; `strange` counts what can't be read,
  // and version 0 says that nothing can.
  function parse(text) {
    const cut = text.indexOf("~");
    const section = cut < 0 ? "" : text.slice(0, cut);
    if (cut < 0 || (section && !ID.test(section))) {
      return null;
    }
    const [version, ...parts] = text.length > LONGEST ? [""] : text.slice(cut + 1).split(NEXT);
    if (!VERSION.test(version) || parts.length > MOST) {
      return { section, version: 0, answers: new Map(), strange: 0 };
    }
    const pairs = parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]);
    const answers = new Map(pairs.filter(isAnswer));
    return { section, version: Number(version), answers, strange: pairs.length - answers.size };
  }

  // The same answers give the same text; what isn't an id, a day or a plain number has no place in it.
  function write(section, version, answers) {
    const plain = Object.entries(answers).filter(([, value]) => ["string", "number"].includes(typeof value));
    const pairs = plain.map(([id, value]) => [id, String(value)]);
    const written = pairs.filter(isAnswer).sort(([one], [other]) => (one < other ? -1 : 1));
    return `${section}~${version}${written.map(([id, value]) => `.${id}=${value}`).join("")}`;
  }

  let arrived = null;

  // What came with the address, once.
  function take() {
    const link = arrived;
    arrived = null;
    return link;
  }

  // No plain name: a link, or something that was never ours. It goes; the section stays.
  function receive() {
    const text = location.hash.slice(1);
    if (!text || PLAIN.test(text)) {
      return;
    }
    const link = parse(text);
    const section = link ? link.section : "";
    history.replaceState(history.state, "", location.href.split("#")[0] + (section && `#${section}`));
    if (link) {
      arrived = link;
      document.dispatchEvent(new CustomEvent("dalil-arrived"));
    }
  }

  window.Dalil = Object.assign(window.Dalil || {}, { link: { parse, write, take } });
  if (typeof location === "object") {
    receive();
    addEventListener("hashchange", receive);
  }
})();
