/* Runs the search of the site outside a browser. In: one JSON object {core, indexes: [data, …], queries: [text, …]} or
   {core, table, texts}. Out: for each query the results of every index, in the order of the dialog; or the folded texts. */
"use strict";
const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { Folding, Index, shown } = require(input.core);

function answered({ indexes, queries }) {
  const all = indexes.map((data) => new Index(data));
  return queries.map((query) => ({
    results: all.flatMap((index) => index.search(query).slice(0, 30).map(shown)),
    nearest: all[0].nearest(query),
  }));
}

function folded({ table, texts }) {
  const folding = new Folding(table);
  return texts.map((text) => { const done = folding.fold(text); return [done.text, done.from]; });
}

process.stdout.write(JSON.stringify(input.texts ? folded(input) : answered(input)));
