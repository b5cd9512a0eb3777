// In: the text with which a page is reported. Out: the same, handed to the device's own way of sending, or copied.
// Without this script it stands there to be copied by hand.
"use strict";

(function () {
  const box = document.querySelector(".dalil-wrong");
  if (!box) {
    return;
  }
  const text = box.querySelector("textarea");
  const [send, copy] = box.querySelectorAll("button");

  send.hidden = !navigator.share;
  // Whoever closes the device's sheet has thought better of it.
  send.addEventListener("click", () => navigator.share({ text: text.value }).catch(() => {}));

  copy.hidden = false;
  copy.addEventListener("click", () => {
    text.select();
    // The older way works where a page isn't from https, too.
    if (document.execCommand("copy")) {
      copy.textContent = copy.dataset.done;
    }
  });
})();
