/* Times the search on a grown index, one answer for each key stroke of each query. In: {core, index, queries, sections};
   out: milliseconds {p50, p95, worst, stroke, sections}. The index is grown by copies of its pages. */
"use strict";
const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { Index } = require(input.core);

const { index: data, sections } = input, pages = [...data.pages];
const count = (list) => list.reduce((sum, page) => sum + page[2].length, 0);
for (let copy = 1; count(pages) < sections; copy++) pages.push(...data.pages.map(([address, ...rest]) => [`${copy}/${address}`, ...rest]));
const index = new Index({ ...data, pages });

const strokes = input.queries.flatMap((query) => [...query].map((_, at) => [...query].slice(0, at + 1).join("")).filter((typed) => typed.trim().length > 1));
index.answer(strokes[0]);
const took = strokes.map((typed) => {
  const start = performance.now();
  index.answer(typed);
  return [performance.now() - start, typed];
}).sort((one, other) => one[0] - other[0]);
const at = (share) => Number(took[Math.floor((took.length - 1) * share)][0].toFixed(2));
process.stdout.write(JSON.stringify({ p50: at(0.5), p95: at(0.95), worst: at(1), stroke: took.slice(-12).map(([ms, typed]) => `${typed} ${ms.toFixed(0)}`), strokes: took.length, sections: count(pages) }));
