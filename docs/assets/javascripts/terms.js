/* The meaning of a term, opened in place. Each term is a link to the glossary; here its definition is shown beside the
   text instead. One box for the page: Escape, a second click or a click elsewhere closes it and gives the focus back. */
"use strict";

(() => {
  const box = Object.assign(document.createElement("div"), { className: "kb-term-box md-typeset", id: "kb-term-box", hidden: true, tabIndex: -1 });
  box.setAttribute("role", "dialog");
  document.body.append(box);
  let opener = null;

  function open(link) {
    close();
    opener = link;
    const line = (tag, text, lang) => {
      const element = Object.assign(document.createElement(tag), { textContent: text });
      if (lang) element.lang = lang;
      return element;
    };
    const more = Object.assign(line("a", link.dataset.more), { href: link.href });
    box.replaceChildren(line("strong", link.textContent), line("span", link.dataset.term, link.dataset.lang), line("p", link.dataset.meaning), more);
    box.setAttribute("aria-label", link.textContent);
    box.hidden = false;
    link.setAttribute("aria-expanded", "true");
    box.focus();
  }

  function close(back = false) {
    if (!opener) return;
    box.hidden = true;
    opener.removeAttribute("aria-expanded");
    if (back) opener.focus();
    opener = null;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".kb-term");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (link === opener) close(true); else open(link);
    } else if (!box.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
  document.documentElement.dataset.terms = "";
})();
