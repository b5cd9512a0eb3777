// In: the index of a language (builder/search.py) and what a reader typed. Out: results as the theme's box shows them.
"use strict";

(function () {
  const { units, words, tokenize, forms } = self.Dalil.fold;
  const { prepare, rank } = self.Dalil.rank;

  const PAGES = 12;
  const SECTIONS = 6; // of a page
  const OPEN = 3; // of these, shown without unfolding
  const LENGTH = 220; // characters of a quotation
  const [OPENS, CLOSES] = ["\u2066", "\u2069"];

  // Results by page, best first; within a page its best sections, with the page itself as their heading.
  function find(index, query) {
    const telling = new Set(tokenize(query));
    const asked = units(query).filter(({ written }) => words(written).some((word) => telling.has(word)));
    const groups = new Map();
    for (const hit of rank(index, query)) {
      const group = groups.get(hit.address) || [];
      group.push({ ...hit, found: new Set(hit.found), answered: new Set(hit.answered) });
      groups.set(hit.address, group);
    }
    return [...groups.values()].slice(0, PAGES).map((group) => show(group, index.sections, asked));
  }

  function show(group, sections, asked) {
    const [best] = group;
    const page = sections.find((section) => section.address === best.address && !section.place);
    const shown = group.slice(0, SECTIONS).map((section, rank) => {
      // The theme folds away what scores less than the first.
      const open = rank < OPEN && section.score > best.score * 0.5 && (section.place || rank === 0);
      return entry(section, open ? best.score : section.score, asked);
    });
    if (!shown.some(({ location }) => location === page.address)) {
      shown.push({ location: page.address, title: escape(page.title), text: "", score: 0, terms: {} });
    }
    return shown;
  }

  // The theme says of each word that is false among these that it is missing.
  function entry({ address, place, title, text, found, answered }, score, asked) {
    const terms = Object.fromEntries(asked.map(({ written }) => [written, holds(answered, written)]));
    return {
      location: place ? `${address}#${place}` : address,
      title: mark(title, found),
      text: mark(quote(text, found), found),
      score,
      terms,
    };
  }

  function places(text, found) {
    return units(text).filter(({ written }) => holds(found, written));
  }

  function holds(found, written) {
    return words(written).some((word) => forms(word).some((form) => found.has(form)));
  }

  // The stretch of the text that holds most of the words found, cut between words.
  function quote(text, found) {
    if (text.length <= LENGTH) {
      return text;
    }
    const hits = places(text, found).map(({ at }) => at);
    const within = (start) => hits.filter((at) => at >= start && at < start + LENGTH * 0.8).length;
    const first = hits.reduce((best, at) => (within(at) > within(best) ? at : best), hits[0] || 0);
    const line = text.lastIndexOf("\n", first) + 1;
    const from = first - line < LENGTH / 3 ? line : text.indexOf(" ", first - LENGTH / 3) + 1;
    const end = text.length - from <= LENGTH ? text.length : text.lastIndexOf(" ", from + LENGTH);
    return whole(`${from > 0 && from !== line ? "… " : ""}${text.slice(from, end)}${end < text.length ? " …" : ""}`);
  }

  // An isolate that was cut has no other end: it would turn the rest of the line.
  function whole(text) {
    const opened = text.split(OPENS).length;
    const closed = text.split(CLOSES).length;
    return OPENS.repeat(Math.max(0, closed - opened)) + text + CLOSES.repeat(Math.max(0, opened - closed));
  }

  // The theme takes titles and texts for HTML.
  function mark(text, found) {
    let done = 0;
    let html = "";
    for (const { written, at } of places(text, found)) {
      html += `${escape(text.slice(done, at))}<mark>${escape(written)}</mark>`;
      done = at + written.length;
    }
    return html + escape(text.slice(done));
  }

  // A figure is not broken at its dash (U+2060).
  function escape(text) {
    const safe = text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return safe.replace(/(\d-)(?=\d)/g, "$1\u2060").replaceAll("\n", " ");
  }

  self.Dalil = Object.assign(self.Dalil || {}, { find: { prepare, find } });
})();
