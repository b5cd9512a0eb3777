// In: a counter card with everything on it, and the engine's answer. Out: the card with what applies, and what it is for.
"use strict";

(function () {
  const { paper, show } = window.Dalil;
  const { root } = paper;

  // Of the sources only those of what is left on the card.
  function cite() {
    const marks = [...root.querySelectorAll(".dalil-mark")].filter((mark) => !mark.closest("[hidden]"));
    const cited = marks.map((mark) => mark.hash.slice(1));
    const list = document.querySelector(".dalil-sources");
    if (list) {
      [...list.children].forEach((source) => (source.hidden = !cited.includes(source.id)));
      for (const part of [list, list.previousElementSibling, document.getElementById("sources")]) {
        part.hidden = cited.length === 0;
      }
    }
  }

  function lay({ outcome, missing, evidence }) {
    show.reveal(root, "outcome", (id) => id === outcome);
    show.reveal(root, "evidence", (id) => evidence.includes(id));
    show.reveal(root, "list", (id, list) => list.querySelector("[data-evidence]:not([hidden])") !== null);
    cite();
    root.querySelectorAll("[data-when], [data-all]").forEach((part) => (part.hidden = true));
    const some = evidence.length > 0 ? "yours" : "nothing";
    paper.state(...[some, missing.length > 0 && "part", paper.older && "older"].filter(Boolean));
  }

  paper.ask().then((response) => {
    const decided = response && (response.outcome !== null || response.evidence.length > 0);
    if (decided) {
      lay(response);
    } else if (response) {
      paper.state("failed");
    }
  });
})();
