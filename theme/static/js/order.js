// Another order of a comparison comes without leaving the page, which keeps its place; each is a page of its own too.
const ORDERS = 'nav[aria-label="Ordina per"] a';

async function show(address, come) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = scrollY;
  const icon = document.querySelector("link[rel=icon]");
  icon.href = icon.href; // absolute: the browser asks for it again, from the new address
  if (come) history.pushState(null, "", address); // links of the new page are relative to its address
  document.title = page.title;
  document.body.replaceWith(page.body);
  scrollTo({ top: place, behavior: "instant" });
  document.querySelector(`${ORDERS}[aria-current]`)?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(ORDERS);
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href, true).catch(() => location.assign(link.href));
});
addEventListener("popstate", () => show(location.href, false).catch(() => location.reload()));
