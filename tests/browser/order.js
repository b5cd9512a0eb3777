// In: whether what is hidden counts, too. Out: each figure of a page whose signs don't go from left to right, with what
// stands around it. Knows nothing of how the build keeps them in order: it reads the text that lies in a line, finds
// what looks like a figure, and asks the browser where each of its signs was drawn.
(all) => {
  "use strict";

  // Figures, dates in digits, ranges, telephones, percentages, hours, numbers of forms, addresses.
  const LETTER = "A-Za-zÀ-ÖØ-öø-ÿ0-9";
  const FIGURE = new RegExp(
    `(?<![${LETTER}])[+*#−-]?[${LETTER}](?:[${LETTER}.,:/@_'’%+−–\\u00a0\\u202f-]| ?[–×] ?)*(?<=[${LETTER}%+])`, "g");
  const NOT_A_WORD = /[0-9@/]/;
  const INLINE = /^(inline|contents|ruby)/;

  if (all) {
    document.documentElement.classList.add("js", "dalil-js");
    for (const made of document.querySelectorAll("template")) {
      made.after(document.importNode(made.content, true));
    }
    document.querySelectorAll("[hidden]").forEach((one) => one.removeAttribute("hidden"));
    document.querySelectorAll("details").forEach((one) => (one.open = true));
  }

  const displays = new Map();
  const display = (element) => {
    if (!displays.has(element)) {
      displays.set(element, getComputedStyle(element).display);
    }
    return displays.get(element);
  };
  const blockOf = (node) => {
    let element = node.parentElement;
    while (INLINE.test(display(element)) && element !== document.body) {
      element = element.parentElement;
    }
    return element;
  };

  // Text that follows one another in one block, as one; a line that somebody broke ends it.
  const runs = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let last = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      last = node.tagName === "BR" ? null : last;
      continue;
    }
    if (!node.data || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|OPTION|TEXTAREA)$/.test(node.parentElement.tagName)) {
      continue;
    }
    const block = blockOf(node);
    if (block !== last) {
      runs.push({ block, text: "", nodes: [] });
      last = block;
    }
    const run = runs[runs.length - 1];
    run.nodes.push({ node, from: run.text.length });
    run.text += node.data;
  }

  const range = new Range();
  const placeOf = (run, at) => {
    const { node, from } = run.nodes.findLast((one) => one.from <= at);
    range.setStart(node, at - from);
    range.setEnd(node, at - from + 1);
    return range.getBoundingClientRect();
  };

  const astray = [];
  let looked = 0;
  for (const run of runs) {
    if (getComputedStyle(run.block).direction !== "rtl" && run.block.dir !== "rtl" && !/[\u0600-\u06ff]/.test(run.text)) {
      continue;
    }
    for (const found of run.text.matchAll(FIGURE)) {
      const [figure] = found;
      if (figure.length < 2 || !NOT_A_WORD.test(figure)) {
        continue;
      }
      const drawn = [...figure].map((sign, at) => [sign, placeOf(run, found.index + at)])
        .filter(([sign, place]) => place.width > 0 && sign.trim());
      looked += drawn.length > 1;
      const back = drawn.some(([, place], at) => {
        const [, before] = drawn[at - 1] || [];
        return before && Math.abs(place.top - before.top) < before.height / 2 && place.left < before.left - 0.5;
      });
      if (back) {
        astray.push(run.text.slice(Math.max(0, found.index - 25), found.index + figure.length + 15).trim());
      }
    }
  }
  return { looked, astray };
}
