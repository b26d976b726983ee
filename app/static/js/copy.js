// A button that copies what stands in another element. Without this script, or without the right, it is not shown.
"use strict";

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
      document.getElementById("status").textContent = button.dataset.done;
      button.textContent = button.dataset.done;
    });
  }
}
