/* The page «Read offline»: saves a section on this device, shows how far it is, removes it, and lists what can be read
   without a network. A section is saved aside and counts only when it is whole; an older one goes only then. */
"use strict";

(() => {
  const root = new URL(document.querySelector("[data-kb-search]").dataset.root, location.href);
  const list = document.querySelector("[data-kb-offline]");
  const say = (words, values = {}) => list.dataset[words].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const WHOLE = new URL("offline/whole", root).href;   // written last: a cache without it was never finished

  async function section(item) {
    const [save, remove, progress, status] = ["save", "remove", "progress", "status"].map((name) => item.querySelector(`[data-${name}]`));
    const { name, version } = item.dataset, cache = (which) => `kb-saved-${name}@${which}`;

    async function kept() {
      const found = [];
      for (const one of await caches.keys()) {
        if (!one.startsWith(cache(""))) continue;
        if (await (await caches.open(one)).match(WHOLE)) found.push(one); else if (!item.dataset.busy) await caches.delete(one);
      }
      return found;
    }

    async function show(words) {
      const found = await kept(), current = found.includes(cache(version));
      save.hidden = current;
      save.textContent = say(found.length && !current ? "update" : "save");
      remove.hidden = !found.length;
      remove.textContent = say("remove");
      progress.hidden = true;
      status.textContent = words ?? (current ? say("saved") : found.length ? say("older") : "");
      item.dataset.state = current ? "saved" : found.length ? "older" : "none";
    }

    async function keep() {
      item.dataset.busy = "";
      save.hidden = remove.hidden = true;
      progress.hidden = false;
      progress.value = 0;
      try {
        const { files } = await (await fetch(new URL(item.dataset.files, root), { cache: "no-cache" })).json();
        const aside = await caches.open(cache(version));
        progress.max = files.length;
        for (const [number, file] of files.entries()) {
          const address = new URL(file, root).href;
          const answer = await fetch(address, { cache: "no-cache" });
          if (!answer.ok) throw new Error(address);
          await aside.put(address, answer);
          progress.value = number + 1;
          status.textContent = say("saving", { n: number + 1, all: files.length });
        }
        await aside.put(WHOLE, new Response(""));
        for (const one of await kept()) if (one !== cache(version)) await caches.delete(one);
        delete item.dataset.busy;
        await show();
        remove.focus();
      } catch {
        delete item.dataset.busy;
        await kept();                                  // what is not whole goes
        await show(say("failed"));
        save.focus();
      }
      await readable();
    }

    save.addEventListener("click", keep);
    remove.addEventListener("click", async () => {
      for (const one of await kept()) await caches.delete(one);
      await show(say("removed"));
      save.focus();
      await readable();
    });
    item.querySelector("[data-tools]").hidden = false;
    await show();
  }

  /* Every page that can be read now, by its title. */
  async function readable() {
    const pages = new Map(), lang = document.documentElement.lang;
    for (const name of await caches.keys()) {
      if (!/^kb-(?:read|saved-)/.test(name)) continue;
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        if (!url.endsWith("/") || pages.has(url)) continue;
        const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
        if (page.documentElement.lang === lang) pages.set(url, page.querySelector("h1")?.textContent ?? url);
      }
    }
    const sorted = [...pages].sort(([, one], [, two]) => one.localeCompare(two, lang));
    const found = document.querySelector("[data-kb-readable]");
    found.replaceChildren(...sorted.map(([url, title]) => {
      const line = document.createElement("li");
      line.append(Object.assign(document.createElement("a"), { href: url, textContent: title }));
      return line;
    }));
    found.hidden = !sorted.length;
    found.dataset.kbReadable = sorted.length;
  }

  if (!self.caches || !navigator.serviceWorker) return;
  document.querySelector("[data-kb-cannot]").hidden = true;
  Promise.all([...list.querySelectorAll("[data-files]")].map(section)).then(readable).then(() => { list.dataset.ready = ""; });
})();
