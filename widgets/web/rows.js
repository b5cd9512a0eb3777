// In: rows of fields, and cells as somebody types, pastes or opens them. Out: the cells in the fields, nothing typed written
// over; each row's name and answers. Asks nobody, keeps nothing.
"use strict";

(function () {
  const { plain, show } = window.Dalil;

  const fieldsOf = (row) => [...row.querySelectorAll("[data-field]")];
  const inputOf = (field) => field.querySelector(".dalil-text");
  const inputsOf = (row) => [...row.querySelectorAll(".dalil-text")];
  const isEmpty = (row) => inputsOf(row).every((input) => !input.value.trim());

  class Rows {
    constructor(section) {
      this.section = section;
      this.place = section.querySelector("[data-rows]");
      this.made = 0; // rows ever made: their fields need ids
      this.add();
    }

    get all() {
      return [...this.place.children];
    }

    get filled() {
      return this.all.filter((row) => !isEmpty(row));
    }

    // A new row; gives null where the table is full.
    add() {
      if (this.all.length >= Number(this.section.dataset.most)) {
        return null;
      }
      const row = this.section.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
      this.made += 1;
      row.querySelectorAll(".dalil-text").forEach((input, place) => {
        const id = `${this.section.dataset.batch}--${this.made}-${place}`;
        input.id = id;
        input.parentElement.querySelector("label").htmlFor = id;
        const error = input.parentElement.querySelector(".dalil-error");
        if (error) {
          error.id = `${id}--error`;
        }
      });
      this.place.append(row);
      this.number(row, this.place.children.length);
      return row;
    }

    number(row, place) {
      show.fill(row.querySelector("legend [data-slot]"), place);
    }

    remove(row) {
      row.remove();
      if (this.all.length === 0) {
        this.add();
      }
      this.all.forEach((each, place) => this.number(each, place + 1));
    }

    clear() {
      this.place.replaceChildren();
      this.add();
    }

    // Cells into rows from a place on; nothing typed is written over. Gives how many
    // rows were taken, those that found no place, and how many cells lay beyond the last column.
    put(cells, start, column) {
      const data = this.isHead(cells, column) ? cells.slice(1) : cells;
      const width = inputsOf(this.place.firstElementChild).length;
      const free = this.all.filter(isEmpty);
      const left = data.filter((values, place) => {
        const next = this.all[start + place];
        const fits = next && inputsOf(next).slice(column, column + values.length).every((input) => !input.value.trim());
        const row = fits ? next : free.find(isEmpty) || this.add();
        row && inputsOf(row).slice(column).forEach((input, at) => at < values.length && this.write(input, values[at]));
        return !row;
      });
      const wider = data.reduce((sum, values) => sum + Math.max(0, values.length - (width - column)), 0);
      return { taken: data.length - left.length, left, wider };
    }

    // A first row without any digit where dates and numbers stand, and more below it: headings.
    isHead(cells, column) {
      const [first, second] = cells;
      const types = inputsOf(this.place.firstElementChild).slice(column).map((input) => input.parentElement.dataset.type);
      const numbers = types.flatMap((type, at) => (["date", "number"].includes(type) ? [at] : []));
      return Boolean(second) && numbers.some((at) => first[at]) && numbers.every((at) => !/\d/.test(first[at] || ""));
    }

    // An option is found by its words; what is none stays to be seen.
    write(input, value) {
      if (input.options && value) {
        const same = (option) => [option.value, option.text].some((one) => one.toLowerCase() === value.toLowerCase());
        const found = [...input.options].find(same);
        if (!found) {
          input.add(new Option(value, value));
        }
        input.value = found ? found.value : value;
      } else {
        input.value = value;
      }
    }

    answers(row) {
      const given = fieldsOf(row).map((field) => [field, inputOf(field).value.trim()]);
      const told = given.map(([field, text]) => [field.dataset.field, text || ("unknown" in field.dataset ? "unknown" : null)]);
      return Object.fromEntries(told);
    }

    name(row) {
      return row.querySelector("[data-name]").value.trim() || plain(row.querySelector("legend"));
    }

    labels() {
      return [...this.place.firstElementChild.querySelectorAll("label")].map((label) => plain(label));
    }

    // What was typed as the engine understood it, else as it stands there.
    typed(row, answers) {
      return fieldsOf(row).map((field) => {
        const understood = answers[field.dataset.field];
        const input = inputOf(field);
        if (input.options) {
          return input.selectedOptions[0].text;
        }
        if (understood === undefined || understood === "unknown") {
          return input.value;
        }
        return field.dataset.type === "number" ? { number: understood } : understood;
      });
    }

    // Messages at the cells of a row; gives the fields that have one.
    mark(row, { errors, missing }) {
      const found = fieldsOf(row).map((field) => {
        const id = field.dataset.field;
        const problem = errors[id] || (missing.includes(id) ? { id: "required", with: {} } : undefined);
        show.error(field, problem);
        return problem && inputOf(field);
      });
      return found.filter(Boolean);
    }
  }

  window.Dalil.Rows = Rows;
})();
