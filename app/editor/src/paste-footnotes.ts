/** Footnotes of pasted documents: a number that leads to a note which leads back becomes the note itself, in its place. */

/** Word, LibreOffice and Google Docs all write them as two links that point at each other. */
export function footnotesInPlace(body: HTMLElement): void {
  for (const call of body.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    const back = call.isConnected ? backLink(body, call) : null;
    const note = back && noteOf(back);
    if (!back || !note || note.contains(call)) continue;
    back.remove();
    const footnote = body.ownerDocument.createElement("span");
    footnote.className = "footnote";
    footnote.textContent = note.textContent!.replace(/\s+/g, " ").trim();
    note.remove();
    const raised = call.closest("sup") ?? call;
    if (footnote.textContent) raised.replaceWith(footnote);
    else raised.remove();
  }
  body.querySelectorAll('[data-style*="mso-element:footnote-list"]').forEach((list) => list.remove());
}

/** The link in the note that leads back to this call; null for a call that comes after its note. */
function backLink(body: HTMLElement, call: HTMLAnchorElement): HTMLAnchorElement | null {
  const target = named(body, call.getAttribute("href")!.slice(1));
  if (!target) return null;
  const links = target.matches("a") ? [target as HTMLAnchorElement] : [...target.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')];
  const own = [call.id, call.name, ...[...call.querySelectorAll<HTMLAnchorElement>("[id], a[name]")].map((inner) => inner.id || inner.name)];
  const around = call.closest<HTMLElement>("sup[id]")?.id;
  const back = links.find((link) => [...own, around].filter(Boolean).includes(link.getAttribute("href")?.slice(1)));
  return back && call.compareDocumentPosition(back) & Node.DOCUMENT_POSITION_FOLLOWING ? back : null;
}

function named(body: HTMLElement, name: string): HTMLElement | null {
  if (!name) return null;
  return body.querySelector<HTMLElement>(`[id="${CSS.escape(name)}"], a[name="${CSS.escape(name)}"]`);
}

/** All of the note: Word and LibreOffice put it into a division of its own. */
function noteOf(back: HTMLElement): HTMLElement | null {
  const division = back.closest<HTMLElement>('[data-style*="mso-element:footnote"], div[id^="sdfootnote"], div[id^="ftn"]');
  return division ?? back.closest<HTMLElement>("li, p, div");
}
