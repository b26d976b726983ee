/** Reads pasted HTML without showing it. */

/**
 * The body of a pasted page. Its styles stand in `data-style`: the page's security policy reports every style and
 * handler that stands in an attribute, which takes longer than everything else.
 */
export function readPasted(html: string): HTMLElement {
  const bare = html
    .replace(/<!--[\s\S]*?-->|<style\b[\s\S]*?<\/style>|<xml\b[\s\S]*?<\/xml>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style=").replace(/\son[a-z]+\s*=/gi, " data-run="));
  return new DOMParser().parseFromString(bare, "text/html").body;
}

/** The style that the element had, in lower case. */
export const styleOf = (element: Element): string => element.getAttribute("data-style")?.toLowerCase() ?? "";
