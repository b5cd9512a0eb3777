// In: a page opened from a disk, and the device's clock. Out: the copy's date and age, and the facts that are past the day
// by which they were to be checked again; a page on a server is today's own and says nothing.
"use strict";

(function () {
  const DAY = 86400000;
  const MONTH = 30.44; // days

  if (location.protocol !== "file:") {
    return;
  }

  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);

  function show(element, count) {
    const form = new Intl.PluralRules(element.closest("[lang]").lang).select(count);
    const forms = element.querySelectorAll("[data-plural]");
    const names = Array.from(forms, (each) => each.dataset.plural);
    forms.forEach((each) => (each.hidden = each.dataset.plural !== (names.includes(form) ? form : "other")));
    element.querySelectorAll("[data-slot]").forEach((slot) => {
      slot.value = String(count);
      slot.textContent = String(count);
    });
    element.hidden = false;
  }

  function age(notice) {
    const days = Math.round((Date.parse(today) - Date.parse(notice.dataset.built)) / DAY);
    const months = Math.floor(days / MONTH);
    const [unit, count] = days < 61 ? ["days", days] : months < 24 ? ["months", months] : ["years", Math.floor(months / 12)];
    // A clock that stands before the copy's own day says nothing.
    if (days > 0) {
      show(notice.querySelector(`[data-age=${unit}]`), count);
      notice.querySelector("[data-copy=age]").hidden = false;
    }
  }

  const past = Array.from(document.querySelectorAll(".dalil-sources > [data-due]")).filter(
    (fact) => fact.dataset.due <= today,
  );
  past.forEach((fact) => (fact.querySelector("[data-overdue]").hidden = false));

  for (const notice of document.querySelectorAll(".dalil-copy")) {
    age(notice);
    if (past.length > 0) {
      show(notice.querySelector("[data-copy=overdue]"), past.length);
    }
    notice.hidden = false;
  }
})();
