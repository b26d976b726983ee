// What pages need beside HTMX: errors of requests are told in the status region.
"use strict";

const status = () => document.getElementById("status");

document.addEventListener("htmx:error", () => {
  status().textContent = document.documentElement.dataset.requestFailed || "";
});
