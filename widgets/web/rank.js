// In: the index of a language (builder/search.py) and a query. Out: the sections that answer it, best first.
"use strict";

(function () {
  const { PAIR, tokenize, forms, sounds } = self.Dalil.fold;

  const FIELDS = ["title", "text", "also", "elsewhere", "page"];
  const BOOST = { title: 4, elsewhere: 2.5, also: 1, page: 1.6 };
  const SURE = { "~": 1, "=": 0.12, "^": 0.5 }; // of a stem, a root and a sound
  const WRITTEN = 0.5; // how much more it counts that the stem has the same ending
  const GUIDE = 1.2; // beside a page that only lists or tells how the guides are made
  const WHOLE = 2; // how much more it counts that all that was asked is answered
  const FAINT = 0.3; // how much it counts that a word is only just answered, in a long text or by another form
  const EXACT = { prefix: false, fuzzy: false };

  // The index, ready to be asked. `elsewhere` holds the same heading in the other languages, and what others call it;
  // `also` what others call what the section speaks of; `page` the heading of the page that the section stands in.
  function prepare({ pages, glossary, said }) {
    const search = new self.MiniSearch({
      fields: FIELDS,
      tokenize: (chain) => chain.split(" ").filter(Boolean),
      processTerm: forms,
      searchOptions: {
        boost: BOOST,
        boostTerm: (term) => SURE[term[0]] || (/\d{5}/.test(term) ? 3 : /\d/.test(term) ? 1 : WRITTEN),
        boostDocument: (id) => (sections[id].address.startsWith("guides/") ? GUIDE : 1),
        weights: { prefix: 0.3, fuzzy: 0.25 },
        prefix: (term) => !(term[0] in SURE) && term.length > 2,
        fuzzy: false,
      },
    });
    const names = byFirst([
      ...glossary.map(([names, terms, others]) => [names, [...names, ...terms, ...others]]),
      ...said.map(([ours, theirs]) => [[ours], theirs]),
    ]);
    const sections = pages.flatMap(([address, ...parts]) =>
      parts.map(([place, title, text, elsewhere]) => ({ address, place, title, text, elsewhere, page: parts[0] }))
    );
    search.addAll(sections.map((section, id) => ({ id, ...fields(section, names) })));
    return { search, sections };
  }

  function fields({ address, place, title, text, elsewhere, page }, names) {
    const [titled, told, others] = [title, text, elsewhere].map(tokenize);
    const ids = tokenize(`${address} ${place}`.replace(/guides\/|\.html|[-/]/g, " "));
    const chains = {
      title: [...titled, ...pairs(titled)],
      text: told,
      elsewhere: [...others, ...otherWords([...titled, "", ...others], names)],
      also: [...new Set(otherWords(told, names)), ...ids],
      page: place ? tokenize(`${page[1]}\n${page[3]}`) : [],
    };
    return Object.fromEntries(Object.entries(chains).map(([field, words]) => [field, words.join(" ")]));
  }

  // What a name begins with leads to it: [its stems, the words that stand for it].
  function byFirst(entries) {
    const found = new Map();
    for (const [names, others] of entries) {
      const words = others.map(tokenize).flatMap((own) => [...own, ...own.flatMap(sounds), ...pairs(own)]);
      for (const stems of names.map((name) => tokenize(name).map(stemOf))) {
        found.set(stems[0], [...(found.get(stems[0]) || []), [stems, words]]);
      }
    }
    return found;
  }

  // Two words that stand together are a word of their own.
  function pairs(words) {
    return words.slice(1).map((word, at) => PAIR + stemOf(words[at]) + stemOf(word));
  }

  function stemOf(word) {
    return forms(word).find((form) => form[0] === "~") || word;
  }

  function otherWords(told, names) {
    const stems = told.map((word) => word && stemOf(word));
    const found = stems.flatMap((first, at) =>
      (names.get(first) || []).filter(([name]) => name.every((stem, offset) => stems[at + offset] === stem))
    );
    return [...new Set(found.map(([, words]) => words))].flat();
  }

  // What holds a word of a query: as it is written or begins; else what is nearly written so; else what sounds so.
  function holding(search, word) {
    for (const way of [{}, { fuzzy }, { ...EXACT, processTerm: sounds }]) {
      const hits = search.search(word, way);
      if (hits.some(({ terms }) => terms.some((term) => term[0] !== "="))) {
        return hits;
      }
    }
    return search.search(word);
  }

  function fuzzy(term) {
    return term[0] in SURE || /\d/.test(term) || term.length < 4 ? false : term.length < 7 ? 1 : 2;
  }

  // What is typed as two words may be written as one, or with a hyphen: self employed, auto entrepreneur.
  function join(search, asked, answers) {
    asked.slice(1).forEach((word, at) => {
      const written = search.search([asked[at] + word, ...pairs([asked[at], word])].join(" "), EXACT);
      for (const hit of written) {
        const both = { ...hit, score: hit.score / 2 };
        for (const answer of [answers[at], answers[at + 1]]) {
          if (!(answer.get(hit.id)?.score >= both.score)) {
            answer.set(hit.id, both);
          }
        }
      }
    });
  }

  function rank({ search, sections }, query) {
    const asked = [...new Set(tokenize(query))];
    const answers = asked.map((word) => new Map(holding(search, word).map((hit) => [hit.id, hit])));
    join(search, asked, answers);
    const found = new Map();
    let whole = 0;
    for (const answer of answers.filter(({ size }) => size)) {
      const weight = Math.log(1 + sections.length / answer.size);
      const best = Math.max(...Array.from(answer.values(), ({ score }) => score));
      whole += weight;
      for (const [id, { score, terms, queryTerms }] of answer) {
        const known = found.get(id) || { ...sections[id], score: 0, part: 0, found: [], answered: [] };
        known.score += score;
        known.part += weight * (score / best) ** FAINT;
        known.found.push(...terms);
        known.answered.push(...queryTerms);
        found.set(id, known);
      }
    }
    const ranked = [...found.values()].map((hit) => ({ ...hit, score: hit.score * (hit.part / whole) ** WHOLE }));
    return ranked.sort((one, other) => other.score - one.score);
  }

  self.Dalil = Object.assign(self.Dalil || {}, { rank: { prepare, rank } });
})();
