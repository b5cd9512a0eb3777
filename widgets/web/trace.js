// In: the engine's trace, and a widget's words. Out: every rule that was looked at, nested, as items of a list.
"use strict";

(function () {
  const named = (result) => (result === null ? "open" : result ? "met" : "not-met");
  const opposite = (result) => (result === null ? null : !result);

  // `wanted` is false inside a "not", where what is met does not fit.
  class Trace {
    constructor(words, trace) {
      this.words = words;
      this.trace = trace;
      this.told = new Map(); // what the trace tells in full once only
      this.learn(trace);
    }

    // A condition or a value is told in full where it first comes up; here wherever it is looked at.
    learn(node) {
      for (const part of Object.values(node)) {
        if (part !== null && typeof part === "object") {
          this.learn(part);
        }
      }
      const id = node.condition || node.value;
      if (id && Object.values(node).some((part) => part !== null && typeof part === "object" && part !== node.reasons)) {
        this.told.set(id, node);
      }
    }

    whole(node) {
      return this.told.get(node.condition || node.value) || node;
    }

    // The questions whose answers a condition was worked out from.
    behind(condition) {
      const found = new Set();
      const look = (node) => {
        if (node.question && node.is !== undefined) {
          found.add(node.question);
        }
        const whole = this.whole(node);
        for (const [key, part] of Object.entries(whole.applies === false ? {} : whole)) {
          if (part !== null && typeof part === "object" && key !== "reasons" && key !== "options") {
            look(part);
          }
        }
      };
      look({ condition });
      return [...found];
    }

    rules() {
      const { rows, outcome } = this.trace;
      return rows.map((row) => {
        const when = row.otherwise ? [this.item("line", [this.words.row("otherwise")])] : this.tell(row.when, true);
        const rule = this.words.row(`rule-${named(row.result)}`, { outcome: this.words.title(row.outcome), when });
        rule.dataset.rule = row.outcome;
        rule.firstElementChild.open = row.result === true && row.outcome === outcome;
        return rule;
      });
    }

    item(name, what, within = []) {
      return this.words.row(name, { what, within });
    }

    // Of what was not asked, or left out, neither "fits" nor "does not fit" is said.
    part(node, wanted, what, within) {
      const result = named(wanted ? node.result : opposite(node.result));
      return this.item(`part-${this.aside(node) || result}`, what, within);
    }

    aside(node) {
      if (node["left-out"]) {
        return "left-out";
      }
      return node.idle || (node.question && node.applies === false) ? "idle" : "";
    }

    tell(node, wanted) {
      if (node === undefined) {
        return [];
      }
      if (node.not) {
        return this.tell(node.not[0], !wanted);
      }
      if (node.all || node.any) {
        return this.group(node, wanted);
      }
      if (node.condition) {
        return this.condition(node, wanted);
      }
      return node.test ? this.test(node) : [this.choice(node, wanted)];
    }

    group(node, wanted) {
      const parts = node.all || node.any;
      const within = parts.flatMap((part) => this.tell(part, wanted));
      if (parts.length === 1) {
        return within;
      }
      return [this.part(node, wanted, [this.words.row(Boolean(node.all) === wanted ? "all" : "any")], within)];
    }

    condition(node, wanted) {
      const told = this.words.word(`${node.condition}=${node.idle ? "open" : named(node.result)}`);
      if (!told.length) {
        return this.tell(this.whole(node).when, wanted);
      }
      const part = this.part(node, wanted, told, this.tell(this.whole(node).when, wanted));
      part.dataset.condition = `${node.condition}=${node.idle ? "idle" : named(node.result)}`;
      return [part];
    }

    // An answer, or the outcome of another table, that must be one of some.
    choice(node, wanted) {
      const { words } = this;
      const table = node.table !== undefined;
      const option = (id) => (table ? words.title(id) : words.option(node.question, id));
      const aside = this.aside(node) === "idle";
      const given = table ? (node.outcome ? option(node.outcome) : [words.row("unanswered")]) : aside ? [] : this.given(node);
      const told = words.row("answer", { question: table ? [] : words.question(node.question), option: given });
      const what = [told];
      if (node.result === null || node.result !== wanted) {
        const options = node.options.flatMap((id, place) => [
          ...(place ? [words.row("or")] : []),
          words.row("label", { label: option(id) }),
        ]);
        what.push(" ", words.row("needed", { but: wanted ? [] : [words.row("but")], options }));
      }
      return this.part(node, wanted, what, aside ? this.asked(node) : []);
    }

    // What a question that was not asked would have needed; told where it first comes up.
    asked(node) {
      const when = this.tell(node["asked-when"], true);
      return when.length ? [this.item("line", [this.words.row("asked-when")], when)] : [];
    }

    // Two dates or numbers side by side, each with what it was worked out from.
    test(node) {
      const { of } = node;
      const [left] = this.amount(of);
      const known = of.applies !== false && !of["left-out"];
      const [right] = known ? this.amount(node.to, of.question || of.value || of.figure) : [];
      return [...(left ? [left] : []), ...(right ? [this.item("line", [this.words.row("compared")], [right])] : [])];
    }

    // A bare number is written with the unit of what it is compared with.
    amount(node, like = "") {
      const { words } = this;
      if (node.question) {
        const told = words.row("answer", { question: words.question(node.question), option: this.given(node) });
        return [this.item("line", [told])];
      }
      if (node.value || node.figure) {
        return this.worked(this.whole(node));
      }
      if (node.literal === "today") {
        return [this.item("line", [words.amount("today", node.is)])];
      }
      const date = /^\d{4}-\d\d-\d\d$/.test(String(node.is));
      return [this.item("line", date ? [words.amount("date", node.is)] : words.measured(like, String(node.is)))];
    }

    // What was worked out, with the dates and figures that it was worked out from; the first that applies stands for
    // all, by the name of the whole if that has one.
    worked(node, name = node.value || node.figure) {
      const parts = Object.values(node).find(Array.isArray) || [];
      if (node.first) {
        const part = parts.find((one) => one.is !== undefined);
        if (!part) {
          return [];
        }
        return part.value && this.words.labelled(name) ? this.worked(this.whole(part), name) : this.amount(part);
      }
      const named = parts.filter((part) => part.question || part.value || part.figure || part.literal);
      const below = node.applies === false ? [] : named.flatMap((part) => this.amount(part));
      const told = node.is === undefined ? [] : this.words.valued(name, node.is);
      return told.length ? [this.item("line", told, below)] : below;
    }

    // What was answered, or why there is nothing.
    given(node) {
      if (node.is !== undefined) {
        return this.words.option(node.question, String(node.is));
      }
      if (node["left-out"]) {
        return this.words.option(node.question, "unknown");
      }
      return [this.words.row(node.applies === false ? "idle" : node.open ? "unknown" : "unanswered")];
    }
  }

  window.Dalil.Trace = Trace;
})();
