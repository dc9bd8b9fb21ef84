/* Runs the search of the site outside a browser. In: one JSON object {core, indexes: [data, …], queries: [text, …]}.
   Out: for each query the results of every index, in the order in which the dialog shows them. */
"use strict";
const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { Index, shown } = require(input.core);
const indexes = input.indexes.map((data) => new Index(data));
process.stdout.write(JSON.stringify(input.queries.map((query) => ({
  results: indexes.flatMap((index) => index.search(query).slice(0, 30).map(shown)),
  nearest: indexes[0].nearest(query),
}))));
