// In: the answers that the forms of a page give. Out: the last one ready for paper, with the sources of what it shows;
// under each answer its counter card, where it is not empty, and the letters that apply; links carry the answers when followed.
"use strict";

(function () {
  const { carry, show } = window.Dalil;
  const foot = document.querySelector(".dalil-sheet");
  const answered = []; // sections with an answer, the last one last

  // What is cited in what can be seen.
  function cited(section) {
    const marks = [...section.querySelectorAll(".dalil-result .dalil-mark")].filter((mark) => !mark.closest("[hidden]"));
    return new Set(marks.map((mark) => mark.hash.slice(1)));
  }

  function lay(section) {
    for (const each of document.querySelectorAll(".dalil-widget")) {
      each.classList.toggle("dalil-on-paper", each === section);
    }
    document.documentElement.classList.toggle("dalil-answered", Boolean(section));
    for (const source of document.querySelectorAll(".dalil-sources > li")) {
      source.classList.toggle("dalil-on-paper", Boolean(section) && section.cites.has(source.id));
    }
  }

  function leave(section) {
    const at = answered.indexOf(section);
    if (at >= 0) {
      answered.splice(at, 1);
    }
  }

  function printed(day) {
    const line = foot.querySelector("[data-printed]");
    line.querySelectorAll("[data-slot]").forEach((slot) => show.fill(slot, day));
    line.hidden = false;
  }

  document.addEventListener("dalil-answered", ({ target: section, detail: { request, response, settled } }) => {
    const papers = section.querySelector("[data-papers]");
    leave(section);
    papers.hidden = response.outcome === null;
    show.reveal(papers, "letter", (id) => response.letters.includes(id));
    show.reveal(papers, "card", () => response.evidence.length > 0); // else it would be an empty one
    if (settled) {
      section.cites = cited(section);
      answered.push(section);
      printed(request.today);
    }
    lay(answered.at(-1));
  });

  document.addEventListener("dalil-cleared", ({ target }) => {
    leave(target);
    lay(answered.at(-1));
  });

  // The browser has the address by the time it is plain again.
  function follow({ target }) {
    const link = target.closest("[data-papers] a");
    if (link) {
      link.hash = carry.write(link.closest(".dalil-widget"));
      setTimeout(() => (link.hash = ""));
    }
  }

  document.addEventListener("click", (event) => {
    follow(event);
    const button = event.target.closest("[data-papers] [data-do=print]");
    if (button) {
      lay(button.closest(".dalil-widget"));
      window.print();
    }
  });
  document.addEventListener("auxclick", follow); // another tab, by the middle button
})();
