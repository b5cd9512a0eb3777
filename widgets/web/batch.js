// In: the rows of a table for several. Out: the engine's lines for each, shown, with totals, errors at their cells, and all of
// it as a CSV file. Names stay here: the engine gets the answers alone; nothing is kept.
"use strict";

(function () {
  const { Rows, format, lines, plain, show, table } = window.Dalil;
  const FAILURES = ["no-wasm", "stalled", "missing-file"];
  const LARGEST = 2e6; // bytes of a file that somebody opens
  const MARKS = /[\u2066-\u2069]/g; // of direction: a file of cells needs none

  function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  // Text in the letters of the day; a spreadsheet of these countries saves in the older ones of Windows.
  async function read(file) {
    const bytes = await file.arrayBuffer();
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
      return new TextDecoder(document.documentElement.lang === "ar" ? "windows-1256" : "windows-1252").decode(bytes);
    }
  }

  class Batch {
    constructor(section, page) {
      this.section = section;
      this.page = page;
      this.rows = new Rows(section);
      this.result = section.querySelector("[data-result]");
      this.box = section.querySelector("[data-paste]");
      this.turn = 0; // what answers an earlier turn comes too late
      this.answered = [];
      section.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        this.ask(true);
      });
      section.addEventListener("click", ({ target }) => this.press(target.closest("[data-do]")));
      this.rows.place.addEventListener("change", () => this.again());
      this.rows.place.addEventListener("paste", (event) => this.pasted(event));
      section.querySelector("[data-open]").addEventListener("change", ({ target }) => this.open(target));
    }

    say(told, amounts = {}) {
      show.reveal(this.section, "status", (name, line) => {
        line.querySelectorAll("[data-slot]").forEach((slot) => name in amounts && show.fill(slot, amounts[name]));
        return told.includes(name);
      });
    }

    press(button) {
      const act = { add: "add", take: "take", clear: "clear", csv: "save", remove: "remove" }[button && button.dataset.do];
      if (act) {
        this[act](button);
      }
    }

    add() {
      const row = this.rows.add();
      if (row) {
        row.querySelector(".dalil-text").focus();
      } else {
        this.say(["full"], { full: 1 });
      }
    }

    remove(button) {
      this.rows.remove(button.closest("li"));
      this.section.querySelector("[data-do=add]").focus(); // the button went away under the reader's finger
      this.say(["removed"]);
      this.again();
    }

    clear() {
      this.turn += 1;
      this.rows.clear();
      this.box.value = "";
      this.result.hidden = true;
      this.say(["cleared"]);
      this.rows.place.querySelector(".dalil-text").focus();
    }

    // --- Rows from elsewhere ---

    pasted(event) {
      const text = event.clipboardData.getData("text");
      if (/[\t\n\r]/.test(text.trim())) {
        event.preventDefault();
        const row = event.target.closest("li");
        const column = [...row.querySelectorAll(".dalil-text")].indexOf(event.target);
        this.put(table.parse(text), this.rows.all.indexOf(row), column);
      }
    }

    take() {
      const left = this.put(table.parse(this.box.value), this.rows.all.length, 0);
      this.box.value = left.map((row) => row.join("\t")).join("\n");
    }

    async open(input) {
      const [file] = input.files;
      if (!file) {
        return; // the reader thought better of it
      }
      const text = file.size <= LARGEST ? await read(file) : "\0";
      input.value = "";
      if (text.includes("\0")) {
        this.say(["unreadable"]);
      } else {
        this.box.value = text;
        this.take();
      }
    }

    put(cells, row, column) {
      const { taken, left, wider } = this.rows.put(cells, row, column);
      const told = { taken, full: left.length, wider };
      this.say(["taken", ...["full", "wider"].filter((name) => told[name] > 0)], told);
      this.again();
      return left;
    }

    // --- Asking ---

    // What is shown follows what is typed.
    again() {
      if (!this.result.hidden) {
        this.ask(false);
      }
    }

    async ask(submitted) {
      this.turn += 1;
      const turn = this.turn;
      const asked = this.rows.filled;
      if (asked.length === 0) {
        this.result.hidden = true;
        this.say(["empty"]);
        return;
      }
      this.say(["thinking"]);
      const { procedure, facts } = this.page;
      const rows = asked.map((row) => this.rows.answers(row));
      const request = { do: "evaluate_many", procedure, facts, widget: this.section.dataset.form, rows, today: today() };
      try {
        const response = await window.Dalil.runtime.evaluate(request);
        if (response.fault) {
          throw new Error(response.fault.detail);
        }
        if (turn === this.turn) {
          this.show(asked, response, submitted);
        }
      } catch (error) {
        if (turn === this.turn) {
          this.say([FAILURES.includes(error.id) ? error.id : "failed"]);
        }
      }
    }

    show(asked, response, submitted) {
      const right = { errors: {}, missing: [] };
      this.rows.all.filter((row) => !asked.includes(row)).forEach((row) => this.rows.mark(row, right));
      const wrong = asked.flatMap((row, place) => this.rows.mark(row, response.rows[place]));
      this.answered = asked.map((row, place) => ({ row, told: response.rows[place] }));
      this.totals = { rows: response.row_totals, totals: response.totals };
      const shown = this.answered.filter(({ told }) => told.lines !== null);
      const lacking = shown.filter(({ told }) => told.no_value.length > 0).length;
      this.section.querySelector("[data-told-rows]").replaceChildren(...shown.map((one) => this.line(one)));
      this.fill(this.section.querySelector("[data-all]"), this.totals);
      this.section.querySelector("[data-lacking-all]").hidden = lacking === 0;
      this.result.hidden = false;
      const counts = { answered: shown.length, "not-counted": asked.length - shown.length, lacking };
      this.say(Object.keys(counts).filter((name) => name === "answered" || counts[name] > 0), counts);
      if (submitted) {
        (wrong[0] || this.result).focus();
      }
    }

    line({ row, told }) {
      const line = this.section.querySelector("template[data-told-row]").content.firstElementChild.cloneNode(true);
      line.querySelector("[data-who]").textContent = this.rows.name(row);
      line.querySelector("[data-lacking]").hidden = told.no_value.length === 0;
      this.fill(line, told.lines);
      return line;
    }

    fill(line, { rows, totals }) {
      for (const cell of line.querySelectorAll("td")) {
        lines.fill(cell, "row" in cell.dataset ? rows[cell.dataset.row] || {} : totals, cell.dataset.column);
      }
    }

    // --- Taking it away ---

    amounts(cells, { rows, totals } = { rows: {}, totals: {} }) {
      return cells.map(({ dataset: { row, column } }) => {
        const known = (row === undefined ? totals : rows[row] || {})[column];
        return known === undefined || known === null ? "" : { number: known };
      });
    }

    file() {
      const all = this.section.querySelector("[data-all]");
      const cells = [...all.querySelectorAll("td")];
      const heads = [...this.section.querySelectorAll("[data-head]")].map((head) => plain(head));
      const [name, ...fields] = this.rows.labels();
      const body = this.answered.map(({ row, told }) => [
        this.rows.name(row),
        ...this.rows.typed(row, told.answers),
        ...this.amounts(cells, told.lines || undefined),
      ]);
      const last = [plain(all.querySelector("[data-who]")), ...fields.map(() => ""), ...this.amounts(cells, this.totals)];
      const words = [name, ...fields, ...heads].map((word) => word.replace(MARKS, ""));
      return table.write([words, ...body, last], format.decimal);
    }

    save() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([this.file()], { type: "text/csv;charset=utf-8" }));
      link.download = this.section.dataset.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    }
  }

  const page = JSON.parse(document.getElementById("dalil-procedure").textContent);
  document.querySelectorAll(".dalil-batch").forEach((section) => new Batch(section, page));
})();
