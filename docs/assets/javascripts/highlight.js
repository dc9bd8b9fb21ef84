/* Marks on the opened page what the search found: the words of ?h=, in the spelling of the text. */
"use strict";

(() => {
  const words = (new URLSearchParams(location.search).get("h") || "").split("|").filter(Boolean).slice(0, 5);
  const article = document.querySelector("article");
  if (!words.length || !article) return;
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gu");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parts = node.data.split(pattern);
    if (parts.length < 2) continue;
    const found = node.data.match(pattern), pieces = [];
    parts.forEach((part, at) => {
      if (at) pieces.push(Object.assign(document.createElement("mark"), { textContent: found[at - 1] }));
      pieces.push(part);
    });
    node.replaceWith(...pieces);
  }
  if (!location.hash) article.querySelector("mark")?.scrollIntoView({ block: "center" });
})();
