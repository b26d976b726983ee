/** What the server put on the page for the editor: settings, words, the document. */
import type { PresenceWords } from "./people-list";
import type { SchemaDescription } from "./schema";
import type { MenuEntry } from "./slash";

/** Words of the interface, in the reader's language; see app/desk/editor.py. */
export interface Words {
  saved: string; // with %(time)s
  unsaved: string;
  saving: string;
  connecting: string;
  offlineKept: string;
  offlineSaved: string;
  offlineUnkept: string;
  signedOut: string;
  noAccess: string;
  unfit: string;
  placeholder: string;
  captionPlaceholder: string;
  footnote: string;
  previewFailed: string;
  loading: string;
  edit: string;
  remove: string;
  moveUp: string;
  copy: string;
  blockCopied: string;
  moveDown: string;
  badLink: string;
  close: string;
  copied: string;
  blocks: Record<string, string>; // block kind → its name
  presence: PresenceWords;
  writing: Record<string, string>;
  slash: { label: string; entries: MenuEntry[] };
  comments: Record<string, string>;
  suggestions: Record<string, string>;
  lint: Record<string, string>;
  references: Record<string, string>;
  images: Record<string, string>;
  authorship: Record<string, string>;
  figures: Record<string, string>;
}

interface EditorData {
  document: unknown;
  schema: SchemaDescription;
  schemaHash: string;
  words: Words;
}

export interface EditorPage {
  mount: HTMLElement;
  textId: string;
  userId: string;
  version: number;
  language: string;
  label: string;
  live: string;
  blocks: string;
  section: string;
  editable: boolean;
  savedAt: Date | null;
  data: EditorData;
}

/** Reads the page; null where it has no editor. */
export function readPage(): EditorPage | null {
  const mount = document.getElementById("editor");
  const data = document.getElementById("editor-data");
  if (!mount || !data) return null;
  const settings = mount.dataset as Record<string, string>;
  return {
    mount,
    textId: settings.textId!,
    userId: settings.userId!,
    version: Number(settings.version),
    language: settings.language!,
    label: settings.label!,
    live: settings.live!,
    blocks: settings.blocks!,
    section: settings.section!,
    editable: settings.editable === "true",
    savedAt: settings.savedAt ? new Date(settings.savedAt) : null,
    data: JSON.parse(data.textContent!) as EditorData,
  };
}
