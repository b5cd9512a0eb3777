// In: the height of a form that stands alone in a frame. Out: that number, told to the page around it; it is told
// nothing else, and nothing that it says is heard.
"use strict";

(function () {
  const shown = document.querySelector(".dalil-embed");

  function tell() {
    const height = Math.ceil(shown.getBoundingClientRect().height);
    window.parent.postMessage({ dalil: { height } }, "*");
  }

  if (window.parent !== window) {
    new ResizeObserver(tell).observe(shown);
    addEventListener("load", () => {
      tell();
      setTimeout(tell, 1000); // again for a page that listens late
    });
  }
})();
