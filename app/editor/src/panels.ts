/** Tells the panels beside the text (htmx asks the server for them) that what they show has changed. */
import type { MakeFeature } from "./feature";

/** The message {"type": "panel", "what": "comments"} becomes the event `comments-changed` on the page's body. */
export const panels: MakeFeature = () => ({
  heard: { panel: ({ what }: { what: string }) => document.body.dispatchEvent(new CustomEvent(`${what}-changed`)) },
});
