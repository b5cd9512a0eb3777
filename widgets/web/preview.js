// In: the page that shows how to embed a form. Out: its frame as high as what is in it; code in the clipboard.
"use strict";

(function () {
  addEventListener("message", ({ data, source }) => {
    const frame = document.querySelector(".dalil-preview iframe");
    const height = frame && frame.contentWindow === source && Number(data && data.dalil && data.dalil.height);
    if (height > 0) {
      frame.style.height = `${height}px`;
    }
  });

  // The older way works where a page isn't from https; what can't be copied stays selected.
  async function copy(code) {
    getSelection().selectAllChildren(code);
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch (error) {
      return document.execCommand("copy");
    }
  }

  for (const box of document.querySelectorAll(".dalil-copied")) {
    const button = box.querySelector("[data-copy]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = (await copy(box.querySelector("code"))) ? "yes" : "no";
      box.querySelectorAll("[data-copied]").forEach((line) => (line.hidden = line.dataset.copied !== done));
    });
  }
})();
