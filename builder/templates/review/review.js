/* In: marks and remarks in the page. Out: counts, and the text to send back, as builder/review/paste.py reads it. */

"use strict";

(() => {
  const START = "DALIL1";
  const END = "1LILAD";
  const LINE = 48;
  const ESCAPED = { Z: "Z0", "+": "Z1", "/": "Z2" };

  const one = (selector, within = document) => within.querySelector(selector);
  const data = JSON.parse(one("body > #data").textContent);
  const articles = [...document.querySelectorAll("article[data-key]")];
  const text = one("#text");
  let changed = false;
  let turn = 0;

  const verdict = (article) => one("input[type=radio]:checked", article)?.value ?? "";
  const remark = (article) => one(".remark textarea", article).value.trim();

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  const checksum = (bytes) => {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) {
        sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
      }
    }
    return ~sum >>> 0;
  };

  /* Packed where the browser can; the first byte says whether. */
  const pack = async (bytes) => {
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
      return [1, ...new Uint8Array(await new Response(stream).arrayBuffer())];
    } catch {
      return [0, ...bytes];
    }
  };

  const letters = (bytes) => {
    const whole = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    return whole.replaceAll("=", "").replace(/[Z+/]/g, (sign) => ESCAPED[sign]);
  };

  const write = async () => {
    const said = articles.map((article) => [article.dataset.key, verdict(article).charAt(0), remark(article)]);
    const right = said.filter(([, word, comment]) => word === "r" && !comment).map(([key]) => key);
    const others = said.filter(([, word, comment]) => comment || (word && word !== "r"));
    const head = [data.guide, data.version, data.language, data.content, today()];
    const who = [one("[data-role]").value, one("[data-name]").value.trim()];
    const json = JSON.stringify([...head, ...who, right.join(""), others]);
    const body = await pack(new TextEncoder().encode(json));
    const sum = checksum(body);
    const code = letters([sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255, ...body]);
    const lines = code.match(new RegExp(`.{1,${LINE}}`, "g"));
    return [one("[data-greeting]").textContent.trim(), "", START, ...lines, END].join("\n");
  };

  const count = () => {
    const words = articles.map(verdict);
    for (const place of document.querySelectorAll("[data-count]")) {
      const word = place.dataset.count === "left" ? "" : place.dataset.count;
      place.textContent = words.filter((each) => each === word).length;
    }
    for (const [index, article] of articles.entries()) {
      article.dataset.verdict = words[index];
    }
    one("[data-next]").disabled = !words.includes("");
    return articles.some((article, index) => words[index] || remark(article));
  };

  const refresh = async () => {
    const any = count();
    one("[data-ready]").hidden = !any;
    one("[data-nothing]").hidden = any;
    turn += 1;
    const mine = turn;
    const written = any ? await write() : "";
    if (mine === turn) {
      text.value = written;
    }
  };

  const tell = (name) => {
    one("[data-said]").textContent = one(`[data-${name}]`).textContent;
  };

  const copyBySelection = () => {
    text.focus();
    text.select();
    return document.execCommand("copy");
  };

  const copy = async () => {
    await refresh();
    let done = false;
    try {
      await navigator.clipboard.writeText(text.value);
      done = true;
    } catch {
      done = copyBySelection();
    }
    changed = changed && !done;
    tell(done ? "copied" : "by-hand");
  };

  const share = async () => {
    try {
      await navigator.share({ text: text.value });
      changed = false;
    } catch (error) {
      if (error.name !== "AbortError") {
        await copy();
      }
    }
  };

  const next = () => {
    const height = window.innerHeight / 3;
    const open = articles.filter((article) => !verdict(article));
    const target = open.find((article) => article.getBoundingClientRect().top > height) ?? open[0];
    target.scrollIntoView({ block: "start" });
    one("input[type=radio]", target).focus({ preventScroll: true });
  };

  document.addEventListener("input", (event) => {
    if (event.target === text) {
      return;
    }
    changed = true;
    one("[data-said]").textContent = "";
    if (event.target.matches("article input[value=wrong], article input[value=unsure]")) {
      one(".remark", event.target.closest("article")).open = true;
    }
    refresh();
  });
  one("[data-next]").addEventListener("click", next);
  one("[data-copy]").addEventListener("click", copy);
  one("[data-share]").addEventListener("click", share);
  one("[data-share]").hidden = !navigator.share;
  window.addEventListener("beforeunload", (event) => {
    if (changed) {
      event.preventDefault();
      event.returnValue = true;
    }
  });
  refresh();
})();
