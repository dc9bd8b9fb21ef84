/* The search dialog: an ARIA combobox over a list of links. Loaded when the reader opens the search, not before.
   It asks a worker; where workers are refused (a page opened from a disk) it does the same work on the page. */
"use strict";

(() => {
  const opener = document.querySelector("[data-kb-search]");
  const root = new URL(opener.dataset.root, location.href);
  const home = document.documentElement.lang, other = home === "lo" ? "en" : "lo";
  const engine = startEngine();
  const view = build();
  let words = { label: opener.textContent.trim(), loading: opener.dataset.loading };
  let asked = "", shownCount = 0, active = -1;

  /* ---- The engine: the same questions and answers, in a worker or here ---- */

  function startEngine() {
    const at = (name) => new URL(name, root).href;
    const ready = new Map();
    let send, resolve = new Map();
    const answer = (data) => {
      if (data.ready) { resolve.get(data.ready)?.(); return; }
      show(data);
    };
    try {
      if (location.protocol === "file:") throw new Error("workers are refused here");
      const worker = new Worker(at("assets/javascripts/search-worker.js"));
      worker.addEventListener("message", ({ data }) => answer(data));
      send = (message) => worker.postMessage(message);
    } catch {
      send = onThisPage(at, answer);
    }
    const load = (lang) => {
      if (!ready.has(lang)) {
        ready.set(lang, new Promise((done) => { resolve.set(lang, done); }));
        send({ load: at(`search/${lang}.js`), lang });
      }
      return ready.get(lang);
    };
    return { load, ask: (query, lang) => load(lang).then(() => send({ query, lang })) };
  }

  function onThisPage(at, answer) {
    const script = (src) => new Promise((done) => {
      const element = document.createElement("script");
      element.src = src; element.onload = done;
      document.head.append(element);
    });
    const core = script(at("assets/javascripts/search-core.js")), indexes = new Map();
    return async (message) => {
      await core;
      if (message.load) {
        await script(message.load);
        indexes.set(message.lang, new Index(self.kbIndex));
        answer({ ready: message.lang });
      } else {
        answer(indexes.get(message.lang).answer(message.query));
      }
    };
  }

  /* ---- The dialog ---- */

  function build() {
    const dialog = document.createElement("dialog");
    dialog.className = "kb-search md-typeset";
    dialog.innerHTML = `<form method="dialog" role="search"><input type="search" role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" aria-autocomplete="list" aria-controls="kb-results" aria-expanded="false"><button class="kb-search__close" value="close">✕</button></form><progress></progress><p role="status" class="kb-small"></p><div id="kb-results" role="listbox"></div><div class="kb-search__help"></div>`;
    document.body.append(dialog);
    const find = (selector) => dialog.querySelector(selector);
    const parts = { dialog, input: find("input"), close: find("button"), progress: find("progress"), status: find("[role=status]"), list: find("[role=listbox]"), help: find(".kb-search__help") };
    parts.input.addEventListener("input", () => ask(parts.input.value));
    parts.input.addEventListener("keydown", keys);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => { active = -1; opener.focus(); });
    return parts;
  }

  async function open(query = "") {
    view.dialog.setAttribute("aria-label", words.label);
    view.input.setAttribute("aria-label", words.label);
    view.list.setAttribute("aria-label", words.label);
    view.status.textContent = words.loading;
    view.progress.hidden = false;
    view.dialog.showModal();
    view.input.focus();
    await engine.load(home);
    view.progress.hidden = true;
    view.dialog.dataset.ready = "";
    if (!asked) view.status.textContent = "";
    view.input.value = query || view.input.value;
    if (view.input.value) ask(view.input.value);
  }

  function ask(query) {
    query = query.trim();
    if (query === asked) return;
    asked = query;
    if ([...query].length < 2) { clear(); return; }
    engine.ask(query, home);
  }

  function clear() {
    view.list.replaceChildren(); view.help.replaceChildren(); view.status.textContent = "";
    shownCount = 0; active = -1;
    view.input.setAttribute("aria-expanded", "false");
    view.input.removeAttribute("aria-activedescendant");
  }

  /* An answer. The reader's own language first; the other one is asked when that has answered. */
  function show(data) {
    if (data.query !== asked) return;
    if (data.lang === home && data.words) { words = data.words; view.close.setAttribute("aria-label", words.close); view.input.placeholder = words.placeholder; }
    if (data.lang === home) { clear(); engine.ask(data.query, other); }
    view.list.append(...data.results.map(option));
    shownCount += data.count;
    view.input.setAttribute("aria-expanded", String(view.list.childElementCount > 0));
    const count = shownCount === 1 ? words.one : words.count?.replace("{n}", shownCount);
    view.status.textContent = shownCount ? count : words.none?.replace("{q}", data.query);
    view.dialog.dataset.answered = `${data.lang}:${data.query}`;
    if (data.lang === home && !data.results.length) help(data.nearest);
    if (data.lang === other && shownCount) view.help.replaceChildren();
  }

  function option(result) {
    const link = document.createElement("a");
    link.id = `kb-result-${view.list.childElementCount}-${result.lang}-${result.url}`;
    link.setAttribute("role", "option");
    link.tabIndex = -1;
    const [page, anchor] = result.url.split("#");
    const marked = [...new Set([...result.title, ...result.heading, ...result.text].filter(([, hit]) => hit).map(([text]) => text))].slice(0, 5);
    const file = location.protocol === "file:" ? "index.html" : "";   // a disk opens files, not folders
    link.href = new URL(page + file + (marked.length ? `?h=${encodeURIComponent(marked.join("|"))}` : "") + (anchor ? `#${anchor}` : ""), root);
    link.lang = result.lang;
    const line = (className, pieces) => {
      const element = document.createElement("span");
      element.className = className;
      for (const [text, hit] of pieces) {
        if (hit) { const mark = document.createElement("mark"); mark.textContent = text; element.append(mark); } else element.append(text);
      }
      return element;
    };
    link.append(line("kb-search__title", result.heading.length ? [...result.title, [" › ", false], ...result.heading] : result.title));
    if (result.lang !== home) link.firstChild.prepend(Object.assign(document.createElement("span"), { className: "kb-tag", textContent: words.other || result.lang }));
    if (result.via) link.append(line("kb-small", [[(words.via || "{term}").replace("{term}", result.via), false]]));
    if (result.text.length) link.append(line("kb-search__text", result.text));
    return link;
  }

  function help(nearest) {
    const suggestions = nearest.map((word) => Object.assign(document.createElement("button"), { type: "button", className: "kb-search__near", textContent: word, onclick: () => { view.input.value = word; ask(word); view.input.focus(); } }));
    const glossary = Object.assign(document.createElement("a"), { href: new URL(`${home === "en" ? "en/" : ""}glossary/${location.protocol === "file:" ? "index.html" : ""}`, root).href, textContent: words.glossary || "" });
    const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
    view.help.replaceChildren(line(words.searched), ...(suggestions.length ? [line(words.nearest), ...suggestions] : []), glossary);
  }

  /* ---- Keyboard: arrows walk through the list, Enter opens, Escape closes (the dialog's own) ---- */

  function keys(event) {
    if (event.isComposing) return;                 // the key belongs to the input method
    const options = [...view.list.children];
    const move = { ArrowDown: active + 1, ArrowUp: active - 1 }[event.key];
    if (move !== undefined && options.length) {
      event.preventDefault();
      mark(options, (move + options.length) % options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      (options[active] || options[0])?.click();
    } else if ((event.key === "Home" || event.key === "End") && active >= 0) {
      event.preventDefault();
      mark(options, event.key === "Home" ? 0 : options.length - 1);
    }
  }

  function mark(options, next) {
    options[active]?.removeAttribute("aria-selected");
    active = next;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    view.input.setAttribute("aria-activedescendant", options[active].id);
  }

  self.kbOpenSearch = open;
})();
