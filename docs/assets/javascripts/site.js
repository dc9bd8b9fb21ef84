/* What the page does beyond HTML: colour scheme, menu, language switch, table of contents.
   Everything works without this file too: the scheme follows the system, the menu is a link to #menu, the language
   switch is a link. Loaded in the head so that a chosen colour scheme is there before the first paint. */
"use strict";

/* Scripts stand beside this one; each is fetched where it is needed. */
const here = document.currentScript.src;
function fetchScript(name) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(name, here);
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

/* The reader's scheme, kept on this device only. Storage may be refused (private window): then the system decides. */
const scheme = {
  read() { try { return localStorage.getItem("scheme"); } catch { return null; } },
  write(value) { try { localStorage.setItem("scheme", value); } catch { /* not kept */ } },
  now() { return document.documentElement.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"); },
};
if (["dark", "light"].includes(scheme.read())) document.documentElement.dataset.scheme = scheme.read();

document.addEventListener("DOMContentLoaded", () => {
  schemeButton(document.querySelector("[data-kb-scheme]"));
  menu(document.querySelector("[data-kb-menu]"), document.getElementById("menu"));
  languageSwitch(document.querySelector("[data-kb-language]"));
  search(document.querySelector("[data-kb-search]"));
  beside(document.querySelector("[data-kb-beside]"));
  tableOfContents(document.querySelectorAll(".kb-toc a"));
  document.querySelector("[data-kb-citing]")?.addEventListener("toggle", () => fetchScript("copy.js"), { once: true });
  if (document.querySelector("[data-kb-filter]")) fetchScript("filter.js");
  notes();
  if (document.querySelector("[data-kb-offline]")) fetchScript("offline.js");
  keepWhatIsRead(document.querySelector("[data-kb-search]"));
  document.documentElement.dataset.ready = "";
});

/* Terms and citations open at their place; what does that is fetched when the first of them is pressed. */
function notes() {
  let fetched = null, here = false;
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".kb-term, .kb-cite");
    if (here || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    fetched ??= fetchScript("notes.js");
    fetched.then(() => { here = true; link.click(); }).catch(() => { location.href = link.href; }); // as without JavaScript
  });
}

function schemeButton(button) {
  if (!button) return;
  const show = () => button.setAttribute("aria-pressed", String(scheme.now() === "dark"));
  button.addEventListener("click", () => {
    const next = scheme.now() === "dark" ? "light" : "dark";
    document.documentElement.dataset.scheme = next;
    scheme.write(next);
    show();
  });
  button.hidden = false;
  show();
}

/* The link to #menu becomes a button; Escape and the close link shut the menu and give the focus back. */
function menu(opener, panel) {
  if (!opener || !panel) return;
  const narrow = matchMedia("(max-width: 60em)");
  const rest = [...document.body.children].flatMap((child) => child.contains(panel) ? [...child.children] : [child]).filter((child) => child !== panel);
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-controls", panel.id);
  const set = (open) => {
    panel.toggleAttribute("data-open", open);
    opener.setAttribute("aria-expanded", String(open));
    for (const part of rest) part.inert = open; // focus stays in the open menu
    if (open) panel.querySelector("a").focus();
  };
  const close = () => { if (panel.hasAttribute("data-open")) { set(false); opener.focus(); } };
  opener.addEventListener("click", (event) => { event.preventDefault(); set(true); });
  opener.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); set(true); } });
  panel.querySelector("[data-kb-close]").addEventListener("click", (event) => { event.preventDefault(); close(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  narrow.addEventListener("change", () => { if (!narrow.matches) set(false); });
  opener.setAttribute("aria-expanded", "false");
}

/* The search is fetched when it is opened: by the link, or by ?q= in the address. */
function search(link) {
  if (!link) return;
  const query = new URLSearchParams(location.search);
  let code = null;
  const open = (words) => (code ??= fetchScript("search.js")).then(() => self.kbOpenSearch(words)).catch(() => { location.href = link.href; }); // as without JavaScript
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => { event.preventDefault(); open(); });
  link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open(); } });
  if (query.has("q")) open(query.get("q"));
  if (query.has("h")) fetchScript("highlight.js");
}

/* What was read stays readable without a network (offline-worker.js). Pages from a disk and «make serve» do without. */
function keepWhatIsRead(link) {
  if (!link || !navigator.serviceWorker || location.protocol === "file:") return;
  const root = new URL(link.dataset.root, location.href);
  navigator.serviceWorker.register(new URL("offline-worker.js", root), { scope: root.pathname }).catch(() => {});
}

/* The other language beside this one: the button, or ?beside in the address. On a disk pages may not read one another;
   there a page in a frame hands its text to the page around it. */
function beside(button) {
  if (!button) return;
  let code = null;
  const start = (what) => (code ??= fetchScript("beside.js")).then(() => self.kbBeside[what]());
  button.addEventListener("click", () => start("toggle").catch(() => { location.href = document.querySelector("[data-kb-language]").href; }));
  button.hidden = false;
  if (new URLSearchParams(location.search).has("beside")) start("follow").catch(() => {});   // the page by itself is there
  if (location.protocol === "file:" && parent !== self) {
    addEventListener("message", ({ source }) => { if (source === parent) source.postMessage(document.querySelector("main").outerHTML, "*"); });
  }
}

/* Ids are equal in both languages, so the switch can keep the section: the one in the address, or the one being read.
   What narrows or lays out the page is kept too; words looked for are of one language and go. */
function languageSwitch(link) {
  if (!link) return;
  const plain = link.getAttribute("href");
  link.addEventListener("click", () => {
    const query = location.search.slice(1).split("&").filter((part) => part && !/^[qh]=/.test(part)).join("&");
    const section = location.hash.replace("#beside-", "#") || currentSection();
    link.setAttribute("href", plain + (query ? `?${query}` : "") + section);
  });
}

/* The last heading that has reached the top of the window, under the header. */
function currentSection() {
  const passed = [...document.querySelectorAll("article :is(h2, h3)[id]")].filter((heading) => !heading.hidden && heading.getBoundingClientRect().top < 120);
  return passed.length && scrollY > 0 ? "#" + passed.at(-1).id.replace("beside-", "") : "";
}

/* Mark the heading that is being read. */
function tableOfContents(links) {
  if (!links.length) return;
  const byId = new Map([...links].map((link) => [decodeURIComponent(link.hash), link]));
  const mark = () => {
    const here = byId.get(currentSection());
    for (const link of links) link === here ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current");
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
}
