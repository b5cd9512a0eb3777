// In: numbers and ISO dates as the engine gives them. Out: text by the page's own table, the one the build used.
"use strict";

(function () {
  const table = JSON.parse(document.getElementById("dalil-format").textContent);
  const rules = new Intl.PluralRules(document.documentElement.lang);

  // A decimal arrives as text, so that no digit is lost.
  function number(value) {
    const [, sign, whole, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, table.group);
    return (sign && "\u2212") + grouped + (fraction ? table.decimal + fraction : "");
  }

  // By another language's table, where a text is in that language.
  function date(iso, own = table) {
    const [year, month, day] = iso.split("-").map(Number);
    const parts = { d: day === 1 ? own.first : day, month: own.months[month - 1], y: year };
    return own.date.replace(/\{(\w+)\}/g, (slot, name) => parts[name]);
  }

  function plural(value) {
    return rules.select(Math.abs(Number(value)));
  }

  window.Dalil = Object.assign(window.Dalil || {}, { format: { number, date, plural, decimal: table.decimal } });
})();
