// In: a text in French, Arabic or English. Out: its words, and for each word the forms under which it is found.
// The index and the query go through the same functions, so that however a word is written, both meet.
"use strict";

(function () {
  // One number in groups (310-1-34, 05 22 54 70 54), one acronym with dots (C.N.S.S.), or one word with its hyphens.
  const UNIT = /\p{Nd}+(?:[\s\-–‑/.,٫٬]\p{Nd}+)+|(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+(?:[-‑][\p{L}\p{M}\p{N}]+)*/gu;

  // Accents, Arabic vowel signs and hamzas on their seat, the stroke that stretches a word, isolates and marks.
  const SIGNS = /[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;
  const LETTERS = { ى: "ي", ی: "ي", ة: "ه", ک: "ك", گ: "ك", ٱ: "ا", ء: "", œ: "oe", æ: "ae" };
  const CHANGED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
  const ASKING = /(..)-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)$/; // est-ce, rembourse-t-elle
  const ARABIC = /[\u0621-\u064a]/;

  const ROOT = 6; // letters
  const SOUND = "^"; // before a sound, as ~ before a stem and = before a root
  const PAIR = "&"; // before two words in one

  const ENDINGS = `issements issement ations ation ements ement ances ance ments ment eurs eur ives ive ings ing ers er
    ities ity ites ite aient ait ais als al ees ee es ed ez ons ent e`.split(/\s+/);
  const ARABIC_ENDINGS = ["كما", "هما", "ها", "هم", "كم", "نا", "ان", "ات", "ون", "وا", "ين", "يه", "ه", "ي"];

  const ARABIC_SOUNDS = Object.fromEntries(
    `ب=b ت=t ث=t ج=j ح=h خ=x د=d ذ=d ر=r ز=z س=s ش=c ص=s ض=d ط=t ظ=d ع=3 غ=g ف=f ق=k ك=k ل=l م=m ن=n ه=h`
      .split(" ")
      .map((pair) => pair.split("="))
  );
  const LATIN_SOUNDS = `kh=x sh=C ch=C gh=g dh=d th=t ph=f dj=j 5=x 7=h 9=k 8=h 6=t 2= '= q=k c=k C=c p=b v=f ou=u`
    .split(" ")
    .map((pair) => pair.split("="));

  function fold(text) {
    const plain = text.toLowerCase().normalize("NFKD").replace(SIGNS, "");
    const digits = plain.replace(/\p{Nd}/gu, (digit) => (digit < "\u0660" ? digit : digit.charCodeAt(0) & 15));
    return digits.replace(CHANGED, (letter) => LETTERS[letter]);
  }

  // Words that stand in every section and say nothing of it.
  const EMPTY = new Set(
    `le la les de des du un une et ou en au aux que qui qu pour par sur dans ce cet cette ces mon ma mes votre vos
    est sont avec je il elle on se sa ses son comment quoi ai as ont etre avoir me te si ne pas quel quelle quels
    quelles ils elles nous vous puis peux peut
    the of to in on is are and or for my your how do does what can with i it its am be been was were at by from as an me
    we you they this that which who will would should did doesn don won
    في من على الى عن ما هل كيف او ان هو هي هذا هذه التي الذي مع كم ماذا لا اين متى انا يمكن يمكنني اذا
    واش شنو علاش فين كيفاش شحال ديال ديالي عندي بغيت wach wash chno 3lach fin kifach chhal dyal dyali 3ndi bghit`
      .split(/\s+/)
      .map(fold)
  );

  // The words of a text as they are written, with their places.
  function units(text) {
    return Array.from(text.matchAll(UNIT), (found) => ({ written: found[0], at: found.index }));
  }

  // The same words come again and again: each is worked out once.
  function once(work) {
    const known = new Map();
    return (word) => {
      if (!known.has(word)) {
        known.set(word, work(word));
      }
      return known.get(word);
    };
  }

  // One written word, folded; what has several parts is found whole and by its parts, an acronym only whole.
  const words = once((written) => {
    const folded = fold(written).replace(ASKING, "$1");
    const parts = folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (parts.length < 2) {
      return parts;
    }
    return [parts.join(""), ...parts.filter((part) => part.length > 1)];
  });

  // The text's words, without the empty ones unless there are no others.
  function tokenize(text) {
    const all = units(text).flatMap(({ written }) => words(written));
    const telling = all.filter((word) => !EMPTY.has(word) && (word.length > 1 || /\d/.test(word)));
    return telling.length ? telling : all;
  }

  // A word is found as it is, less surely by its stem (~) and least by its root (=).
  const forms = once((word) => {
    if (/\d/.test(word) || word[0] === SOUND || word[0] === PAIR) {
      return [word];
    }
    const found = ARABIC.test(word) ? arabic(word) : latin(word);
    return [...new Set(found)];
  });

  // A plural is written as its singular. The beginning stands for the root: registration and registering have the same.
  function latin(word) {
    const short = stem(word);
    return [word.length > 4 ? singular(word) : word, `~${short}`, ...(short.length > ROOT ? [`=${short.slice(0, ROOT)}`] : [])];
  }

  function singular(word) {
    return word.replace(/([^s])s$|x$/, "$1");
  }

  function stem(word) {
    let rest = singular(word);
    for (const ending of ENDINGS) {
      if (rest.endsWith(ending) && rest.length - ending.length >= 4) {
        rest = rest.slice(0, -ending.length);
        break;
      }
    }
    return rest.replace(/y$/, "i").replace(/ee$/, "").replace(/([^aeiou])\1$/, "$1");
  }

  function arabic(word) {
    return [...bare(word)].flatMap((base) => {
      const short = arabicStem(base);
      const root = skeleton(short);
      // Two letters are left of too many words.
      const roots = root.length < 3 ? [] : [`=${root}`];
      const inner = root.length === 4 && "متينا".includes(root[0]) ? [`=${root.slice(1)}`] : [];
      return [base, `~${short}`, ...roots, ...inner];
    });
  }

  // Without the article, and without the conjunction or preposition that may be written onto the word: whether the
  // first letter of وثيقة is one cannot be seen, so both readings are kept.
  function bare(word, found = new Set(), depth = 0) {
    const article = depth > 0 && /^لل/.test(word) ? 1 : 2;
    const base = /^(ال|لل)/.test(word) && word.length - article >= 2 ? word.slice(article) : word;
    found.add(base);
    if (/^[وفبلك]/.test(word) && word.length >= 4 && depth < 2) {
      bare(word.slice(1), found, depth + 1);
    }
    return found;
  }

  // Without pronouns and endings of number and gender; شهادتكم and شهاداتكم meet شهادة.
  function arabicStem(word) {
    let rest = word;
    for (let turn = 0; turn < 2; turn += 1) {
      const ending = ARABIC_ENDINGS.find((end) => rest.endsWith(end) && rest.length - end.length >= 3);
      // Before a pronoun, ة is written ت.
      rest = ending ? rest.slice(0, -ending.length).replace(/(..[^ا])ت$/, "$1ه") : rest;
    }
    return rest.replace(/^(.{3,}?)[تهي]+$/, "$1");
  }

  // Without long vowels after the first letter: وثيقة and وثائق, رقم and أرقام, شهادة and شواهد have the same.
  function skeleton(word) {
    const whole = word.replace(/^ا(..)ا(.)$/, "$1$2");
    return whole[0] + whole.slice(1).replace(/[اوي]/g, "");
  }

  // How an Arabic word sounds when it is typed in Latin letters, with 3 for ع or without, and how such a word sounds:
  // without vowels, which each types in their own way. بطاقة, bitaqa and bita9a have the same.
  const sounds = once((word) => {
    const found = ARABIC.test(word) ? [...bare(word)].flatMap((base) => arabicSounds(base)) : latinSounds(word);
    return [...new Set(found)].filter((sound) => sound.length > 2 || /3./.test(sound)).map((sound) => SOUND + sound);
  });

  function arabicSounds(base) {
    const endings = [base, arabicStem(base), base.replace(/ه$/, "ت")];
    return endings.flatMap((way) => [way, way.replaceAll("ع", "")]).map(spelt);
  }

  // و and ي are vowels but at the beginning.
  function spelt(word) {
    const begun = word.replace(/^و/, "w").replace(/^ي/, "y");
    return begun.replace(/[\u0621-\u064a]/g, (letter) => ARABIC_SOUNDS[letter] ?? "");
  }

  function latinSounds(word) {
    const letters = LATIN_SOUNDS.reduce((rest, [written, sound]) => rest.replaceAll(written, sound), word);
    const single = letters.replace(/(.)\1/g, "$1");
    const without = single.replace(/^[aeiou]*l(?=[^aeiouy])/, "");
    return [single, without].map((way) => way.replace(/(?!^)[wy]|[aeiou]/g, ""));
  }

  self.Dalil = Object.assign(self.Dalil || {}, { fold: { PAIR, fold, units, words, tokenize, forms, sounds } });
})();
