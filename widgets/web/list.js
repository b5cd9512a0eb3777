// In: what ticks.js tells. Out: on the page of the list, the rows that are ticked, each group that has any, and whether
// there is nothing. A row whose tick is taken away stays until the reader leaves, so that it can be put back.
"use strict";

(function () {
  const list = document.querySelector(".dalil-ticked");

  document.addEventListener("dalil-ticked", ({ detail: { ticked, keeping } }) => {
    for (const row of list.querySelectorAll("[data-row]")) {
      row.hidden = !ticked.has(row.dataset.row) && (row.hidden || !keeping);
    }
    for (const group of list.querySelectorAll("[data-group]")) {
      group.hidden = group.querySelector("[data-row]:not([hidden])") === null;
    }
    const any = list.querySelector("[data-row]:not([hidden])") !== null;
    list.querySelectorAll("[data-none]").forEach((line) => (line.hidden = any || (line.dataset.none === "kept") !== keeping));
    list.hidden = false;
  });
})();
