// In: what a reader writes in a sheet that compares offers. Out: which answers differ, what is still to ask whom, the sheet
// on paper or as text. Works without Python. What is written stays in its fields: it is stored, sent and linked nowhere,
// and is gone when the page is left.
"use strict";

(function () {
  const { number, plain, show } = window.Dalil;
  const LEAST = 0;
  const MOST = 1e9; // of anything that is counted here
  const NUMBERS = ["money", "percent", "days", "months", "years"];
  const DOT = " · ";
  const joined = (parts) => parts.filter(Boolean).join(DOT);

  // What a cell says: {text} as it was written, and a {value} to compare where it has one, or an {error}.
  function read(field, { dataset: { kind, whole } }) {
    const text = field.value.trim();
    if (!NUMBERS.includes(kind) || !text) {
      return { text, value: kind === "text" ? undefined : text || undefined };
    }
    const { value, error } = number.read(text);
    if (error) {
      return { text, error };
    }
    if (whole !== undefined && value.includes(".")) {
      return { text, error: "not-whole" };
    }
    const wrong = Number(value) < LEAST ? "too-small" : Number(value) > MOST ? "too-large" : "";
    return wrong ? { text, error: wrong } : { text, value };
  }

  class Sheet {
    constructor(section) {
      this.section = section;
      this.form = section.querySelector("form");
      this.names = [...section.querySelectorAll("[data-name]")];
      this.rows = [...section.querySelectorAll("[data-criterion]")];
      this.atFirst = section.querySelector("[type=radio]:checked").value;
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", ({ target }) => this.typed(target));
      this.form.addEventListener("change", ({ target }) => this.left(target));
      section.addEventListener("click", ({ target }) => this.press(target.closest("[data-do]")));
      addEventListener("pagehide", () => this.empty()); // a page that is kept to go back to keeps nothing of this
      this.empty();
    }

    word(name) {
      return this.section.querySelector(`template[data-say="${name}"]`).content.firstElementChild.cloneNode(true);
    }

    get count() {
      return Number(this.section.querySelector("[type=radio]:checked").value);
    }

    shown(offer) {
      return Number(offer) <= this.count;
    }

    cells(row) {
      return [...row.querySelectorAll("td")].filter((cell) => this.shown(cell.dataset.offer));
    }

    name(offer) {
      return this.names[offer - 1].value.trim();
    }

    // --- What changes with a key ---

    typed(target) {
      this.tell("");
      const cell = target.closest("td");
      if (cell && !read(target, cell.parentElement).error) {
        this.mark(cell);
      }
      this.lay();
    }

    // A number half written is no mistake yet; one that is left is.
    left(target) {
      const cell = target.closest("td");
      if (cell) {
        this.mark(cell);
        this.tell(read(target, cell.parentElement).error ? "check" : "");
      }
      this.lay();
    }

    mark(cell) {
      const line = cell.querySelector("[data-error-line]");
      const field = cell.querySelector("[data-field]");
      if (!line) {
        return;
      }
      const { error } = read(field, cell.parentElement);
      line.hidden = !error;
      line.replaceChildren();
      if (error) {
        const words = this.section.querySelector(`template[data-error="${error}"]`);
        line.append(words.content.cloneNode(true));
        show.fillNamed(line, { at_least: LEAST, at_most: MOST });
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", line.id);
      } else {
        field.removeAttribute("aria-invalid");
        field.removeAttribute("aria-describedby");
      }
    }

    lay() {
      for (const part of this.section.querySelectorAll("[data-offer]")) {
        part.hidden = !this.shown(part.dataset.offer);
      }
      for (const row of this.rows) {
        this.compare(row);
      }
      const some = this.rows.some((row) => this.cells(row).some((cell) => cell.dataset.has !== undefined));
      this.section.dataset.state = some ? "some" : "empty";
      const differs = this.section.querySelector("[data-differs]:not([hidden])") !== null;
      this.section.querySelector("[data-differs-note]").hidden = !differs;
      this.call();
      this.ask(some);
    }

    // Says what stands in each cell as it is printed, and whether the answers of a row differ; never which is better.
    compare(row) {
      const values = new Set();
      for (const cell of this.cells(row)) {
        const told = read(cell.querySelector("[data-field]"), row);
        const said = cell.querySelector("[data-said]");
        cell.toggleAttribute("data-has", told.text !== "");
        said.replaceChildren(this.said(told, row.dataset.kind));
        if (told.value !== undefined) {
          values.add(told.value);
        }
      }
      row.querySelector("[data-differs]").hidden = values.size < 2;
    }

    said({ text, value, error }, kind) {
      if (!text) {
        return this.word("to-ask");
      }
      if (error || value === undefined) {
        const own = document.createElement("bdi");
        own.textContent = text;
        return own;
      }
      const words = this.word(NUMBERS.includes(kind) ? kind : value);
      show.value(words, value);
      return words;
    }

    // The reader's own name for each offer, wherever it is spoken of.
    call() {
      for (const [index] of this.names.entries()) {
        const offer = index + 1;
        for (const place of this.section.querySelectorAll(`[data-offer="${offer}"], [data-asks-of="${offer}"]`)) {
          place.querySelectorAll("[data-said-name]").forEach((said) => (said.textContent = this.name(offer)));
          place.querySelectorAll("[data-named]").forEach((named) => (named.hidden = !this.name(offer)));
        }
      }
    }

    // What nobody has told yet, by offer.
    ask(some) {
      this.section.querySelector("[data-asks-first]").hidden = some;
      for (const part of this.section.querySelectorAll("[data-asks-of]")) {
        const offer = part.dataset.asksOf;
        const open = this.rows.filter((row) => !row.querySelector(`[data-offer="${offer}"]`).hasAttribute("data-has"));
        part.hidden = !some || !this.shown(offer);
        part.querySelector("[data-asks-nothing]").hidden = open.length > 0;
        part.querySelector("ul").replaceChildren(...open.map((row) => this.item(row)));
      }
    }

    item(row) {
      const item = document.createElement("li");
      item.append(...[...row.querySelector("[data-title]").childNodes].map((node) => node.cloneNode(true)));
      return item;
    }

    // --- What a reader takes along ---

    text() {
      const title = plain(document.getElementById(this.section.dataset.compare));
      const lines = [joined([plain(document.querySelector("h1")), title])];
      for (const head of this.section.querySelectorAll("th[data-offer]:not([hidden])")) {
        const { offer } = head.dataset;
        lines.push("", joined([plain(head.querySelector("[data-offer-title]")), this.name(offer)]));
        for (const row of this.rows) {
          const said = row.querySelector(`[data-offer="${offer}"] [data-said]`);
          lines.push(`- ${joined([plain(row.querySelector("[data-title]")), plain(said)])}`);
        }
      }
      return [...lines, "", plain(this.section.querySelector("[data-independent]"))].join("\n");
    }

    // The older way works where a page isn't from https; what can't be copied stays selected.
    async copy() {
      const place = this.section.querySelector(".dalil-compare__text");
      const field = place.querySelector("textarea");
      field.value = this.text();
      try {
        await navigator.clipboard.writeText(field.value);
        return "copied";
      } catch (error) {
        place.hidden = false;
        field.select();
        const copied = document.execCommand("copy");
        place.hidden = copied;
        return copied ? "copied" : "by-hand";
      }
    }

    print() {
      const { classList } = document.documentElement;
      const answered = classList.contains("dalil-answered"); // by a form of the page: its answer waits for its own turn
      classList.remove("dalil-answered");
      classList.add("dalil-compared");
      const parts = [document.getElementById(this.section.dataset.compare), this.section];
      parts.forEach((part) => part.classList.add("dalil-on-paper"));
      const after = () => {
        classList.toggle("dalil-answered", answered);
        classList.remove("dalil-compared");
        parts.forEach((part) => part.classList.remove("dalil-on-paper"));
      };
      addEventListener("afterprint", after, { once: true });
      window.print();
    }

    empty() {
      this.form.reset();
      this.section.querySelector(`[type=radio][value="${this.atFirst}"]`).checked = true;
      this.form.querySelectorAll("textarea, [type=text]").forEach((field) => (field.value = ""));
      this.section.querySelector(".dalil-compare__text").hidden = true;
      this.section.querySelectorAll("td").forEach((cell) => this.mark(cell));
      this.tell("");
      this.lay();
    }

    tell(name) {
      show.reveal(this.section, "told", (id) => id === name);
    }

    async press(button) {
      if (!button) {
        return;
      }
      if (button.dataset.do === "print") {
        this.print();
      } else if (button.dataset.do === "copy") {
        this.tell(await this.copy());
      } else {
        this.empty();
        this.tell("erased");
        this.names[0].focus();
      }
    }
  }

  document.querySelectorAll(".dalil-compare").forEach((section) => new Sheet(section));
  document.documentElement.classList.add("dalil-js");
})();
