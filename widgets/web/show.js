// In: the engine's answer, by ids, and a widget's element. Out: the words for it, which the page holds, un-hidden and filled.
"use strict";

(function () {
  const { format } = window.Dalil;

  // What says so already is left alone: a browser lays out anew whatever is written, be it the same.
  function write(slot, text) {
    if (slot.textContent !== text) {
      slot.textContent = text;
    }
  }

  function fill(slot, value) {
    if (slot.tagName === "TIME") {
      slot.dateTime = value;
      write(slot, format.date(value));
    } else if (slot.tagName === "DATA") {
      slot.value = value;
      write(slot, format.number(value));
    } else {
      write(slot, String(value));
    }
  }

  // Always written: a screen reader says a line again only then.
  function fillNamed(element, values) {
    for (const slot of element.querySelectorAll("[data-with]")) {
      if (slot.dataset.with in values) {
        slot.textContent = "";
        fill(slot, values[slot.dataset.with]);
      }
    }
  }

  // Shows the elements with data-<name> that are wanted, hides the others, says whether any is left.
  function reveal(root, name, wanted) {
    let any = false;
    for (const element of root.querySelectorAll(`[data-${name}]`)) {
      const hidden = !wanted(element.getAttribute(`data-${name}`), element);
      if (element.hidden !== hidden) {
        element.hidden = hidden;
      }
      any = any || !hidden;
    }
    return any;
  }

  // What has the focus stays in view, whatever comes in above it by itself. Two frames later, as most browsers hold what
  // stands at the top of the view by then, and would move the page once more.
  function steady(change) {
    const focus = document.activeElement;
    const inView = () => {
      const { top, bottom } = focus.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    };
    const held = focus !== document.body && inView();
    change();
    if (held) {
      const look = () => document.activeElement === focus && !inView() && focus.scrollIntoView({ block: "nearest" });
      requestAnimationFrame(() => requestAnimationFrame(look));
    }
  }

  function error(question, problem) {
    const line = question.querySelector(".dalil-error");
    const field = question.querySelector(".dalil-text") || question;
    line.hidden = !problem;
    reveal(line, "error", (id) => Boolean(problem) && id === problem.id);
    fillNamed(line, problem ? problem.with : {});
    const described = [field.dataset.describedby, problem ? line.id : ""].filter(Boolean).join(" ");
    for (const [name, text] of [["aria-invalid", problem ? "true" : ""], ["aria-describedby", described]]) {
      if (text) {
        field.setAttribute(name, text);
      } else {
        field.removeAttribute(name);
      }
    }
  }

  // A question once asked stays.
  function questions(all, { outcome, asked, missing, unneeded }, wrong) {
    for (const question of all) {
      const id = question.dataset.question;
      question.hidden = question.hidden && !asked.includes(id);
      const needed = asked.includes(id) || missing.includes(id);
      const idle = unneeded.includes(id) || (outcome !== null && !needed);
      question.classList.toggle("dalil-idle", idle);
      question.querySelector(".dalil-unneeded").hidden = !idle;
      question.querySelector("[data-kept]").hidden = !unneeded.includes(id);
      error(question, wrong[id]);
    }
  }

  function value(element, known) {
    if (element.querySelector("[data-plural]")) {
      const form = format.plural(known);
      const words = element.querySelector(`[data-plural=${form}]`);
      // "One day" and "two days" may be words without a number: none of them can say that it is less than nothing.
      const has = words !== null && (Number(known) >= 0 || words.querySelector("[data-slot]") !== null);
      reveal(element, "plural", (name) => name === (has ? form : "other"));
    }
    element.querySelectorAll("[data-slot]").forEach((slot) => fill(slot, known));
    return true;
  }

  function due(step, day, today) {
    reveal(step, "due", (when) => Boolean(day) && when === (day < today ? "past" : "ahead"));
    if (day) {
      step.querySelectorAll("[data-slot]").forEach((slot) => fill(slot, day));
    }
  }

  function list(part, response, today) {
    const days = new Map(response.steps.map((step) => [step.id, step.due]));
    const steps = reveal(part, "step", (id, step) => {
      if (days.has(id)) {
        due(step, days.get(id), today);
      }
      return days.has(id);
    });
    return reveal(part, "evidence", (id) => response.evidence.includes(id)) || steps;
  }

  // How many questions are left; nothing where none is, or where nobody counted.
  function left(section, counted) {
    const place = section.querySelector("[data-left]");
    if (!place) {
      return;
    }
    const { least, most } = counted || { least: 0, most: 0 };
    place.hidden = most === 0;
    const line = least === most ? "exactly" : least === 0 ? "at-most" : "between";
    reveal(place, "left-line", (name) => name === line);
    fillNamed(place, { least, most });
    for (const [name, count] of [["least", least], ["most", most]]) {
      const words = [...place.querySelectorAll(`[data-count=${name}]`)];
      const form = format.plural(count);
      const shown = words.some((word) => word.dataset.plural === form) ? form : "other";
      words.forEach((word) => (word.hidden = word.dataset.plural !== shown));
    }
  }

  // The answer and all that belongs to it; gives its title, or nothing where it depends on what isn't known.
  function result(element, response, today) {
    const { outcome, unconfirmed, possible, open, deciding, flips, values, missing } = response;
    const parts = {
      possible: (part) => outcome === null && reveal(part, "possible", (id) => possible.includes(id)),
      open: (part) => reveal(part, "open", (id) => open.includes(id)),
      reasons: () => deciding.length > 0,
      values: (part) => reveal(part, "value", (id, line) => id in values && value(line, values[id])),
      lines: (part) => response.lines !== null && window.Dalil.lines.fillAll(part, response.lines),
      list: (part) => list(part, response, today),
      "any-case": () => outcome === null && response.steps.length + response.evidence.length > 0,
      plan: () => response.plan !== null && (response.plan.outcome || response.plan.ways) !== undefined,
      flips: () => flips.length > 0,
      "why-more": () => true,
      missing: () => outcome !== null && missing.length > 0,
      ...window.Dalil.figures.parts(response, today),
    };
    reveal(element, "part", (name, part) => parts[name](part));
    const lacking = response.no_value.length > 0 && open.length === 0;
    reveal(element, "depends", (why) => (why === "lacking") === lacking);
    let title = "";
    reveal(element, "outcome", (id, article) => {
      if (id === outcome) {
        article.querySelector("[data-unconfirmed]").hidden = !unconfirmed;
        title = article.querySelector("[data-title]").textContent;
      }
      return id === outcome;
    });
    return title;
  }

  window.Dalil.show = { error, fill, fillNamed, left, questions, result, reveal, steady, value };
})();
