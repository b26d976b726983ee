/** Reads pasted HTML without showing it. */

/**
 * The body of a pasted page. Its styles stand in `data-style`: a document with style attributes makes the browser
 * report each of them to the page's security policy, which takes longer than everything else.
 */
export function readPasted(html: string): HTMLElement {
  const bare = html
    .replace(/<!--[\s\S]*?-->|<style\b[\s\S]*?<\/style>|<xml\b[\s\S]*?<\/xml>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  return new DOMParser().parseFromString(bare, "text/html").body;
}

/** The style that the element had, in lower case. */
export const styleOf = (element: Element): string => element.getAttribute("data-style")?.toLowerCase() ?? "";
