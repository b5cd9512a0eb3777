// In: clicks and keys in the header. Out: the same section in another language; the menu and the search, opened and
// closed. The theme's own switches are two check boxes that only a pointer reaches.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.dalil-language");
  if (link) {
    link.hash = location.hash;
  }
});

for (const button of document.querySelectorAll(".dalil-toggle")) {
  const box = document.getElementById(button.dataset.box);
  const menu = box.id === "__drawer" && document.querySelector(".md-sidebar--primary");
  const first = menu ? menu.querySelector("a") : document.querySelector(".md-search__input");

  function close() {
    if (box.checked) {
      box.click();
    }
  }

  button.addEventListener("click", () => box.click());

  box.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(box.checked));
    if (box.checked) {
      first.focus();
    } else {
      // The theme takes the focus off the search after this event.
      setTimeout(() => document.activeElement === document.body && button.focus());
    }
  });

  if (menu) {
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        close();
        button.focus();
      }
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) {
        close();
      }
    });
  }
}
