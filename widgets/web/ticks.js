// In: boxes ticked by the reader. Out: each box of one id alike; the ticks in memory, and on the device where the reader
// says so. What changes is told as an event ("dalil-ticked").
"use strict";

(function () {
  const { device } = window.Dalil;
  const boxes = document.querySelectorAll("[data-tick]");
  const places = document.querySelectorAll(".dalil-ticks");
  const moved = new Map(Object.entries(JSON.parse((places[0] && places[0].dataset.moved) || "{}")));
  let ticked = new Set();
  let keeping = false;

  function show() {
    boxes.forEach((box) => (box.checked = ticked.has(box.dataset.tick)));
    for (const place of places) {
      place.querySelector("[data-keep]").checked = keeping;
      place.querySelector("[data-erase]").hidden = !keeping && !("always" in place.dataset);
    }
    document.dispatchEvent(new CustomEvent("dalil-ticked", { detail: { ticked, keeping } }));
  }

  function say(place, id) {
    for (const line of document.querySelectorAll("[data-ticks-say]")) {
      line.hidden = line.dataset.ticksSay !== id || !place.contains(line);
    }
  }

  // What stands in the storage now. A page that begins to keep because another did adds its own ticks; one that need no
  // longer keep leaves them on the screen.
  function meet() {
    const kept = device.read(moved);
    if (kept && keeping) {
      ticked = kept;
    } else if (kept) {
      ticked = new Set([...kept, ...ticked]);
      keeping = true;
      if (ticked.size > kept.size) {
        device.keep(ticked);
      }
    } else {
      keeping = false;
    }
  }

  function tick({ dataset, checked }, place) {
    if (keeping) {
      meet(); // another page may have ticked since
    }
    ticked[checked ? "add" : "delete"](dataset.tick);
    say(place, keeping && !device.keep(ticked) ? "failed" : "");
  }

  function keep(wanted, place) {
    if (wanted) {
      ticked = new Set([...(device.read(moved) || []), ...ticked]);
      keeping = device.keep(ticked);
      say(place, keeping ? "kept" : "failed");
    } else {
      device.drop();
      keeping = false;
      say(place, "dropped");
    }
  }

  function erase(place) {
    device.erase();
    ticked = new Set();
    keeping = false;
    say(place, "erased");
    place.querySelector("[role=status]").focus(); // the button may go away under the reader's finger
  }

  const near = (target) => (target.closest(".dalil-result") || document).querySelector(".dalil-ticks");

  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-tick]")) {
      tick(target, near(target));
      show();
    } else if (target.matches("[data-keep]")) {
      keep(target.checked, near(target));
      show();
    }
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-erase]");
    if (button) {
      erase(near(button));
      show();
    }
  });

  addEventListener("storage", ({ key }) => {
    if (key === device.KEY || key === null) {
      meet();
      show();
    }
  });

  // A page that the browser held back to return to: what has been erased since is not shown again.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) {
      const kept = keeping;
      meet();
      ticked = kept && !keeping ? new Set() : ticked;
      show();
    }
  });

  for (const part of document.querySelectorAll("[data-ticks-on]")) {
    part.hidden = (part.dataset.ticksOn === "disk") !== device.onDisk();
  }
  meet();
  show();
})();
