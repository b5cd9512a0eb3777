// In: a widget's element. Out: the words that the page holds for what an answer names, as copies to put where they belong.
"use strict";

(function () {
  const { format } = window.Dalil;
  const copy = (nodes) => [...nodes].map((node) => node.cloneNode(true));
  const all = (element, selector) => [...(element.matches(selector) ? [element] : []), ...element.querySelectorAll(selector)];

  class Words {
    constructor(section) {
      this.section = section;
      this.held = section.querySelector("template[data-words]").content;
      this.rows = new Map(
        [...section.querySelectorAll("template[data-row]")].map((row) => [row.dataset.row, row.content.firstElementChild]),
      );
    }

    // A copy of a row, its slots filled with nodes; a slot that gets none is left out.
    row(name, slots = {}) {
      const row = this.rows.get(name).cloneNode(true);
      for (const slot of row.querySelectorAll("[data-put]")) {
        const nodes = slots[slot.dataset.put] || [];
        if (nodes.length) {
          slot.append(...nodes);
        } else {
          slot.remove();
        }
      }
      return row;
    }

    entry(id) {
      return this.held.querySelector(`[data-word="${id}"]`);
    }

    word(id) {
      const word = this.entry(id);
      return word ? copy(word.childNodes) : [];
    }

    field(id) {
      return this.section.querySelector(`[data-question="${id}"]`);
    }

    question(id) {
      const field = this.field(id);
      return field ? copy(field.querySelector("legend, .dalil-label").childNodes) : [];
    }

    // What was chosen or written, as the form says it; a date or a number as this page writes them.
    option(id, answer) {
      const field = this.field(id);
      const input = field && [...field.querySelectorAll("input:not(.dalil-text)")].find((one) => one.value === answer);
      if (input) {
        return copy(input.nextElementSibling.childNodes);
      }
      if (field && field.dataset.type === "date") {
        return [this.amount("date", answer)];
      }
      const row = this.amount(field && field.dataset.unit ? `unit-${field.dataset.unit}` : "number", answer);
      window.Dalil.show.value(row, answer);
      return [row];
    }

    // A row for a date or a number, filled.
    amount(name, value) {
      const row = this.row(name);
      for (const slot of all(row, "time")) {
        slot.dateTime = value;
        slot.textContent = format.date(value);
      }
      for (const slot of all(row, "data")) {
        slot.value = value;
        slot.textContent = format.number(value);
      }
      return row;
    }

    // Whether a value or a figure has a name of its own.
    labelled(id) {
      const entry = this.entry(`amount ${id}`);
      return entry !== null && entry.dataset.labelled !== undefined;
    }

    // A value or a figure with its label and its mark.
    valued(id, value) {
      const entry = this.entry(`amount ${id}`);
      if (!entry) {
        return [];
      }
      const told = entry.cloneNode(true);
      window.Dalil.show.value(told, value);
      return [...told.childNodes];
    }

    // A number in the unit of a question, a value or a figure, without its label.
    measured(id, value) {
      const entry = this.entry(`amount ${id}`);
      if (!entry) {
        return this.option(id, value);
      }
      const told = entry.querySelector("strong").cloneNode(true);
      window.Dalil.show.value(told, value);
      return [...told.childNodes];
    }

    outcome(id) {
      return this.word(`outcome ${id}`);
    }

    // A heading's words without its link, for what is pressed itself.
    title(id) {
      const link = this.entry(`outcome ${id}`).querySelector("a");
      return copy(link.childNodes);
    }

    items(lists) {
      return lists.map((nodes) => {
        const item = document.createElement("li");
        item.append(...nodes);
        return item;
      });
    }

    outcomes(ids) {
      return this.items(ids.map((id) => this.outcome(id)));
    }

    // "card=lost" is an answer; "overdue=met" a condition.
    reason(reason) {
      const [id, side] = reason.split("=");
      const told = this.word(reason);
      if (told.length) {
        return told;
      }
      return [this.row("answer", { question: this.question(id), option: this.option(id, side) })];
    }

  }

  window.Dalil = Object.assign(window.Dalil || {}, { Words });
})();
