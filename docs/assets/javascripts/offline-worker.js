/* Keeps what was read and what was saved, and answers from it when there is no network. Published at the root of the
   site; the build writes the two words in capitals. Style sheets, scripts and fonts have names that change with their
   content, so a kept page always meets the ones that it was made with: no mixture of two versions can arise. */
"use strict";

const VERSION = "VERSION";                        // another site, another worker
const NEEDED = "NEEDED";                          // the pages that say what can be read now, and what they are made of
const OWN = `kb-worker-${VERSION}`, READ = "kb-read", ASSETS = "kb-assets";
const MOST = { [READ]: 150, [ASSETS]: 80 };       // the oldest go first
const PATIENCE = 4000;                            // milliseconds; then a kept page is better than a slow line
const LASTING = /\.[0-9a-f]{8}\.(?:css|js|woff2)$/;
const LARGE = /\.(?:pdf|zip)$/;                   // for the reader to keep, not for us

addEventListener("install", (event) => event.waitUntil(caches.open(OWN).then((cache) => cache.addAll(NEEDED))));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("kb-worker-") && name !== OWN) await caches.delete(name);
  await clients.claim();
  await Promise.all((await clients.matchAll()).map((page) => keepOpen(page.url)));
})()));

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  const ours = request.method === "GET" && url.href.startsWith(registration.scope) && !LARGE.test(url.pathname);
  const saving = request.cache === "no-cache" && request.mode !== "navigate";   // offline.js keeps these itself
  if (!ours || saving || request.headers.has("range")) return;
  event.respondWith(LASTING.test(url.pathname) ? lasting(request) : newest(event, url.origin + url.pathname));
});

/* A page that was open before the worker came is kept too, with what it is made of. */
async function keepOpen(address) {
  try {
    const key = address.split(/[?#]/)[0], answer = await fetch(key);
    const text = await answer.clone().text();
    await remember(READ, key, answer);
    for (const [, name] of text.matchAll(/(?:href|src)="([^"]+)"/g)) if (LASTING.test(name)) await lasting(new Request(new URL(name, key)));
  } catch { /* no network just now: the next page will be kept */ }
}

async function lasting(request) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await remember(ASSETS, request.url, answer.clone());
  return answer;
}

/* The newest that can be had: from the network, else what was read last, else what was saved. */
async function newest(event, key) {
  const fetched = fetch(event.request).then(async (answer) => {
    if (answer.ok) await remember(READ, key, answer.clone());
    return answer;
  });
  event.waitUntil(fetched.catch(() => {}));
  const kept = await (await caches.open(READ)).match(key) ?? await caches.match(key);
  if (!kept) return fetched.catch(() => event.request.mode === "navigate" ? Response.redirect(readable(key)) : Response.error());
  return Promise.race([fetched, new Promise((done) => setTimeout(done, PATIENCE, kept))]).catch(() => kept);
}

/* The page that lists what can be read without a network, in the language of the one that cannot. */
function readable(key) {
  const path = key.slice(registration.scope.length);
  return new URL(path.startsWith("en/") ? "en/offline/" : "offline/", registration.scope).href + "?missing";
}

async function remember(name, key, answer) {
  const cache = await caches.open(name);
  await cache.put(key, answer);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await cache.delete(old);
}
