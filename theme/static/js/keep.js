// What was read is kept, to read it again without a line (root/copia.js); this page too.
async function remember(manifest) {
  if (navigator.serviceWorker.controller) return;
  await navigator.serviceWorker.register(new URL("copia.js", manifest));
  await navigator.serviceWorker.ready;
  const here = location.href.split(/[?#]/)[0];
  const answer = await fetch(here, { cache: "force-cache" });
  const headers = { "content-type": "text/html; charset=utf-8", "x-letta": String(Date.now()) };
  if (answer.ok) await (await caches.open("letture-1")).put(here, new Response(await answer.blob(), { headers }));
}

remember(document.querySelector("link[rel=manifest]").href).catch(() => {});
