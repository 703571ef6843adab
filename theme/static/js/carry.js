// The words of a search go along to the search of another language.
export function carry(box) {
  for (const link of document.querySelectorAll(".header a[hreflang]")) {
    const take = () => (link.search = box.value.trim() ? `?${new URLSearchParams({ q: box.value.trim() })}` : "");
    for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, take);
  }
}
