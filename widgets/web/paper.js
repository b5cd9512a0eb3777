// In: a page to print, and the answers that came with its link. Out: what the engine makes of them, for the page's own
// script; the language links and the way back with the same answers, at the moment they are followed. Stores nothing.
"use strict";

(function () {
  const { format, link, runtime, show } = window.Dalil;
  const root = document.querySelector("[data-paper]");
  const page = JSON.parse(document.getElementById("dalil-procedure").textContent);
  const tables = JSON.parse(document.getElementById("dalil-formats").textContent);
  const widgets = root.dataset.widgets.split(" ");
  const came = link.take();
  const version = page.procedure.version || 1;
  const given = came ? Object.fromEntries(came.answers) : {};
  const { on, ...answers } = given; // the day whose law counts comes with the answers
  const widget = came && widgets.includes(came.section) ? came.section : widgets[0];

  if (came) {
    history.replaceState(history.state, "", location.href.split("#")[0]); // the section is one of the guide
  }

  // The reader's own day; toISOString alone would give the day in Greenwich.
  function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  function state(...ids) {
    show.reveal(root, "state", (id) => ids.includes(id));
  }

  // What the engine says to the answers of the link, or null where none came or nothing is to be had.
  async function ask() {
    if (Object.keys(answers).length === 0) {
      state(came ? "failed" : "");
      return null;
    }
    state("wait");
    try {
      await runtime.start();
      const request = { do: "evaluate", ...page, widget, answers, today: today() };
      const response = await runtime.evaluate(on ? { ...request, on } : request);
      if (response.fault) {
        throw new Error(response.fault.detail);
      }
      state();
      return response;
    } catch (error) {
      state("failed");
      return null;
    }
  }

  const older = Boolean(came) && (came.version !== version || came.strange > 0);

  function follow({ target }) {
    const anchor = target.closest("a.dalil-language, [data-carry]");
    if (anchor && came) {
      anchor.hash = link.write(widget, version, given);
      setTimeout(() => (anchor.hash = ""));
    }
  }

  document.addEventListener("click", (event) => {
    follow(event);
    if (event.target.closest("[data-do=print]")) {
      window.print();
    }
  });
  document.addEventListener("auxclick", follow);
  // Another link to this page in the same tab: the page begins afresh with its answers.
  document.addEventListener("dalil-arrived", () => {
    const fresh = link.take();
    if (fresh) {
      const { section, version: made, answers: others } = fresh;
      history.replaceState(null, "", `#${link.write(section, made, Object.fromEntries(others))}`);
      location.reload();
    }
  });

  for (const line of document.querySelectorAll(".dalil-sheet [data-printed]")) {
    const slot = line.querySelector("[data-slot]");
    slot.dateTime = today();
    slot.textContent = format.date(today(), tables[line.closest("[lang]").lang]);
    line.hidden = false;
  }
  document.documentElement.classList.add("dalil-js");
  window.Dalil.paper = { root, tables, ask, state, older, today };
})();
