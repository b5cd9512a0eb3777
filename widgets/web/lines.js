// In: the lines that the engine worked out, and a form's table of them. Out: its cells filled, bars drawn, what differs
// from what was typed named. What does not apply stays hidden; what is not known says so.
"use strict";

(function () {
  const { show } = window.Dalil;

  // One of the words that a cell holds, with its amount.
  function tell(cell, told, amount) {
    show.reveal(cell, "told", (name, part) => name === told && (amount === undefined || show.value(part, amount)));
  }

  function fill(cell, known, id) {
    const has = id in known;
    cell.classList.toggle("dalil-cells__empty", !has);
    tell(cell, !has ? "" : known[id] === null ? "none" : "value", known[id] === null ? undefined : known[id]);
  }

  const sideOf = (by) => (by === null ? "none" : Number(by) === 0 ? "same" : Number(by) > 0 ? "more" : "less");
  const size = (by) => (by === null ? undefined : String(by).replace("-", ""));

  function compare(row, compared) {
    const [typed, difference] = ["printed", "difference"].map((name) => row.querySelector(`[data-typed=${name}]`));
    if (typed) {
      difference.classList.toggle("dalil-cells__empty", !compared);
    }
    if (typed && compared) {
      tell(typed, "value", compared.printed);
      tell(difference, sideOf(compared.by), size(compared.by));
    } else if (typed) {
      tell(typed, "left-out");
      tell(difference, "");
    }
  }

  function summary(part, compared) {
    const differing = Object.keys(compared).filter((id) => Number(compared[id].by) !== 0);
    const unknown = Object.values(compared).some(({ by }) => by === null);
    const same = Object.keys(compared).length > 0 && !unknown;
    const state = differing.length > 0 ? "differ" : same ? "agree" : unknown ? "" : "nothing";
    show.reveal(part, "compared", (name) => name === state);
    show.reveal(part, "differs", (id, item) => {
      if (differing.includes(id)) {
        tell(item, sideOf(compared[id].by), size(compared[id].by));
      }
      return differing.includes(id);
    });
  }

  // As wide as the largest is 100.
  function draw(part, rows) {
    const bars = [...part.querySelectorAll("[data-bars]")];
    const amount = (bar) => Number((rows[bar.parentElement.dataset.bars] || {})[bar.dataset.bar] || 0);
    const drawn = bars.flatMap((place) => [...place.querySelectorAll("[data-bar]")]);
    const largest = Math.max(...drawn.map(amount), 0);
    drawn.forEach((bar) => {
      bar.toggleAttribute("hidden", amount(bar) <= 0);
      bar.firstElementChild.setAttribute("width", (100 * amount(bar)) / largest || 0);
    });
    bars.forEach((place) => (place.hidden = ![...place.querySelectorAll("[data-bar]")].some(amount)));
  }

  // Fills the part of an answer that shows lines; says that there are some.
  function fillAll(part, { rows, totals, marked, compared }) {
    show.reveal(part, "marked", (word) => {
      const [id, side] = word.split("=");
      return id in marked && marked[id] === (side === "met");
    });
    show.reveal(part, "line", (id, row) => {
      if (id in rows) {
        row.querySelectorAll("[data-cell]").forEach((cell) => fill(cell, rows[id], cell.dataset.cell));
        compare(row, compared[id]);
      }
      return id in rows;
    });
    part.querySelectorAll("[data-total]").forEach((cell) => fill(cell, totals, cell.dataset.total));
    summary(part, compared);
    draw(part, rows);
    return true;
  }

  window.Dalil.lines = { fill, fillAll };
})();
