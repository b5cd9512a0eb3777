// In: a page opened from file://, where no worker can be made from a file. Out: the search's one, run in the page.
// Only the search's address is answered, once; then Worker is the browser's own again, for Python's worker.
"use strict";

if (location.protocol === "file:") {
  const Native = window.Worker;
  const address = JSON.parse(document.getElementById("__config").textContent).search;

  window.Worker = function Worker(asked, options) {
    if (asked !== address) {
      return new Native(asked, options);
    }
    window.Worker = Native;
    const { port1, port2 } = new MessageChannel();
    window.Dalil = Object.assign(window.Dalil || {}, { searchPort: port2 });
    document.head.append(Object.assign(document.createElement("script"), { src: address }));
    port1.start();
    return port1;
  };
}
