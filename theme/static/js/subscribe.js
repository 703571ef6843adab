// The address of a calendar is copied.
const address = document.getElementById("indirizzo");
const button = document.querySelector("[data-copy]");
if (address && button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address.value);
    button.textContent = "Copiato";
  });
  address.addEventListener("focus", () => address.select());
}
