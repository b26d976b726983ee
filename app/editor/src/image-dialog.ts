/** Asks what an image shows; see app/templates/images/_dialog.html. */
import { openDialog } from "./dialogs";

export interface Described {
  alt: string;
  decorative: boolean;
  caption: string;
}

/** The description, or null when the person gave up. An alternative text or "decorative" is required. */
export async function askAboutImage(now: Described, words: Record<string, string>): Promise<Described | null> {
  const dialog = document.getElementById("image-dialog") as HTMLDialogElement;
  const alt = dialog.querySelector<HTMLTextAreaElement>("#image-alt")!;
  const decorative = dialog.querySelector<HTMLInputElement>("#image-decorative")!;
  const caption = dialog.querySelector<HTMLInputElement>("#image-caption")!;
  const follow = () => {
    alt.disabled = decorative.checked;
    alt.setCustomValidity("");
  };
  alt.value = now.alt;
  decorative.checked = now.decorative;
  caption.value = now.caption;
  decorative.onchange = follow;
  alt.oninput = follow;
  follow();
  return openDialog<Described>(dialog, (form) => {
    const text = alt.value.trim();
    if (!text && !decorative.checked) alt.setCustomValidity(words.needed!);
    if (!form.reportValidity()) return undefined;
    return { alt: decorative.checked ? "" : text, decorative: decorative.checked, caption: caption.value.trim() };
  });
}
