// In: the answers in the forms, and those that came with the address. Out: the forms filled in; what of a link no longer
// applies, said; the language links with the answers, at the moment they are followed. Keeps nothing but in memory.
// Its tag says where take.js lies, which has nothing to do before there is an answer: <script data-take="…/take.js">.
"use strict";

(function () {
  const { link, plain, show, format } = window.Dalil;
  const take = Object.assign(document.createElement("script"), { src: document.currentScript.dataset.take });
  const sections = [...document.querySelectorAll(".dalil-widget")];
  const given = new Map(); // section → what was last asked of the engine
  const read = new Map(); // section → {typed, understood}: answers as given, and as the engine understood them
  const shown = new Map(); // section → the request whose answer is shown

  // The day whose law counts is typed like any other.
  const DAY = "on";
  const questions = (section) => [...section.querySelectorAll("[data-question], [data-on]")];
  const idOf = (one) => one.dataset.question || DAY;
  const typeOf = (one) => one.dataset.type || "date";
  const question = (section, id) => questions(section).find((one) => idOf(one) === id);
  const all = ({ answers, on }) => (on ? { ...answers, [DAY]: on } : answers);
  const version = (section) => Number(section.querySelector("[data-version]").dataset.version);

  document.addEventListener("dalil-asked", ({ target, detail }) => {
    given.delete(target); // the form used last stands last
    given.set(target, all(detail));
  });
  document.addEventListener("dalil-answered", ({ target, detail }) => {
    const { request, response } = detail;
    const understood = DAY in response.errors ? response.answers : all(response);
    read.set(target, { typed: all(request), understood });
    target.querySelector("[data-arrived=see]").hidden = !detail.settled;
    shown.set(target, request);
    if (!take.isConnected) {
      document.head.append(take);
    }
  });
  document.addEventListener("dalil-cleared", ({ target }) => {
    given.delete(target);
    read.delete(target);
    target.querySelector(".dalil-arrived").hidden = true;
  });

  // --- Out of the forms ---

  // Of what is typed only what the engine has understood: a day or a number, never the letters.
  function answers(section) {
    const { typed, understood } = read.get(section) || { typed: {}, understood: {} };
    const whole = {};
    for (const [id, value] of Object.entries(given.get(section) || {})) {
      const chosen = typeOf(question(section, id)) === "choice" || value === "unknown";
      if (chosen) {
        whole[id] = value;
      } else if (typed[id] === value && id in understood) {
        whole[id] = understood[id];
      }
    }
    return whole;
  }

  function write(section) {
    return link.write(section.dataset.widget, version(section), answers(section));
  }

  // For the same reader, on the way to another language: the answers of all forms; where two differ, the one used last.
  function writeAll() {
    const used = [...given.keys()];
    const whole = Object.assign({}, ...used.map(answers));
    if (Object.keys(whole).length === 0) {
      return "";
    }
    const last = used[used.length - 1];
    const place = location.hash.slice(1);
    const reading = document.getElementById(place) && !sections.some((form) => form.dataset.widget === place);
    return link.write(reading ? place : last.dataset.widget, version(last), whole);
  }

  document.addEventListener("click", ({ target }) => {
    const language = target.closest("a.dalil-language");
    const written = language && writeAll();
    if (written) {
      language.hash = written;
      setTimeout(() => (language.hash = "")); // the browser has it by then
    }
  });

  // --- Into the forms ---

  function choose(one, value) {
    const input = [...one.querySelectorAll("input:not(.dalil-text)")].find((option) => option.value === value);
    if (input) {
      input.checked = true;
    }
    return Boolean(input);
  }

  // As one types it here: the day first; and three decimals alone would be read as thousands.
  function type(one, value) {
    const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
    const number = /^-?\d+(?:\.\d+)?$/.test(value);
    const fits = typeOf(one) === "date" ? day : number;
    if (fits) {
      const digits = /\.\d{3}$/.test(value) ? `${value}0` : value;
      one.querySelector(".dalil-text").value = day ? day.slice(1).reverse().join("/") : digits;
    }
    return Boolean(fits);
  }

  function fill(one, value) {
    const taken = typeOf(one) === "choice" || value === "unknown" ? choose(one, value) : type(one, value);
    one.hidden = one.hidden && !taken;
    one.open = taken; // where it is one that can be closed
    return taken;
  }

  // The form that the link names; another one only where it asks something that this one doesn't.
  function meant({ section, answers: came }) {
    const asks = (form) => [...came.keys()].filter((id) => question(form, id));
    const named = sections.find((form) => form.dataset.widget === section);
    const known = named ? asks(named) : [];
    return sections.filter((form) => form === named || asks(form).some((id) => !known.includes(id)));
  }

  function say(form, { version: made }, taken, lost, gone) {
    const notice = form.querySelector(".dalil-arrived");
    const count = notice.querySelector("[data-arrived=gone]");
    const wanted = {
      unreadable: made === 0,
      older: made > 0 && made !== version(form),
      lost: lost.size > 0,
      gone: gone > 0,
      taken: taken > 0,
      see: false,
    };
    show.reveal(notice, "arrived", (name) => wanted[name]);
    const asked = new Map(sections.flatMap(questions).map((one) => [idOf(one), one]));
    const rows = [...asked.keys()].filter((id) => lost.has(id)).map((id) => {
      const row = notice.querySelector("template").content.firstElementChild.cloneNode(true);
      row.textContent = plain(asked.get(id).querySelector("legend, .dalil-label"));
      return row;
    });
    notice.querySelector("ul").replaceChildren(...rows);
    const names = [...count.querySelectorAll("[data-plural]")].map((each) => each.dataset.plural);
    const plural = names.includes(format.plural(gone)) ? format.plural(gone) : "other";
    show.reveal(count, "plural", (name) => name === plural);
    count.querySelectorAll("data").forEach((slot) => Object.assign(slot, { value: gone, textContent: gone }));
    notice.hidden = false;
  }

  function arrive() {
    const came = link.take();
    if (!came || sections.length === 0) {
      return;
    }
    const forms = meant(came);
    const [first] = [...forms, sections[0]];
    const lost = new Set();
    let taken = 0;
    for (const form of forms) {
      if (given.has(form)) {
        form.querySelector("form").reset();
      }
      const asked = [...came.answers].filter(([id]) => question(form, id));
      const filled = asked.filter(([id, value]) => fill(question(form, id), value));
      asked.filter((answer) => !filled.includes(answer)).forEach(([id]) => lost.add(id));
      taken += filled.length;
      if (filled.length > 0) {
        form.querySelector("form").dispatchEvent(new Event("change"));
      }
    }
    const gone = [...came.answers.keys()].filter((id) => !sections.some((form) => question(form, id))).length;
    say(first, came, taken, lost, gone + came.strange);
    if (location.hash) {
      location.replace(location.href); // the browser's own way to a section, now that it has one
    }
  }

  window.Dalil = Object.assign(window.Dalil || {}, { carry: { write, shown } });
  document.addEventListener("dalil-arrived", arrive);
  arrive();
})();
