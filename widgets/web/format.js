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

  function date(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    const parts = { d: day === 1 ? table.first : day, month: table.months[month - 1], y: year };
    return table.date.replace(/\{(\w+)\}/g, (slot, name) => parts[name]);
  }

  function plural(value) {
    return rules.select(Math.abs(Number(value)));
  }

  window.Dalil = Object.assign(window.Dalil || {}, { format: { number, date, plural } });
})();
