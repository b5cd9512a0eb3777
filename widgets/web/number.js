// In: a number as a reader types it. Out: {value}, its digits with a point, or {error}, the id of what is wrong. Reads what
// widgets/typed.py reads: 6 000,50, 6.000,50 and 6,000.50, Arabic and Persian digits; a test compares the two.
"use strict";

(function () {
  const DIGITS = 15; // the most there may be, so that nothing is rounded
  const DECIMALS = 10;
  const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
  const DASHES = /[\u2010-\u2013\u2212]/g;
  const MONEY = / ?(?:mad|dhs?|درهما?|دراهم)\.?$/i;
  const NUMBER = /^([-+]?) ?(?:([1-9]\d{0,2}(?:([ .,٬'’])\d{3})(?:\3\d{3})*)|(\d+))(?:([.,٫])(\d+))?$/;

  function digit(char) {
    const code = char.charCodeAt(0);
    return String(code - (code < 0x06f0 ? 0x0660 : 0x06f0));
  }

  function clean(text) {
    const seen = text.replace(INVISIBLE, "").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit);
    return seen.replace(DASHES, "-").split(/\s+/).filter(Boolean).join(" ");
  }

  function read(text) {
    const match = NUMBER.exec(clean(text).replace(MONEY, ""));
    if (!match) {
      return { error: "not-a-number" };
    }
    const [, sign, grouped, separator, plain, point, decimals = ""] = match;
    if ((point && point === separator) || decimals.length > DECIMALS) {
      return { error: "not-a-number" };
    }
    const digits = (plain || grouped.split(separator).join("")).replace(/^0+(?=\d)/, "");
    if (digits.length > DIGITS) {
      return { error: sign === "-" ? "too-small" : "too-large" };
    }
    const fraction = decimals.replace(/0+$/, "");
    const value = fraction ? `${digits}.${fraction}` : digits;
    return { value: sign === "-" && /[1-9]/.test(value) ? `-${value}` : value };
  }

  window.Dalil = Object.assign(window.Dalil || {}, { number: { read } });
})();
