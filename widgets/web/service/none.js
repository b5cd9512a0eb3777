// In: nothing. Out: no service worker and nothing kept: whoever edits the pages sees them as they are now.
"use strict";

async function end() {
  const pages = await self.clients.matchAll({ type: "window" });
  await caches.delete("dalil");
  await self.registration.unregister();
  await Promise.all(pages.map((page) => page.navigate(page.url)));
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(end()));
