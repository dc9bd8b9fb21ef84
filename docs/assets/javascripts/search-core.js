/* Search without a dictionary: the folded query is looked for as a substring of the folded text, and the hits are ranked.
   Folding (scripts/kb/folding.yml) makes spellings equal that readers take for equal; an offset map keeps the way back,
   so that readers see the spelling of the text. Lao is never cut into words, because every browser cuts it elsewhere. */
"use strict";

const LAO = /[\u0e80-\u0eff]/;
const DIGIT = /\d/;
const WORD = /[\p{L}\p{N}]/u;
const DEPENDENT = /[\u0eb0-\u0ebd\u0ec8-\u0ecd]/;   // never begins a syllable
const LEADING = /[\u0ec0-\u0ec4]/;                  // never ends a syllable
const FEW = 6;                                     // a query that fewer pages answer is looked for in parts too
const MANY = 8;                                    // places of a word in one section that count and are marked; fewer of a short word
const SHARED = 3;                                  // pages with the same heading: there it is a label and names nothing
const SLIPS = [[1, 1], [1, 0], [0, 1]];            // letters of the word and of the text that one slip leaves out
const EACH = 2;                                    // sections of one page before other pages have had their turn
const ENTRY = /^(term|institution|figure)-/;       // one of many: only its whole name counts as a heading
const BOOST = { title: 6, heading: 4, text: 1 };

/* ---- Folding ---- */

class Folding {
  constructor(table) {
    this.same = new Map(Object.entries(table.same));
    this.drop = new Set(table.drop);
    this.marks = new Set(table.marks);
    this.english = table.english;
    this.loose = new Map(Object.entries(table.loose));
    this.letters = new Map();
  }

  /* What one character of the text becomes: nothing, one letter or two. */
  letter(sign) {
    let out = this.letters.get(sign);
    if (out === undefined) {
      out = this.same.get(sign) ?? sign.normalize("NFD").replace(/\p{Mn}/gu, (mark) => (LAO.test(mark) ? mark : ""));
      out = [...out.toLowerCase()].map((one) => this.same.get(one) ?? one).join("");
      out = [...out].filter((one) => !this.drop.has(one)).join("").replace(/\s/g, " ");
      this.letters.set(sign, out);
    }
    return out;
  }

  /* The folded text, and for each of its letters the place in the text where it comes from. */
  fold(source) {
    const out = [], from = [], points = new Set();
    for (let at = 0; at < source.length; at++) {
      for (const letter of this.letter(source[at])) this.append(out, from, letter, at, source, points);
    }
    from.push(source.length);
    return this.spellEnglish(out, from);
  }

  append(out, from, letter, at, source, points) {
    if (LAO.test(letter) && !this.marks.has(letter) && out.at(-1) === " " && LAO.test(out.at(-2) || "")) { out.pop(); from.pop(); }
    let end = out.length;
    const put = (place) => { out.splice(place, 0, letter); from.splice(place, 0, at); };
    if (letter === "\u0ebc") {                         // ຫຼ is ຫລ: the letter stands before the marks over it
      letter = "\u0ea5";
      while (end && this.marks.has(out[end - 1])) end--;
      put(end);
    } else if (this.marks.has(letter)) {               // marks in one order, each once
      while (end && this.marks.has(out[end - 1]) && out[end - 1] > letter) end--;
      if (out[end - 1] !== letter) put(end);
    } else if (letter === "\u0ec0" && out[end - 1] === letter) {
      out[end - 1] = "\u0ec1";                         // ເເ typed for ແ
    } else if ((letter === "." || letter === ",") && DIGIT.test(out[end - 1] || "") && DIGIT.test(this.letter(source[at + 1] || ""))) {
      return;                                          // 1.000, 1,000 and 1000 are one number
    } else if (letter === "." && WORD.test(out[end - 1] || "") && (points.has(end - 1) || !(WORD.test(out[end - 2] || "") || this.marks.has(out[end - 2])))) {
      points.add(end);                                 // ອ.ປ.ຊ is ອປຊ: a point after a single letter
    } else if (letter === " " && (!end || out[end - 1] === " ")) {
      return;
    } else {
      out.push(letter); from.push(at);
    }
  }

  /* labour → labor, organisation → organization, programme → program: letters change or fall out, places stay. */
  spellEnglish(out, from) {
    let text = out.join("");
    for (const [word, keep] of this.english) {
      const same = [...keep].findIndex((letter, at) => letter !== word[at]);
      const fallsOut = same < 0 ? keep.length : same;
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + keep.length)) {
        text = text.slice(0, at) + keep + text.slice(at + word.length);
        from.splice(at + fallsOut, word.length - keep.length);
      }
    }
    return { text, from };
  }

  /* Long and short vowels made equal, for queries that find nothing otherwise: ດິ for ດີ. */
  loosen(folded) {
    for (const [letter, like] of this.loose) folded = folded.replaceAll(letter, like);
    return folded;
  }
}

/* ---- Index ---- */

class Index {
  /* data: { lang, folding, pages: [[address, title, [[anchor, heading, text], …]], …], terms: [[form, …], …] } */
  constructor(data) {
    this.lang = data.lang;
    this.words = data.words;
    this.folding = new Folding(data.folding);
    const shared = new Map();                      // on how many pages each heading stands
    for (const [, , sections] of data.pages) {
      for (const heading of new Set(sections.map((section) => section[1]))) shared.set(heading, (shared.get(heading) || 0) + 1);
    }
    this.sections = data.pages.flatMap(([address, title, sections]) => sections.map(([anchor, heading, text], order) => ({
      url: anchor ? `${address}#${anchor}` : address, page: address, lang: data.lang, order,
      entry: ENTRY.test(anchor), label: !ENTRY.test(anchor) && shared.get(heading) >= SHARED,
      fields: this.foldAll({ title: order ? "" : title, heading, text }), pageTitle: title,
    })));
    /* All fields in one string, so that one scan finds every place; each field knows where it begins. */
    this.fields = this.sections.flatMap((section) => Object.entries(section.fields).map(([name, field]) => ({ section, name, ...field })));
    let start = 0;
    for (const field of this.fields) {
      field.start = start;
      field.length = field.text.trim().length;
      field.long = 1 + Math.log1p(field.text.length / 400);
      start += field.text.length + 1;
    }
    this.everything = this.fields.map((field) => field.text).join("\n");
    this.loosely = null;                           // both made when first needed
    this.names = null;
    this.recent = new Map();                       // hits of the words asked for last: as you type, only the last one is new
    this.terms = data.terms.map((forms) => forms.map((form) => ({ form, folded: this.folding.fold(form).text.trim() })));
  }

  foldAll(words) {
    const fields = {};
    for (const [name, source] of Object.entries(words)) if (source) fields[name] = { source, ...this.folding.fold(source) };
    return fields;
  }

  /* ---- Finding one word or piece ---- */

  /* How well a word stands at a place: at the start of a word, spelt as typed; 0 inside a syllable or a Latin word. */
  quality({ text, from, source }, at, word, typed, isLao) {
    const end = at + word.length, before = text[at - 1] || " ", after = text[end] || " ", begin = from[at];
    if (isLao ? LEADING.test(before) || source[begin - 1] === "\u0eab" || from[at - 1] === begin : WORD.test(before) && !LAO.test(before)) return 0;
    let quality = 1;
    if (!begin || !LAO.test(source[begin - 1])) quality += 0.5;
    if (typed && spelling(source.slice(begin, from[end])) === typed) quality += 0.5;
    if (DEPENDENT.test(after)) quality -= 0.4;
    if (DIGIT.test(after) && DIGIT.test(word)) quality -= 0.6;
    return quality;
  }

  /* Every section that has the word: its score and its places. ``weight`` lowers hits through synonyms or slips.
     The answer is kept for the next letter that is typed, so whoever changes it takes a copy. */
  hits(word, typed = "", weight = 1) {
    const key = [word, typed, weight].join("\n");
    let hits = this.recent.get(key);
    if (!hits) {
      if (this.recent.size > 50) this.recent.clear();
      this.recent.set(key, hits = this.find(word, typed, weight));
    }
    return hits;
  }

  find(word, typed, weight) {
    const hits = new Map(), many = word.length < 3 ? 1 : Math.min(MANY, word.length), isLao = LAO.test(word[0]) && !DEPENDENT.test(word[0]);
    let number = 0;
    for (let at = word.length < 2 ? -1 : this.everything.indexOf(word); at >= 0;) {
      while (this.fields[number + 1]?.start <= at) number++;
      const field = this.fields[number], limit = field.start + field.text.length, places = [];
      let best = 0;
      for (; at >= 0 && at < limit; at = this.everything.indexOf(word, places.length < many ? at + word.length : limit)) {
        const quality = this.quality(field, at - field.start, word, places.length < 3 ? typed : "", isLao);
        if (!quality) continue;
        best = Math.max(best, quality);
        places.push([at - field.start, at - field.start + word.length]);
      }
      if (!places.length) continue;
      const whole = field.length === word.length ? 2 : 1;
      const names = field.section.entry ? whole > 1 : field.name !== "heading" || !field.section.label;
      const hit = hits.get(field.section) || { score: 0, places: {} };
      hit.score += weight * (names ? BOOST[field.name] : 1) * best * (1 + Math.log(places.length)) * whole / field.long;
      hit.places[field.name] = places;
      hits.set(field.section, hit);
    }
    return hits;
  }

  /* A Lao word cut into the longest pieces that stand in the text, each at least ``often`` times. */
  pieces(word, often = 1) {
    const canCut = (at) => !DEPENDENT.test(word[at] || "") && !LEADING.test(word[at - 1]) && !(word[at - 1] === "\u0eab" && /[ງຍນມລວ]/.test(word[at] || ""));
    const found = [];
    for (let start = 0; start < word.length;) {
      let low = start, high = Math.min(word.length, start + 40);
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.stands(word.slice(start, middle), often)) low = middle; else high = middle - 1;
      }
      while (low > start && !canCut(low)) low--;
      if (low - start > 2) found.push(word.slice(start, low));
      start = Math.max(low, start + 1);
      while (start < word.length && !canCut(start)) start++;
    }
    return found;
  }

  stands(piece, often) {
    let at = -1;
    while (often-- && (at = this.everything.indexOf(piece, at + 1)) >= 0);
    return at >= 0;
  }

  /* One wrong, missing or doubled letter: one half of the word is right, so look around each place of either half for
     what the text has instead, and find that. */
  slips(word) {
    const instead = new Set(), middle = word.length >> 1;
    if (word.length < 5) return new Map();
    for (const [half, offset] of [[word.slice(0, middle), 0], [word.slice(middle), middle]]) {
      let tries = 4000;
      for (let at = this.everything.indexOf(half); at >= 0 && tries--; at = this.everything.indexOf(half, at + 1)) {
        for (const start of offset ? [at - offset - 1, at - offset, at - offset + 1] : [at]) {
          const other = this.almost(word, start);
          if (other && !/\s/.test(other[0] + other.at(-1))) instead.add(other);
        }
        if (instead.size >= 4) break;
      }
    }
    return this.together([...instead], 0.4);
  }

  /* What the text has at a place, if it differs from the word by one letter changed, left out or added. */
  almost(word, start) {
    let same = 0;
    while (same < word.length && this.everything[start + same] === word[same]) same++;
    for (const [ours, theirs] of SLIPS) {
      if (this.everything.startsWith(word.slice(same + ours), start + same + theirs)) return this.everything.slice(start, start + word.length - ours + theirs);
    }
    return "";
  }

  /* With long and short vowels equal: the places are the same, so the text tells how it is spelt there. */
  loose(word) {
    this.loosely ??= this.folding.loosen(this.everything);
    const wanted = this.folding.loosen(word), instead = new Set();
    for (let at = this.loosely.indexOf(wanted); at >= 0 && instead.size < 4; at = this.loosely.indexOf(wanted, at + 1)) {
      instead.add(this.everything.slice(at, at + wanted.length));
    }
    return this.together([...instead], 0.3);
  }

  either(word, other, typed) {
    const all = new Map(this.hits(word, spelling(typed)));
    for (const [section, hit] of this.hits(other, "", 0.8)) if (!all.has(section)) all.set(section, hit);
    return all;
  }

  /* The hits of several spellings of one word. */
  together(words, weight) {
    const all = new Map();
    for (const word of words) for (const [section, hit] of this.hits(word, "", weight)) if (!(all.get(section)?.score >= hit.score)) all.set(section, hit);
    return all;
  }

  /* Other names of what was asked for, in either language, from the glossary. */
  synonyms(query) {
    const asked = this.folding.fold(query).text.trim();
    const others = [];
    for (const forms of this.terms) {
      if (!forms.some((form) => form.folded === asked)) continue;
      for (const form of forms) if (form.folded !== asked && this.everything.includes(form.folded)) others.push(form);
    }
    return others;
  }

  /* ---- Answering a query ---- */

  search(query) {
    const whole = this.folding.fold(query).text.trim();
    const words = !whole.includes(" ") && LAO.test(whole) && this.everything.includes(whole) ? [query] : query.split(/[^\p{L}\p{M}\p{N}.,\u200b-\u200d\u2060\ufeff\u00ad]+|[.,](?!\p{N}|\p{L})/u).filter((word) => word && this.folding.fold(word).text.trim());
    const wanted = words.flatMap((typed) => this.meanings(typed));
    const sure = words.length < 2 || wanted.some(([, , stands]) => stands);   // slips alone must all stand in one section
    const found = this.combine(wanted, words.length > 1 && whole, sure ? 0 : 0.999);
    for (const form of this.synonyms(query)) this.addSynonym(found, form);
    const first = ranked(found);
    if (new Set(first.map((entry) => entry.section.page)).size >= FEW) return spread(first);
    const nearly = this.combine(words.flatMap((typed) => this.parts(typed)), "", 0.4);
    return spread([...first, ...ranked(nearly).filter((entry) => !found.has(entry.section))]);
  }

  /* What the dialog is told of a query, by the worker or on the page itself. */
  answer(query) {
    const found = this.search(query);
    return {
      query, lang: this.lang, words: this.words, count: found.length,
      results: found.slice(0, 30).map(shown), nearest: found.length ? [] : this.nearest(query),
    };
  }

  /* What a typed word may stand for, the first that is found: itself, with a slip, loosely or shortened, its pieces.
     [word, hits, whether it stands in the text as typed]. */
  meanings(typed) {
    const word = this.folding.fold(typed).text.trim();
    const isLao = LAO.test(word);
    const many = /[a-z]{3}s$/.test(word);              // visits is also visit; visit finds visits by itself
    const ways = [() => many ? this.either(word, word.slice(0, -1), typed) : this.hits(word, spelling(typed)), () => this.slips(word), () => (isLao ? this.loose(word) : this.shortened(word))];
    for (const way of ways) {
      const hits = way();
      if (hits.size) return [[word, hits, way === ways[0]]];
    }
    const pieces = isLao ? this.pieces(word) : [];
    return pieces.length ? pieces.map((piece) => [piece, this.hits(piece), true]) : [[word, new Map()]];
  }

  /* An English word without its ending: contributing finds contribution. */
  shortened(word) {
    for (let end = word.length - 1; end >= Math.max(4, word.length - 3); end--) {
      const hits = this.hits(word.slice(0, end), "", 0.5);
      if (hits.size) return hits;
    }
    return new Map();
  }

  /* What a typed word is made of, for a query that few pages answer: pieces that many of them have. */
  parts(typed) {
    const word = this.folding.fold(typed).text.trim();
    return (LAO.test(word) ? this.pieces(word, FEW) : [word]).map((piece) => [piece, this.hits(piece)]);
  }

  /* Long and rare words say more than short and frequent ones. */
  weigh(word, hits) { return word.length * Math.log(1 + this.sections.length / (1 + hits.size)); }

  /* The sections that have all of what is wanted; those that have ``share`` of it, or nearly the most, where none has
     all. */
  combine(wanted, phrase, share = 0) {
    const found = new Map();
    let total = 0;
    for (const [word, hits] of wanted) {
      const weight = this.weigh(word, hits);
      total += weight;
      for (const [section, { score, places }] of hits) {
        const entry = found.get(section) || { section, got: 0, score: 0, places: [], via: "" };
        entry.got += weight; entry.score += weight * score; entry.places.push(places);
        found.set(section, entry);
      }
    }
    const best = Math.max(0, ...[...found.values()].map((entry) => entry.got));
    const enough = (share || (best > 0.999 * total ? 0.999 : Math.max(0.4, 0.75 * best / total))) * total;
    for (const [section, entry] of found) {
      if (entry.got < enough) { found.delete(section); continue; }
      const together = phrase && Object.values(section.fields).some((field) => field.text.includes(phrase)) ? 2 : 1;
      entry.score *= (entry.got / total) ** 2 * together;
    }
    return found;
  }

  addSynonym(found, form) {
    const hits = this.hits(form.folded, spelling(form.form), 0.25), weight = this.weigh(form.folded, hits);
    for (const [section, { score, places }] of hits) {
      const entry = found.get(section);
      if (entry) entry.score += weight * score / 2;
      else found.set(section, { section, score: weight * score, places: [places], via: form.form });
    }
  }

  /* The nearest words of the site, for a query that finds nothing. */
  nearest(query, count = 5) {
    this.names ??= this.allNames();
    const grams = pairs(this.folding.fold(query).text.trim());
    return this.names.map(([form, own]) => [form, alike(grams, own)])
      .filter(([, likeness]) => likeness > 0.2).sort((one, other) => other[1] - one[1]).slice(0, count).map(([form]) => form);
  }

  allNames() {
    const known = new Map(this.terms.flat().map((one) => [one.form, one.folded]));
    for (const section of this.sections) if (section.fields.title) known.set(section.pageTitle, section.fields.title.text);
    return [...known].map(([form, folded]) => [form, pairs(folded)]);
  }
}

/* ---- Words around a hit ---- */

/* A field with its hits: [text, isHit] pieces, shortened to what stands around the first hit. */
function excerpt(field, places, width = 0) {
  const spans = places.map(([start, end]) => [field.from[start], field.from[end - 1] + 1]).sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  for (const span of spans) while (DEPENDENT.test(field.source[span[1]] || "")) span[1]++;
  let begin = 0, end = field.source.length;
  if (width) {
    const first = spans.length ? spans[0] : [0, 0];
    if (first[0] > width) begin = field.source.lastIndexOf(" ", first[0] - width / 2) + 1;
    const stop = field.source.indexOf(" ", Math.max(first[1], begin + 2 * width));
    if (stop > 0) end = stop;
  }
  const out = begin ? [["… ", false]] : [];
  let at = begin;
  for (const [start, stop] of spans) {
    if (start < at || stop > end) continue;
    out.push([field.source.slice(at, start), false], [field.source.slice(start, stop), true]);
    at = stop;
  }
  out.push([field.source.slice(at, end) + (end < field.source.length ? " …" : ""), false]);
  return out.filter(([text]) => text);
}

/* What the dialog shows of one result. */
function shown(entry) {
  const { section } = entry;
  const placesOf = (name) => entry.places.flatMap((places) => places[name] || []);
  const part = (name, width) => (section.fields[name] ? excerpt(section.fields[name], placesOf(name), width) : []);
  return {
    url: section.url, lang: section.lang, via: entry.via,
    title: section.fields.title ? part("title") : [[section.pageTitle, false]],
    heading: part("heading"), text: part("text", 90),
  };
}

/* ---- Order ---- */

/* Best first. A page that speaks of it in several sections is more about it than one that mentions it once. */
function ranked(found) {
  const entries = [...found.values()], sections = new Map();
  for (const { section } of entries) sections.set(section.page, (sections.get(section.page) || 0) + 1);
  for (const entry of entries) entry.score *= 1 + 0.2 * Math.log(sections.get(entry.section.page));
  return entries.sort((one, other) => other.score - one.score || one.section.order - other.section.order);
}

/* Two sections of a page stand where they rank; its others wait until every other page has had its turn. */
function spread(entries) {
  const seen = new Map(), first = [], later = [];
  for (const entry of entries) {
    const count = (seen.get(entry.section.page) || 0) + 1;
    seen.set(entry.section.page, count);
    (count > EACH ? later : first).push(entry);
  }
  return [...first, ...later];
}

/* ---- Small words ---- */

/* A word as it is spelt, whatever its signs: the same few words are asked for again and again. */
const spelt = new Map();
function spelling(text) {
  let plain = spelt.get(text);
  if (plain === undefined) {
    if (spelt.size > 5000) spelt.clear();
    plain = text.normalize("NFKC").toLowerCase().replace(/[\u200b-\u200d\u2060\ufeff\u00ad\s]/g, "");
    spelt.set(text, plain);
  }
  return plain;
}

function pairs(text) { return new Set([...text].slice(0, -1).map((letter, at) => letter + text[at + 1])); }

function alike(one, other) {
  let both = 0;
  for (const pair of one) if (other.has(pair)) both++;
  return (2 * both) / (one.size + other.size || 1);
}

if (typeof module === "object") module.exports = { Folding, Index, shown };
