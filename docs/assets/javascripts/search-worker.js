/* The search beside the page: reads the index of a language when asked and answers queries. Messages in:
   { load: address of an index file, lang } and { query, lang }; out: { ready: lang } and { results, nearest, query, lang }. */
"use strict";
importScripts("search-core.js");

const indexes = new Map();
addEventListener("message", ({ data }) => {
  if (data.load) {
    try {
      importScripts(data.load);                     // the file sets self.kbIndex
      indexes.set(data.lang, new Index(self.kbIndex));
    } catch { /* not saved, and no network: the other language is searched alone */ }
    postMessage({ ready: data.lang });
  } else {
    postMessage(indexes.get(data.lang)?.answer(data.query) ?? { ...data, count: 0, results: [], nearest: [] });
  }
});
