/* Both languages at once: each section of the page with its twin beside it, or under it where there is no room.
   Loaded by site.js when the reader asks for it, by the button or by ?beside in the address. The page of the other
   language is fetched from this site and cut at the headings, whose ids are the same; long lists whose entries have ids
   (steps, figures, sources) are cut at their entries. The page's own parts are moved and not copied, so that everything
   that listens to them goes on; what comes from the twin gets ids with a prefix, so that none stands twice. */
"use strict";

(() => {
  const PREFIX = "beside-";
  const button = document.querySelector("[data-kb-beside]");
  const status = document.querySelector("[data-kb-beside-status]");
  const article = document.querySelector("article");
  const language = document.querySelector("[data-kb-language]");
  const source = new URL(language.getAttribute("href").split(/[?#]/)[0], location.href);
  let twin = null;      // its article, once it is there
  let putBack = null;   // undoes the arrangement; set while both languages are shown
  let busy = false;

  /* ---- The twin ---- */

  async function fetched() {
    const text = location.protocol === "file:" ? await fromDisk() : await fromSite();
    const page = new DOMParser().parseFromString(text, "text/html"), found = page.querySelector("article");
    found.prepend(page.querySelector("h1"));   // its title stands above the article
    for (const part of found.querySelectorAll(".kb-filter, .kb-jumps, .kb-downloads, .kb-pdf")) part.remove();   // once is enough
    for (const part of found.querySelectorAll("*")) {
      for (const { name, value } of [...part.attributes]) {
        const now = moved(name, value);
        if (now !== value) part.setAttribute(name, now);
      }
    }
    return found;
  }

  async function fromSite() {
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(`${source} answered ${answer.status}`);
    return answer.text();
  }

  /* A page on a disk may not be read, but it may be shown: it opens in a hidden frame and hands its text over (site.js). */
  function fromDisk() {
    return new Promise((done, failed) => {
      const frame = Object.assign(document.createElement("iframe"), { hidden: true, src: source.href });
      const finish = (how, what) => { removeEventListener("message", heard); frame.remove(); how(what); };
      const heard = ({ source: from, data }) => { if (from === frame.contentWindow) finish(done, data); };
      addEventListener("message", heard);
      document.addEventListener("securitypolicyviolation", () => finish(failed, "no frames here"), { once: true });
      frame.addEventListener("load", () => {
        frame.contentWindow.postMessage("", "*");
        setTimeout(() => finish(failed, "no answer"), 3000);   // the file is not there
      });
      document.body.append(frame);
    });
  }

  /* An attribute of the twin on this page: ids and what names them get the prefix, links start from the twin's place. */
  function moved(name, value) {
    if (name === "id") return PREFIX + value;
    if (/^(for|headers|aria-(labelledby|describedby|controls|details))$/.test(name)) return value.replace(/\S+/g, `${PREFIX}$&`);
    if (/^(href|src|xlink:href)$/.test(name)) return value.startsWith("#") ? `#${PREFIX}${value.slice(1)}` : new URL(value, source).href;
    return value.replaceAll("url(#", `url(#${PREFIX}`);
  }

  /* ---- Cutting and laying out ---- */

  const bare = (id) => id.replace(PREFIX, "");

  /* The parts of an article, each with the id that it shares with its twin; lists that were taken apart are noted. */
  function pieces(from, lists) {
    const found = [];
    const begin = (id) => found.push({ id, nodes: [] });
    let section = "", after = 0;
    begin("");
    for (const node of [...from.childNodes]) {
      const entries = node.nodeType === 1 && node.matches("ol, ul, dl") ? [...node.children] : [];
      if (entries.length > 1 && entries.every((entry) => entry.id)) {
        lists.push([node, [...node.childNodes]]);
        entries.forEach((entry, at) => {
          const shell = node.cloneNode(false);
          shell.hidden = false;
          if (shell.tagName === "OL") shell.start = at + 1;
          shell.append(entry);
          begin(bare(entry.id));
          found.at(-1).nodes.push(shell);
        });
        begin(`${section}+${after += 1}`);
        continue;
      }
      if (node.nodeType === 1 && node.matches("h2[id], h3[id]")) { section = bare(node.id); after = 0; begin(section); }
      found.at(-1).nodes.push(node);
    }
    return found.filter((piece) => piece.nodes.some((node) => node.nodeType === 1));
  }

  function cell(lang, piece, words) {
    const made = Object.assign(document.createElement("div"), { lang, className: "kb-beside__cell" });
    Object.assign(made.dataset, words);   // the words of its notes
    made.append(...(piece?.nodes || []));
    return made;
  }

  function arrange() {
    const before = [...article.childNodes], lists = [];
    const theirs = twin.cloneNode(true), words = { ...twin.dataset };
    const here = pieces(article, lists), there = new Map(pieces(theirs, []).map((piece) => [piece.id, piece]));
    const row = (mine, other) => {
      const made = Object.assign(document.createElement("div"), { className: "kb-beside__row" });
      made.append(cell(document.documentElement.lang, mine), cell(language.lang, other, words));
      return made;
    };
    const rows = here.map((piece) => {
      const other = there.get(piece.id);
      there.delete(piece.id);
      return row(piece, other);
    });
    article.replaceChildren(...rows, ...[...there.values()].map((piece) => row(null, piece)));
    return () => {
      for (const [list, content] of lists) list.replaceChildren(...content);
      article.replaceChildren(...before);
    };
  }

  /* ---- Opening and closing ---- */

  /* The section that is being read stays where it is on the screen. */
  function keepPlace(change) {
    const mark = document.getElementById(currentSection().slice(1)) || article;
    const top = mark.getBoundingClientRect().top;
    change();
    if (scrollY > 0) scrollBy({ top: mark.getBoundingClientRect().top - top, behavior: "instant" });
  }

  function say(words, ...more) { status.replaceChildren(words, ...more); }

  async function open() {
    if (busy || putBack) return false;
    busy = true;
    say(button.dataset.loading);
    try {
      twin ??= await fetched();
    } catch {
      const link = Object.assign(document.createElement("a"), { href: source.href, lang: language.lang, hreflang: language.lang, textContent: language.textContent });
      say(`${button.dataset.failed} `, link);
      return false;
    } finally {
      busy = false;
    }
    keepPlace(() => { putBack = arrange(); mark(true); });
    say(button.dataset.on);
    return true;
  }

  function close() {
    if (!putBack) return false;
    const gone = document.activeElement.closest(".kb-beside__cell:last-child");
    keepPlace(() => { putBack(); putBack = null; mark(false); });
    if (gone) button.focus({ preventScroll: true });
    say("");
    return true;
  }

  function mark(on) {
    button.setAttribute("aria-pressed", String(on));
    document.documentElement.toggleAttribute("data-beside", on);
  }

  /* The address says what is shown, and the way back leads through it. */
  function write(on) {
    const others = location.search.slice(1).split("&").filter((part) => part && !/^beside(=|$)/.test(part));
    const query = [...others, ...(on ? ["beside"] : [])].join("&");
    history.pushState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash.replace(`#${PREFIX}`, "#"));
  }

  async function follow() {
    if (!new URLSearchParams(location.search).has("beside")) { close(); return; }
    if (await open() && location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }

  addEventListener("popstate", follow);
  addEventListener("keydown", (event) => {   // first what lies over the page closes
    const over = document.querySelector("dialog[open], #menu[data-open], .kb-note:not([hidden])");
    if (event.key === "Escape" && !over && !event.target.matches?.("select, input") && close()) write(false);
  }, { capture: true });

  self.kbBeside = {
    follow,
    async toggle() { if (close()) write(false); else if (await open()) write(true); },
  };
})();
