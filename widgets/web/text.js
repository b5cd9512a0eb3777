// In: an element of the page. Out: what can be read in it, as one line of plain text, figures kept in order.
"use strict";

(function () {
  const LEFT_OUT = "[hidden], [aria-hidden=true], .dalil-mark, .dalil-quiet, .headerlink, template";
  const [LEFT_TO_RIGHT, BY_FIRST_LETTER, END] = ["\u2066", "\u2068", "\u2069"];
  const rightToLeft = document.documentElement.dir === "rtl";

  // What an element keeps in order on the page, marks keep in order where no element can stand.
  function isolated(element, text) {
    if (!rightToLeft || !text.trim() || !element.matches("bdi, [dir=ltr], [dir=auto]")) {
      return text;
    }
    return (element.dir === "auto" ? BY_FIRST_LETTER : LEFT_TO_RIGHT) + text + END;
  }

  function read(node, without) {
    if (node.nodeType === Node.TEXT_NODE) {
      return node.data;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT) || (without && node.matches(without))) {
      return "";
    }
    return isolated(node, Array.from(node.childNodes, (child) => read(child, without)).join(""));
  }

  function plain(element, without = "") {
    return element ? read(element, without).replace(/[ \t\n\r]+/g, " ").trim() : "";
  }

  window.Dalil = Object.assign(window.Dalil || {}, { plain });
})();
