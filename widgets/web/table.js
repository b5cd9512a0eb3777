// In: text as a spreadsheet gives it (tabs) or a CSV file (commas or semicolons). Out: rows of cells; and rows as the text
// of a CSV file (RFC 4180) in which nothing typed can be a formula, with the decimal sign of its readers. Knows nothing of a page.
"use strict";

(function () {
  // What a spreadsheet takes for the beginning of a formula, the wide signs of East Asian writing among it.
  const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
  const QUOTED = /[",;\t\r\n]|^\s|\s$/;

  const DECIMALS = /^[-\d\s.']+,\d{1,2}$/; // a column of numbers, and no two columns

  // Nothing where the text is one column.
  function separator(text) {
    const lines = text.replace(/"(?:[^"]|"")*"/g, "").split("\n").filter((line) => line.trim());
    const found = ["\t", ";", ","].find((sign) => lines.some((line) => line.includes(sign))) || "";
    return found === "," && lines.every((line) => DECIMALS.test(line.trim())) ? "" : found;
  }

  // A cell from a place on: its text, and where it ends. A quote that is never closed is a letter like any other.
  function cell(text, from, sign) {
    const quoted = new RegExp(`"((?:[^"]|"")*)"(?=[${sign}\\n]|$)`, "y");
    quoted.lastIndex = from;
    const found = quoted.exec(text);
    if (found) {
      return { value: found[1].replaceAll('""', '"'), end: quoted.lastIndex };
    }
    let end = from;
    while (end < text.length && text[end] !== sign && text[end] !== "\n") {
      end += 1;
    }
    return { value: text.slice(from, end), end };
  }

  function parse(raw) {
    const text = raw.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    const sign = separator(text);
    const rows = [];
    for (let at = 0, row = []; at < text.length; ) {
      const { value, end } = cell(text, at, sign);
      row.push(value.trim());
      at = end + 1;
      if (text[end] === sign && at === text.length) {
        row.push("");
      }
      if (text[end] !== sign || at >= text.length) {
        rows.push(row);
        row = [];
      }
    }
    return rows.filter((row) => row.some(Boolean));
  }

  // Numbers that the engine gave stay numbers; everything else is text.
  function written(value, decimal) {
    if (typeof value === "object") {
      return String(value.number).replace(".", decimal);
    }
    const text = FORMULA.test(value) ? `'${value}` : value;
    return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  // Where a comma begins the decimals, spreadsheets expect semicolons between the cells.
  function write(rows, decimal = ".") {
    const sign = decimal === "," ? ";" : ",";
    const line = (row) => `${row.map((value) => written(value, decimal)).join(sign)}\r\n`;
    return `\ufeff${rows.map(line).join("")}`;
  }

  window.Dalil = Object.assign(window.Dalil || {}, { table: { parse, write } });
})();
