/** Between the text and the panels beside it: showing a card there, showing its place here, counting on the tab. */

/** On a small screen the panel covers the text. */
export function uncoverText(): void {
  const drawer = document.querySelector<HTMLElement>(".drawerbar button[aria-expanded=true]");
  if (drawer?.offsetParent) drawer.click();
}

/** Opens the panel of this name and goes to the element in it. */
export function showCard(panel: string, id: string): void {
  const focus = () => document.getElementById(id)?.focus();
  const drawer = document.querySelector<HTMLElement>(".drawerbar button[aria-controls=help]");
  if (drawer?.offsetParent && drawer.getAttribute("aria-expanded") === "false") drawer.click();
  const tab = document.getElementById(`tab-${panel}`)!;
  if (tab.getAttribute("aria-current") === "true" && document.getElementById(id)) return focus();
  const waiting = new AbortController();
  const arrived = () => {
    if (!document.getElementById(id)) return;
    waiting.abort();
    focus();
  };
  document.addEventListener("htmx:after:swap", arrived, { signal: waiting.signal });
  tab.click();
}

/** How many wait, on the panel's tab; `heard` says what they are. */
export function showCount(panel: string, count: number, heard: string): void {
  const tab = document.getElementById(`tab-${panel}`)!;
  tab.querySelector(".count")?.remove();
  if (count === 0) return;
  const made = document.createElement("span");
  const words = document.createElement("span");
  made.className = "count";
  words.className = "visually-hidden";
  words.textContent = ` ${heard}`;
  made.append(String(count), words);
  tab.append(" ", made);
}
