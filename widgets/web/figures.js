// In: the engine's answer and a form's words. Out: the day that counted and the figures used, each with its age, shown.
"use strict";

(function () {
  const { show } = window.Dalil;

  function fill(part, day) {
    part.querySelectorAll("[data-slot]").forEach((slot) => show.fill(slot, day));
    return true;
  }

  function figure(line, { value, from, as_of: asOf, seen, today }, day) {
    const has = value !== null;
    const dated = from !== undefined && from !== "unknown";
    const told = {
      value: (part) => has && show.value(part, value),
      none: () => !has,
      since: (part) => has && dated && !asOf && from <= day && fill(part, from),
      later: (part) => has && dated && !asOf && from > day && fill(part, from),
      "as-of": (part) => has && dated && asOf === true && fill(part, from),
      undated: (part) => seen !== undefined && fill(part, seen),
      ended: (part) => !has && dated && fill(part, from),
      today: (part) => today !== undefined && today !== null && show.value(part, today),
      "today-none": () => today === null,
    };
    return show.reveal(line, "told", (name, part) => told[name](part));
  }

  // The parts of a result that have to do with the day whose figures count.
  function parts({ on, figures, open, missing }, today) {
    const some = Object.keys(figures).length > 0;
    return {
      day: (part) => on !== today && fill(part, on),
      "day-open": ({ dataset }) => some && [...open, ...missing].includes(dataset.by),
      figures: (part) => show.reveal(part, "figure", (id, line) => id in figures && figure(line, figures[id], today)),
    };
  }

  window.Dalil.figures = { parts };
})();
