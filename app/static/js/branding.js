// The palette and the field for a colour's code show the same colour.
"use strict";

const code = document.getElementById("f-colour");
const palette = document.getElementById("f-palette");

palette.addEventListener("input", () => {
  code.value = palette.value;
});
code.addEventListener("input", () => {
  const typed = /^#?([0-9a-f]{6})$/i.exec(code.value.trim());
  if (typed) palette.value = `#${typed[1].toLowerCase()}`;
});
