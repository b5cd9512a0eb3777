// In: what app.js tells of the pages kept on this device. Out: the panel that says so, and its two buttons; the one that
// removes takes ticks and colours along.
"use strict";

(function () {
  const panel = document.querySelector(".dalil-offline");
  const bar = panel.querySelector("progress");
  const status = panel.querySelector("[role=status]");
  const [keep, remove] = ["keep", "remove"].map((name) => panel.querySelector(`[data-do=${name}]`));
  const { device } = window.Dalil;
  const room = panel.querySelector("[data-room]");

  function say(id) {
    status.querySelectorAll("[data-offline]").forEach((line) => (line.hidden = line.dataset.offline !== id));
  }

  function press(what) {
    status.focus(); // the button may go away under the reader's finger
    say("busy");
    window.Dalil.app[what]();
  }

  keep.addEventListener("click", () => press("keep"));
  remove.addEventListener("click", () => {
    device.clear();
    press("remove");
  });

  document.addEventListener("dalil-keeping", ({ detail: { loaded, total } }) => {
    Object.assign(bar, { hidden: false, max: total, value: loaded });
  });

  document.addEventListener("dalil-kept", ({ detail: { languages, all, trouble, bytes, lacking } }) => {
    const whole = languages.includes(document.documentElement.lang) && lacking === 0;
    say(trouble || (whole ? (all ? "all" : "pages") : "none"));
    keep.hidden = all && whole;
    const ticks = device.read(new Map()) !== null;
    panel.querySelector("[data-ticks-kept]").hidden = !ticks;
    remove.hidden = bytes === 0 && !ticks;
    room.hidden = bytes === 0;
    room.querySelector("data").textContent = String(Math.ceil(bytes / 1e6));
    bar.hidden = true;
    panel.hidden = false;
  });
})();
