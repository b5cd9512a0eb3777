// In: a stream of bytes, packed with gzip or not. Out: the same bytes, unpacked. For the page and for the worker.
"use strict";

(function () {
  const GZIP = 0x1f; // the first byte of every gzip file, and of none of ours

  // Some hosts send a .gz with an encoding that the browser has undone by the time we read it.
  async function unpack(stream) {
    const [head, whole] = stream.tee();
    const reader = head.getReader();
    const { value } = await reader.read();
    reader.cancel();
    const packed = value && value[0] === GZIP;
    return packed ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
  }

  self.Dalil = Object.assign(self.Dalil || {}, { unpack });
})();
