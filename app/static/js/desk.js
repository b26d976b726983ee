// Below 1200 px the section desk's side panes are drawers, opened from the bar at the bottom.
// Escape closes and gives the focus back. Without this script the panes stand one under the other.
"use strict";

const desk = document.querySelector(".desk");
const buttons = [...document.querySelectorAll(".drawerbar button")];
const paneOf = (button) => document.getElementById(button.getAttribute("aria-controls"));
const openButton = () => buttons.find((button) => button.getAttribute("aria-expanded") === "true");

function show(button, isOpen) {
  button.setAttribute("aria-expanded", String(isOpen));
  paneOf(button).classList.toggle("is-open", isOpen);
}

function close(returnFocus) {
  const button = openButton();
  if (!button) return;
  show(button, false);
  if (returnFocus) button.focus();
}

function toggle(button) {
  const wasOpen = button === openButton();
  close(false);
  if (wasOpen) return;
  show(button, true);
  const pane = paneOf(button);
  (pane.querySelector("[aria-current]") || pane).focus();
}

desk.classList.add("desk--drawers");
buttons.forEach((button) => button.addEventListener("click", () => toggle(button)));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close(true);
});
desk.querySelector(".desk__main").addEventListener("pointerdown", () => close(false));

// The tabs of the right side show the guidance, or the panel that htmx fetches. Without this script they are links.
const tabs = [...document.querySelectorAll(".sidetabs a")];

function showSide(tab) {
  tabs.forEach((one) => (one === tab ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current")));
  for (const side of ["side-guidance", "side-panel"]) document.getElementById(side).hidden = side !== tab.dataset.side;
}

tabs.forEach((tab) =>
  tab.addEventListener("click", (event) => {
    if (tab.dataset.side === "side-guidance") event.preventDefault();
    showSide(tab);
  }),
);
