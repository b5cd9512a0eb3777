// In: what a reader chooses and types in a form. Out: the engine's answer, shown; focus and status lines as they must be.
// Builds no sentence, stores nothing, asks nobody but the engine in the worker.
"use strict";

(function () {
  const PATIENCE = 400; // milliseconds before a wait is worth saying
  const FAILURES = ["no-wasm", "stalled", "missing-file"];
  const LONGEST = 200; // characters: too long an answer already
  const { show } = window.Dalil;

  // The reader's own day; toISOString alone would give the day in Greenwich.
  function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  // Where data is slow or dear, Python comes with the first answer and not with a mere touch, and its size is said.
  function network() {
    const { saveData = false, effectiveType = "4g" } = navigator.connection || {};
    return { sparing: saveData, slow: saveData || effectiveType !== "4g" };
  }

  function idOf(question) {
    return question.dataset.question || "on";
  }

  class Widget {
    constructor(section, page) {
      this.page = page;
      this.section = section;
      this.form = section.querySelector(".dalil-form");
      this.result = section.querySelector(".dalil-result");
      this.bar = section.querySelector("progress");
      this.retry = section.querySelector("[data-retry]");
      this.instead = section.querySelector("[data-instead]");
      this.whole = section.querySelector(".dalil-whole");
      this.why = new window.Dalil.Why(section);
      this.questions = [...section.querySelectorAll("[data-question]")];
      this.day = section.querySelector("[data-on]"); // the control for another day, where there is one
      this.atFirst = this.questions.filter((question) => !question.hidden);
      this.turn = 0; // what answers an earlier turn comes too late
      this.failed = false;
      this.step = "";
      this.progress = this.progress.bind(this);
      const { sparing, slow } = network();
      if (slow && window.Dalil.runtime && window.Dalil.runtime.megabytes) {
        const note = section.querySelector("[data-size]");
        show.fillNamed(note, { size: window.Dalil.runtime.megabytes });
        note.hidden = false;
      }
      for (const touch of sparing ? ["input"] : ["focusin", "pointerdown", "input"]) {
        this.form.addEventListener(touch, () => this.touched(), { once: true });
      }
      this.form.addEventListener("input", (event) => this.typed(event.target));
      this.form.addEventListener("change", () => this.ask(false));
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.ask(true);
      });
      this.form.addEventListener("reset", () => this.cleared());
      this.retry.addEventListener("click", () => this.again());
      this.atStart();
    }

    // Python starts before there is anything to ask it.
    touched() {
      if (!this.failed) {
        this.start().catch((error) => show.steady(() => this.fail(error)));
      }
    }

    async start() {
      const { runtime } = window.Dalil;
      if (!runtime) {
        throw Object.assign(new Error("runtime.js"), { id: "missing-file" });
      }
      await runtime.start(this.progress);
      show.steady(() => this.started());
    }

    started() {
      this.bar.hidden = true;
      if (this.step) {
        this.step = "";
        this.say("");
      }
    }

    progress({ phase, loaded, total }) {
      this.bar.max = total || 1;
      this.bar.value = phase === "starting" ? this.bar.max : loaded;
      const step = phase + (total ? Math.floor((4 * loaded) / total) : 0);
      if (step !== this.step) {
        this.step = step; // said four times on the way, not with each piece
        const bytes = { loaded: (loaded / 1e6).toFixed(1), total: (total / 1e6).toFixed(1) };
        show.steady(() => {
          this.bar.hidden = false;
          show.fillNamed(this.section.querySelector("[data-status=loading]"), bytes);
          this.say(phase);
        });
      }
    }

    // For the scripts that let a reader take the answer along.
    tell(name, detail) {
      this.section.dispatchEvent(new CustomEvent(`dalil-${name}`, { detail, bubbles: true }));
    }

    say(id) {
      show.reveal(this.section, "status", (status) => status === id);
    }

    fail(error) {
      this.failed = true;
      this.bar.hidden = true;
      this.retry.hidden = false;
      this.instead.hidden = false;
      this.whole.open = true;
      this.say(FAILURES.includes(error.id) ? error.id : "failed");
    }

    again() {
      this.retry.parentElement.focus(); // the button goes away under the reader's finger
      this.failed = false;
      this.step = "";
      this.retry.hidden = true;
      this.instead.hidden = true;
      this.say("");
      this.ask(false);
    }

    // Whoever types a date knows it after all; what it leads to is there before the field is left.
    typed(input) {
      const question = input.closest("[data-question], [data-on]");
      const unknown = question.querySelector("[data-unknown]");
      if (unknown && input !== unknown) {
        unknown.checked = false;
      }
      if (input.matches(".dalil-text")) {
        this.ask(false, idOf(question));
      }
    }

    answers() {
      const given = {};
      for (const question of this.questions.filter((each) => !each.hidden)) {
        const chosen = question.querySelector("input:checked");
        const text = question.querySelector(".dalil-text");
        if (chosen) {
          given[question.dataset.question] = chosen.value;
        } else if (text && text.value) {
          given[question.dataset.question] = text.value.slice(0, LONGEST);
        }
      }
      return given;
    }

    on() {
      const text = this.day && this.day.querySelector("input").value.trim();
      return text ? { on: text.slice(0, LONGEST) } : {};
    }

    async ask(submitted, writing) {
      this.turn += 1;
      const turn = this.turn;
      const { procedure, facts, paths } = this.page;
      const widget = this.section.dataset.widget;
      const given = { answers: this.answers(), today: today(), ...this.on() };
      const request = { do: "evaluate", procedure, facts, widget, paths: paths[widget], ...given };
      this.tell("asked", request);
      if (this.failed) {
        return;
      }
      let wait = 0;
      try {
        await this.start();
        if (turn !== this.turn) {
          return;
        }
        wait = setTimeout(() => show.steady(() => this.say("thinking")), PATIENCE);
        const response = await window.Dalil.runtime.evaluate(request);
        if (turn === this.turn) {
          const unfinished = response.errors && writing in response.errors; // half a date is no mistake yet
          show.steady(() => {
            this.started();
            if (!unfinished) {
              this.show(response, submitted, request);
            }
          });
        }
      } catch (error) {
        if (turn === this.turn) {
          show.steady(() => this.fail(error));
        }
      } finally {
        clearTimeout(wait);
      }
    }

    show(response, submitted, request) {
      if (response.fault) {
        throw new Error(response.fault.detail);
      }
      const { outcome, missing } = response;
      const wrong = { ...response.errors };
      const decided = outcome !== null || missing.length === 0;
      const settled = decided && !("on" in wrong); // an answer for today would not be what was asked
      if (submitted && !decided) {
        const id = response.next || missing[0];
        wrong[id] = wrong[id] || { id: "required", with: {} };
      }
      show.questions(this.questions, response, wrong);
      this.mark(wrong.on);
      const first = [...this.questions, this.day].find((question) => question && idOf(question) in wrong);
      this.result.hidden = !settled;
      const title = settled ? show.result(this.result, response, request.today) : "";
      if (settled) {
        this.why.show(response);
      }
      show.left(this.section, response.left);
      this.tell("answered", { request, response, settled });
      this.report(response, title, settled, first && wrong[idOf(first)].id);
      if (submitted && first) {
        first.querySelector("input").focus();
      } else if (submitted) {
        this.result.focus({ preventScroll: true });
        this.result.scrollIntoView(); // from its top: focus alone would bring a long answer's middle into view
      }
    }

    mark(problem) {
      if (this.day) {
        show.error(this.day, problem);
        this.day.open = this.day.open || Boolean(problem);
      }
    }

    report({ outcome, unconfirmed, next, open, no_value: lacking }, title, settled, error) {
      if (error) {
        this.say(error === "required" ? "incomplete" : "check");
      } else if (outcome !== null) {
        const line = unconfirmed ? "answer-unconfirmed" : "answer";
        show.fillNamed(this.section.querySelector(`[data-status=${line}]`), { answer: title });
        this.say(line);
      } else {
        const atFirst = this.atFirst.some((question) => question.dataset.question === next);
        const depends = lacking.length > 0 && open.length === 0 ? "lacking" : "depends";
        this.say(settled ? depends : atFirst ? "" : "next-question");
      }
    }

    // How many questions there are is known before Python is.
    atStart() {
      const place = this.section.querySelector("[data-left]");
      show.left(this.section, place && { least: Number(place.dataset.least), most: Number(place.dataset.most) });
    }

    cleared() {
      this.turn += 1;
      this.atStart();
      show.questions(this.questions, { outcome: null, asked: [], missing: [], unneeded: [] }, {});
      this.questions.forEach((question) => (question.hidden = !this.atFirst.includes(question)));
      this.mark();
      if (this.day) {
        this.day.open = false;
      }
      this.result.hidden = true;
      this.tell("cleared");
      if (!this.failed) {
        this.say("cleared");
      }
    }
  }

  const sections = document.querySelectorAll(".dalil-widget");
  if (sections.length) {
    document.documentElement.classList.add("dalil-js");
    const page = JSON.parse(document.getElementById("dalil-procedure").textContent);
    sections.forEach((section) => new Widget(section, page));
  }
})();
