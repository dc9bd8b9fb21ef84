/* Narrows a long list to what the reader chooses. Without it the whole list stands there, in its groups, and the panel
   of choices stays hidden; loaded by site.js where a page has such a panel. overrides/records/_filter.html writes it:

     <div data-kb-filter=".kb-sources > li" role="group" aria-label="…" hidden>   which elements are narrowed (a selector)
       <select name="kind"><option value="">…</option><option value="news">…</option></select>
       <input type="checkbox" name="actor" value="mlsw">                          any of the ticked ones of one name
       <p role="status" data-count="{n} of {all} …" data-none="Nothing …"></p>    announced after each choice
       <button type="button" hidden>Show all</button>
     </div>
     <li data-kind="news" data-actor="mlsw ilo">                                  one or several values, with spaces

   An element is shown when it has a chosen value of every name. A list that has nothing left goes, with the heading
   right before it. The choice stands in the address (?kind=news), so that it can be sent on and survives the change of
   language; names must not be q, h or beside, which mean other things there. A link to something that is not shown
   brings everything back. One panel to a page. */
"use strict";

(() => {
  const panel = document.querySelector("[data-kb-filter]");
  const items = [...document.querySelectorAll(panel.dataset.kbFilter)];
  const lists = [...new Set(items.map((item) => item.parentElement))].map((list) => {
    const before = list.previousElementSibling;
    return { list, own: items.filter((item) => item.parentElement === list), heading: before?.matches("h2, h3, h4") ? before : null };
  });
  const controls = [...panel.querySelectorAll("select, input")];
  const names = [...new Set(controls.map((control) => control.name))];
  const status = panel.querySelector("[role=status]"), reset = panel.querySelector("button");
  const ticks = (control) => control.type === "checkbox" || control.type === "radio";

  /* The chosen values of one name. */
  const chosen = (name) => controls
    .filter((control) => control.name === name && (ticks(control) ? control.checked : true) && control.value)
    .map((control) => control.value);

  function choose(query) {
    for (const control of controls) {
      const values = query.getAll(control.name);
      if (ticks(control)) control.checked = values.includes(control.value);
      else control.value = [...control.options].some((option) => option.value === values[0]) ? values[0] : "";
    }
    show();
  }

  function show() {
    const wanted = names.map((name) => [name, chosen(name)]).filter(([, values]) => values.length);
    for (const item of items) {
      const has = (name) => (item.getAttribute(`data-${name}`) || "").split(" ");
      item.hidden = !wanted.every(([name, values]) => has(name).some((value) => values.includes(value)));
    }
    for (const { list, own, heading } of lists) {
      list.hidden = own.every((item) => item.hidden);
      if (heading) heading.hidden = list.hidden;
    }
    const left = items.filter((item) => !item.hidden).length;
    status.textContent = left ? status.dataset.count.replace("{n}", left).replace("{all}", items.length) : status.dataset.none;
    reset.hidden = !wanted.length;
    panel.toggleAttribute("data-active", !reset.hidden);   // print says what is left out, and only then
  }

  function keep() {
    const address = new URL(location.href);
    for (const name of names) address.searchParams.delete(name);
    for (const name of names) for (const value of chosen(name)) address.searchParams.append(name, value);
    history.replaceState(history.state, "", address);
  }

  /* Everything is there again before a link to it is followed. */
  function reveal(anchor) {
    if (!anchor || !document.getElementById(decodeURIComponent(anchor.slice(1)))?.closest("[hidden]")) return false;
    choose(new URLSearchParams());
    keep();
    return true;
  }

  panel.addEventListener("change", () => { show(); keep(); });
  reset.addEventListener("click", () => { choose(new URLSearchParams()); keep(); controls[0].focus(); });
  document.addEventListener("click", (event) => reveal(event.target.closest?.("a[href^='#']")?.getAttribute("href")));
  addEventListener("hashchange", () => { if (reveal(location.hash)) document.querySelector(location.hash).scrollIntoView(); });
  addEventListener("popstate", () => choose(new URLSearchParams(location.search)));
  choose(new URLSearchParams(location.search));
  panel.hidden = false;
  reveal(location.hash);
  panel.dataset.ready = "";
})();
