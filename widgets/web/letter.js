// In: a letter's page: a choice of language, what is typed into blanks, the engine's answer. Out: the letter, filled in.
// What is typed goes into the letter as plain text and nowhere else, and is gone when the page is left.
"use strict";

(function () {
  const { format, paper } = window.Dalil;
  const { root, tables } = paper;
  const letters = [...root.querySelectorAll(".dalil-letter")];
  const inputs = [...root.querySelectorAll("[data-fills]")];
  const hints = new Map([...root.querySelectorAll("[data-blank]")].map((slot) => [slot, slot.firstElementChild]));

  function fill(input) {
    const text = input.value.trim();
    for (const [slot, hint] of hints) {
      if (slot.dataset.blank === input.dataset.fills) {
        slot.replaceChildren(text || hint);
        slot.classList.toggle("dalil-slot--filled", text !== "");
      }
    }
  }

  function empty() {
    for (const input of inputs) {
      input.value = "";
      fill(input);
    }
  }

  function choose() {
    const { value } = root.querySelector("[name=letter-language]:checked");
    for (const letter of letters.filter((each) => each.dataset.language)) {
      letter.hidden = value !== "both" && letter.dataset.language !== value;
    }
  }

  function days(known) {
    for (const letter of letters) {
      const table = tables[letter.dataset.language || document.documentElement.lang];
      for (const slot of letter.querySelectorAll("[data-day]")) {
        const day = known[slot.dataset.day];
        if (day) {
          slot.dateTime = day;
          slot.textContent = format.date(day, table);
          slot.classList.add("dalil-slot--filled");
        }
      }
    }
  }

  async function begin() {
    days({ today: paper.today() });
    const response = await paper.ask();
    if (response) {
      days(response.values);
      const other = !response.letters.includes(root.dataset.letter);
      paper.state(...[other && "other", paper.older && "older"].filter(Boolean));
    }
  }

  root.addEventListener("input", ({ target }) => target.matches("[data-fills]") && fill(target));
  root.addEventListener("change", ({ target }) => target.name === "letter-language" && choose());
  root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  root.querySelector("[data-do=clear]")?.addEventListener("click", () => {
    empty();
    inputs[0].focus();
  });
  // A page that the browser keeps, to go back to, keeps no names.
  addEventListener("pagehide", empty);
  addEventListener("pageshow", ({ persisted }) => persisted && empty());

  empty();
  choose();
  begin();
})();
