// In: clicks and keys in the header. Out: the same section in another language; the menu and the search, opened and
// closed. The theme's own switches are two check boxes that only a pointer reaches, and its keys are single letters.
"use strict";

(function () {
  const MENU = matchMedia("(max-width: 76.2344em)"); // where the menu lies over the page
  const SEARCH = matchMedia("(max-width: 59.9844em)"); // and where the search does
  const SOON = 20; // milliseconds: after the theme has seen the field have the focus, for which it opens the search
  const OVER = ".md-toggle, .md-overlay, script, template";
  const THEIRS = ["Enter", "ArrowUp", "ArrowDown"];

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.dalil-language");
    if (link) {
      link.hash = location.hash;
    }
  });

  // What lies below can't be reached: not by the tabulator, not by a finger, not by a screen reader.
  function cover(part, covered) {
    for (let one = part; one !== document.body; one = one.parentElement) {
      const others = [...one.parentElement.children].filter((other) => other !== one && !other.matches(OVER));
      others.forEach((other) => (other.inert = covered));
    }
  }

  class Part {
    constructor(button, part, narrow, first) {
      this.button = button;
      this.part = part;
      this.narrow = narrow;
      this.first = first;
      this.box = document.getElementById(button.dataset.box);
      this.covers = false;
      button.addEventListener("click", () => this.toggle(true));
      part.querySelector(".dalil-close").addEventListener("click", () => this.toggle(false));
      this.box.addEventListener("change", () => this.changed());
      narrow.addEventListener("change", () => this.tell());
      addEventListener("pageshow", () => this.tell()); // a browser may remember that it was open
    }

    get open() {
      return this.box.checked;
    }

    toggle(open) {
      if (this.open !== open) {
        this.box.click();
      }
    }

    tell() {
      const covers = this.open && this.narrow.matches;
      this.button.setAttribute("aria-expanded", String(this.open));
      if (covers !== this.covers) {
        this.covers = covers;
        cover(this.part, covers);
      }
    }

    changed() {
      this.tell();
      if (this.open) {
        this.first.focus();
      } else {
        // The theme takes the focus off the search after this event.
        setTimeout(() => this.gone(document.activeElement) && this.button.focus());
      }
    }

    gone(focus) {
      return focus === document.body || this.part.contains(focus);
    }
  }

  const [menuButton, searchButton] = document.querySelectorAll(".dalil-toggle");
  const sidebar = document.querySelector(".md-sidebar--primary");
  const menu = new Part(menuButton, sidebar, MENU, sidebar.querySelector(".dalil-close"));
  const field = document.querySelector(".md-search__input");
  const search = new Part(searchButton, document.querySelector(".md-search"), SEARCH, field);

  // The theme makes its results for the arrows alone; links they are, and the tabulator finds them too.
  const list = document.querySelector(".md-search-result__list");
  new MutationObserver(() => {
    list.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
  }).observe(list, { childList: true });

  // On a wide screen the field stays when its list is closed, and opens it again.
  for (const act of ["input", "click"]) {
    field.addEventListener(act, () => search.toggle(true));
  }

  // The theme searches when a key is let go, and words come without keys too: pasted by a finger, dictated, written by
  // hand. What it searched already it does not search twice.
  field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));

  search.part.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !SEARCH.matches && !search.part.contains(relatedTarget)) {
      search.toggle(false);
    }
  });

  // The theme hears of it too where the search lies over the page.
  function escape(event) {
    if (menu.covers) {
      menu.toggle(false);
    } else if (search.open && !search.covers) {
      event.stopPropagation();
      field.focus();
      setTimeout(() => search.toggle(false), SOON);
    }
  }

  // Of what is pressed in the open search, the theme is told what it does well: letters go on in the field.
  function theirs({ key, target }) {
    return key.length === 1 ? key !== " " || target === field : THEIRS.includes(key);
  }

  // The theme listens on the window: it is told neither single letters, which WCAG 2.1.4 doesn't want as commands, nor
  // the tabulator in the search, which would close it before the results are reached. What a browser fills in by itself
  // comes without a key.
  document.addEventListener("keydown", (event) => {
    if (!event.key) {
      event.stopPropagation();
    } else if (event.key === "Escape") {
      escape(event);
    } else if (search.open ? !theirs(event) : event.key.length === 1) {
      event.stopPropagation();
    } else if (event.key === "ArrowDown" && event.target === field) {
      search.toggle(true);
    }
  });
})();
