// What pages need beside HTMX: failed requests are told in the status region.
"use strict";

for (const failure of ["htmx:error", "htmx:response:error"]) {
  document.addEventListener(failure, () => {
    const region = document.getElementById("status");
    region.textContent = region.dataset.requestFailed;
  });
}
