// In: the engine's answer, by ids, and a widget's words. Out: why, why not another, what would change it, and the plan.
// What stands folded is made when it is opened.
"use strict";

(function () {
  const { Trace, Words } = window.Dalil;

  function fieldOf(question) {
    return question.querySelector("input:checked:not([data-unknown]), .dalil-text") || question.querySelector("input");
  }

  class Why {
    constructor(section) {
      this.section = section;
      this.words = new Words(section);
      this.response = null;
      for (const fold of section.querySelectorAll("[data-fold]")) {
        fold.addEventListener("toggle", () => this.fold(fold));
      }
      section.addEventListener("click", (event) => this.goBack(event));
    }

    // Fills what an answer says beyond its own words; the parts without anything in them stay hidden.
    show(response) {
      this.response = response;
      this.trace = new Trace(this.words, response.trace);
      this.fill("reasons", this.reasons(response.deciding));
      this.fill("plan", response.plan && response.plan.ways ? [this.plan(response.plan)] : this.certain(response.plan));
      for (const group of this.section.querySelectorAll("[data-who]")) {
        const who = group.dataset.who;
        const flips = response.flips.filter((flip) => flip.by === who);
        this.fill(`flips-${who}`, flips.map((flip) => this.flip(flip)));
        group.hidden = flips.length === 0;
      }
      for (const fold of this.section.querySelectorAll("[data-fold]")) {
        fold.hidden = fold.dataset.fold === "others" && response.others.length === 0;
        this.fold(fold);
      }
    }

    fill(name, nodes) {
      this.section.querySelector(`[data-fill="${name}"]`).replaceChildren(...nodes);
    }

    fold(fold) {
      const name = fold.dataset.fold;
      if (!this.response || !fold.open) {
        this.fill(name, []);
      } else if (name === "trace") {
        this.fill(name, this.trace.rules());
      } else {
        this.fill(name, this.others(this.response.others));
      }
    }

    reasons(reasons) {
      const offered = new Set();
      return reasons.map((reason) => {
        const questions = this.behind(reason).filter((id) => !offered.has(id));
        questions.forEach((id) => offered.add(id));
        // A condition may hang on several answers, none of which stands beside it.
        const name = this.words.word(reason).length ? "change-of" : "change";
        const change = questions.flatMap((id) => [this.change(name, id), " "]);
        const row = this.words.row("reason", { what: this.words.reason(reason), change });
        row.dataset.reason = reason;
        return row;
      });
    }

    // The answers that a reason hangs on: a condition has those dates and numbers that it was worked out from.
    behind(reason) {
      const id = reason.split("=")[0];
      const typed = (each) => this.words.field(each).dataset.type !== "choice";
      return this.words.field(id) ? [id] : this.trace.behind(id).filter(typed);
    }

    change(name, id) {
      const link = this.words.row(name, { question: this.words.question(id) });
      link.href = `#${this.section.dataset.widget}--${id}`;
      link.dataset.change = id;
      return link;
    }

    goBack(event) {
      const link = event.target.closest("[data-change]");
      if (link) {
        event.preventDefault();
        const question = this.words.field(link.dataset.change);
        question.scrollIntoView({ block: "nearest" });
        fieldOf(question).focus();
      }
    }

    // Outcomes that the same reasons exclude are told together.
    others(others) {
      const groups = new Map();
      for (const { outcome, because } of others) {
        const key = because.join(" ");
        groups.set(key, [...(groups.get(key) || []), { outcome, because }]);
      }
      return [...groups.values()].map((group) =>
        this.words.row(group.length === 1 ? "excluded-one" : "excluded-several", {
          outcomes: group.map(({ outcome }) => {
            const [item] = this.words.outcomes([outcome]);
            item.dataset.other = outcome;
            return item;
          }),
          reasons: this.words.items(group[0].because.map((reason) => this.words.reason(reason))),
        }),
      );
    }

    flip({ question, to, outcome, possible }) {
      const { words } = this;
      const type = words.field(question).dataset.type;
      const told = type === "choice" ? words.option(question, to) : [this.example(type, question, String(to))];
      const ends = possible ? [words.row("ends", { outcomes: words.outcomes(possible) })] : words.outcome(outcome);
      const name = possible ? "flip-open" : "flip";
      const row = words.row(name, { question: words.question(question), to: told, outcome: ends });
      row.dataset.flip = `${question}=${to}`;
      return row;
    }

    example(type, question, to) {
      const { words } = this;
      return type === "date" ? words.amount("day", to) : words.row("count", { count: words.option(question, to) });
    }

    certain(plan) {
      return plan && plan.outcome ? [this.words.row("whatever", { outcome: this.words.outcome(plan.outcome) })] : [];
    }

    plan({ questions, ways }) {
      const { words } = this;
      return words.row("fork", {
        questions: questions.flatMap((id) => [...words.question(id), " "]),
        ways: ways.map((way) => words.row("way", { labels: this.labels(way.labels), then: [this.then(way)] })),
      });
    }

    then(way) {
      if (way.ways) {
        return this.plan(way);
      }
      if (way.possible) {
        return this.words.row("ends", { outcomes: this.words.outcomes(way.possible) });
      }
      return this.words.row("end", { outcome: this.words.outcome(way.outcome) });
    }

    labels(labels) {
      return labels.flatMap((label, place) => {
        const told = label.flatMap((reason, at) => {
          const [id, side] = reason.split("=");
          const condition = this.words.word(reason);
          return [...(at ? [" "] : []), ...(condition.length ? condition : this.words.option(id, side))];
        });
        return [...(place ? [this.words.row("or")] : []), this.words.row("label", { label: told })];
      });
    }
  }

  window.Dalil.Why = Why;
})();
