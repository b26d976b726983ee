/** Loading the page again cures a page that is too old, once: it is not done over and over. */
const RELOADED = "hvk-reloaded"; // in the tab's own storage: when it was last done
const AGAIN_AFTER = 60_000; // ms

export function mayReload(): boolean {
  try {
    const before = Number(sessionStorage.getItem(RELOADED));
    sessionStorage.setItem(RELOADED, String(Date.now()));
    return Date.now() - before > AGAIN_AFTER;
  } catch {
    return false;
  }
}
