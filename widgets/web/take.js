// In: an answer as the page shows it, and the buttons under it. Out: a calendar of its days, its words as a text for a
// messenger, a link to it. Joins what stands on the page, line by line; builds no sentence, stores nothing.
"use strict";

(function () {
  const { carry, plain, show } = window.Dalil;
  const DOT = " · ";
  const shares = typeof navigator.share === "function";

  const seen = (root, selector) => [...root.querySelectorAll(selector)].filter((one) => !one.closest("[hidden]"));
  const joined = (parts) => parts.filter(Boolean).join(DOT);
  const title = () => plain(document.querySelector("h1"));
  const part = (box, name) => box.querySelector(`[data-take-part=${name}]`);

  // Where the page itself stands, for others: a file on this disk is nobody else's.
  function address() {
    const here = location.protocol === "file:" ? document.querySelector("link[rel=canonical]") : location;
    return here.href.split(/[?#]/)[0];
  }

  // --- What is written ---

  function item(line, counted) {
    const name = line.querySelector(".dalil-title");
    const [chip, count] = [".dalil-chip", ".dalil-count"].map((one) => plain(name.querySelector(one)));
    return joined([chip, plain(name, ".dalil-chip, .dalil-count"), counted && count]);
  }

  function head(result) {
    const outcome = seen(result, "[data-outcome]")[0];
    const places = outcome ? ["[data-unconfirmed]", "[data-title]", ".dalil-lead > *"] : ["[data-part=possible] > h3"];
    const day = plain(seen(result, "[data-part=day]")[0]);
    return [...places.map((place) => plain(seen(outcome || result, place)[0])), day];
  }

  // The day whose figures counted, where it isn't today.
  const dayOf = (result) => plain(seen(result, "[data-part=day]")[0]);

  function list(heading, rows) {
    return rows.length > 0 ? ["", plain(heading), ...rows.map((row) => `- ${row}`)] : [];
  }

  // A cell of a table with the words of its column.
  function cell(place) {
    const label = place.querySelector(".dalil-cells__label");
    const value = plain(place);
    return label && value ? `${label.textContent.trim()} ${value}` : value;
  }

  function body(result) {
    const lines = [];
    const parts = (name) => seen(result, `[data-part=${name}]`);
    for (const place of parts("possible")) {
      lines.push(...list(place.querySelector("h4"), seen(place, "[data-possible]").map((row) => plain(row))));
    }
    for (const place of parts("open")) {
      lines.push(...list(place.querySelector("h4"), seen(place, "[data-open] .dalil-title").map((row) => plain(row))));
    }
    for (const place of parts("values")) {
      const rows = seen(place, "[data-value]").map((row) => joined([...row.children].map((cell) => plain(cell))));
      lines.push(...list(place.querySelector("h4"), rows));
    }
    for (const place of parts("lines")) {
      const told = ["[data-marked]", "[data-compared=agree]", "[data-compared=nothing]", "[data-compared=differ] > p"];
      const notes = told.flatMap((one) => seen(place, one)).map((note) => plain(note));
      const differ = seen(place, "[data-differs]").map((row) => plain(row));
      const rows = seen(place, "tbody tr, tfoot tr").map((row) => joined([...row.children].map(cell)));
      lines.push(...list(place.querySelector("h4"), [...notes, ...differ, ...rows]));
    }
    parts("any-case").forEach((note) => lines.push("", plain(note)));
    for (const place of parts("list")) {
      const rows = seen(place, "[data-step], [data-evidence]");
      const row = (line) => joined([item(line, true), plain(seen(line, ".dalil-due")[0])]);
      lines.push(...list(place.querySelector("h4"), rows.map(row)));
    }
    return lines;
  }

  function message(box, result, request) {
    const made = part(box, "made").content.cloneNode(true).firstElementChild;
    show.fillNamed(made, { today: request.today });
    const end = ["", plain(made), plain(part(box, "independent").content.firstElementChild), "", address()];
    return [title(), "", ...[...head(result), dayOf(result)].filter(Boolean), ...body(result), ...end].join("\n");
  }

  // --- The calendar ---

  function days(box, result) {
    const titles = {};
    for (const step of seen(result, "[data-step]").filter((one) => seen(one, ".dalil-due").length > 0)) {
      const last = part(box, "last-day").content.cloneNode(true).firstElementChild;
      show.fillNamed(last, { title: item(step, false) });
      titles[step.dataset.step] = plain(last);
    }
    for (const value of seen(result, "[data-value][data-kind=date]")) {
      titles[value.dataset.value] = plain(value.querySelector("dt"));
    }
    return titles;
  }

  async function calendar(box, result, request) {
    const note = plain(part(box, "independent").content.firstElementChild);
    const notes = [...head(result).slice(0, 2), dayOf(result), title(), note, address()].filter(Boolean);
    const words = { language: document.documentElement.lang, titles: days(box, result), notes, address: address() };
    const { file } = await window.Dalil.runtime.evaluate({ ...request, do: "make", kind: "calendar", words });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: file.type }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return "saved";
  }

  // --- The ways out ---

  // True where the text is in the clipboard; the older way works where a page isn't from https.
  async function copy(text, field) {
    field.value = text;
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      const place = field.closest("[data-take-part]");
      const wasHidden = place.hidden;
      place.hidden = false;
      field.focus();
      field.select();
      const copied = document.execCommand("copy");
      place.hidden = wasHidden && copied;
      return copied;
    }
  }

  async function send(box, text) {
    if (shares) {
      try {
        await navigator.share({ text });
        return "";
      } catch (error) {
        if (error.name === "AbortError") {
          return ""; // the reader thought better of it
        }
      }
    }
    return (await copy(text, part(box, "text").querySelector("textarea"))) ? "copied" : "by-hand";
  }

  async function give(box, text) {
    const place = part(box, "link");
    place.hidden = false;
    return (await copy(text, place.querySelector("input"))) ? "link-copied" : "by-hand";
  }

  async function press(section, box, kind) {
    const result = section.querySelector(".dalil-result");
    const request = carry.shown.get(section);
    close(box);
    if (kind === "calendar") {
      return calendar(box, result, request).catch(() => "failed");
    }
    return kind === "text"
      ? send(box, message(box, result, request))
      : give(box, `${address()}#${carry.write(section)}`);
  }

  function close(box) {
    box.querySelectorAll("div[data-take-part]").forEach((place) => (place.hidden = true));
    show.reveal(box, "taken", () => false);
  }

  const presses = new WeakMap(); // how many in each box

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-take]");
    if (button) {
      const section = button.closest(".dalil-widget");
      const box = button.closest(".dalil-take");
      const number = (presses.get(box) ?? 0) + 1;
      presses.set(box, number);
      const status = await press(section, box, button.dataset.take);
      if (presses.get(box) === number) {
        show.reveal(box, "taken", (name) => name === status);
      }
    }
  });

  function offer(section) {
    const box = section.querySelector(".dalil-take");
    box.hidden = false;
    close(box);
    show.reveal(box, "way", (name) => (name === "share") === shares);
    const result = section.querySelector(".dalil-result");
    box.querySelector("[data-take=calendar]").hidden = Object.keys(days(box, result)).length === 0;
  }

  document.addEventListener("dalil-answered", ({ target }) => offer(target));
  [...carry.shown.keys()].forEach(offer);
})();
