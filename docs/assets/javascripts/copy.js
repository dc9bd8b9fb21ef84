/* Copies the citation of the page. Where the clipboard is refused (no permission, no https) the text is selected, so
   that the reader's own way of copying takes it. Loaded when the reader opens the citation. */
"use strict";

(() => {
  const place = document.querySelector("[data-kb-citing]");
  const text = document.getElementById("kb-citation");
  const button = place.querySelector("button"), status = place.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    status.textContent = "";   // said again when pressed again
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = status.dataset.copied;
    } catch {
      getSelection().selectAllChildren(text);
      status.textContent = status.dataset.selected;
    }
  });
  button.hidden = false;
})();
