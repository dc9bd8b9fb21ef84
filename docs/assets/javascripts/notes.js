/* Notes opened in place: the meaning of a term, the source behind a number in brackets. Both are links, to the glossary
   and to the list of sources at the end of the page; here what they lead to is shown under the word instead.
   One box for the page. Escape, its own button, a second click or a click elsewhere closes it and gives the focus back.
   The box is called by what it is (source 3) and not by what it says, so that a screen reader says nothing twice. */
"use strict";

(() => {
  const box = Object.assign(document.createElement("div"), { className: "kb-note md-typeset", id: "kb-note", hidden: true, tabIndex: -1 });
  box.setAttribute("role", "dialog");
  document.body.append(box);
  let opener = null;

  const make = (tag, text, about = {}) => Object.assign(document.createElement(tag), { textContent: text }, about);

  /* What a term means, and its name in the other language. */
  function meaning(link, words) {
    const elsewhere = make("span", link.dataset.term, { lang: link.dataset.lang, className: "kb-note__other" });
    return { label: words.noteTerm, parts: [make("strong", link.textContent), elsewhere, make("p", link.dataset.meaning)], more: words.noteGlossary };
  }

  /* The entry of the list of sources, without the way back, and the part of the source that is cited. */
  function source(link, words) {
    const entry = document.getElementById(link.hash.slice(1)).cloneNode(true);
    entry.querySelector(".kb-back").remove();
    const said = make("p", "");
    said.append(...entry.childNodes);
    const [, number, part] = link.textContent.match(/(\d+)(?:,\s*(.*))?\]/);
    const parts = part ? [said, make("p", words.notePart.replace("{part}", part))] : [said];
    return { label: words.noteSource.replace("{n}", number), parts, more: words.noteList };
  }

  function open(link) {
    close();
    opener = link;
    const home = link.closest("[data-note-close]");   // the words stand once, around the text that they belong to
    const { label, parts, more } = (link.matches(".kb-cite") ? source : meaning)(link, home.dataset);
    const foot = make("p", "", { className: "kb-note__foot" });
    foot.append(make("a", more, { href: link.href }), make("button", home.dataset.noteClose, { type: "button", className: "kb-button" }));
    box.replaceChildren(...parts, foot);
    box.lang = link.closest("[lang]").lang;
    box.setAttribute("aria-label", label);
    box.hidden = false;
    place();
    link.setAttribute("aria-expanded", "true");
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  }

  /* Under the word, or over it where there is more room; never beyond the sides of the window. */
  function place() {
    if (!opener) return;
    const word = opener.getClientRects()[0], gap = 6, edge = 12;
    const over = innerHeight - word.bottom < box.offsetHeight + gap && word.top > innerHeight - word.bottom;
    const left = Math.min(word.left, document.documentElement.clientWidth - box.offsetWidth - edge);
    box.style.left = `${scrollX + Math.max(edge, left)}px`;
    box.style.top = `${scrollY + (over ? word.top - box.offsetHeight - gap : word.bottom + gap)}px`;
  }

  function close(back = false) {
    if (!opener) return;
    box.hidden = true;
    opener.removeAttribute("aria-expanded");
    if (back) opener.focus();
    opener = null;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".kb-term, .kb-cite");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (link === opener) close(true); else open(link);
    } else if (event.target.closest("#kb-note button")) {
      close(true);
    } else if (!box.contains(event.target) || event.target.closest("a[href*='#']")) close();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
  /* The box stands at the end of the document: who tabs out of it goes on from the word. */
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...box.querySelectorAll("a, button")];
    const leaves = event.shiftKey ? [box, stops[0]].includes(document.activeElement) : document.activeElement === stops.at(-1);
    if (!leaves) return;
    if (event.shiftKey) event.preventDefault();
    close(true);
  });
  addEventListener("resize", place);
})();
