// In: a click on another language. Out: the same section of the page there: its address gets the #part of this one.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a.dalil-language");
  if (link) {
    link.hash = location.hash;
  }
});
