/** Images within pasted markup: those that are in it become figures, those on other sites are left out and counted. */
import { readPasted } from "./paste-html";

/** Figures' ids with the images that wait to be sent for them. */
export interface PastedImages {
  html: string;
  files: Map<string, Blob>;
  leftOut: number;
}

const AROUND = "table, ul, ol, blockquote, p, h1, h2, h3, h4, h5, h6, pre"; // a figure stands after the outermost of these

export function takeImages(html: string, freshId: () => string): PastedImages {
  const body = readPasted(html);
  const files = new Map<string, Blob>();
  let leftOut = 0;
  if (body.querySelector("[data-pm-slice]") || !body.querySelector("img")) return { html, files, leftOut };
  const last = new Map<Element, Element>(); // so that several images of one paragraph keep their order
  for (const image of body.querySelectorAll("img")) {
    const file = fromAddress(image.getAttribute("src") ?? "");
    if (file) {
      const id = freshId();
      files.set(id, file);
      const place = outermost(image);
      const figure = figureFor(id, image);
      (last.get(place) ?? place).after(figure);
      last.set(place, figure);
    } else if (image.width !== 1 && image.height !== 1) leftOut += 1; // counting pixels are nobody's images
    image.remove();
  }
  return { html: body.innerHTML, files, leftOut };
}

/** The image that a data: address holds; null for any other address: nothing is fetched from elsewhere. */
function fromAddress(address: string): Blob | null {
  const [, type, content] = /^data:(image\/[\w.+-]+);base64,([\s\S]+)$/i.exec(address) ?? [];
  if (!type || !content) return null;
  try {
    const bytes = Uint8Array.from(atob(content.replace(/\s/g, "")), (char) => char.charCodeAt(0));
    return new Blob([bytes], { type });
  } catch {
    return null;
  }
}

function outermost(image: Element): Element {
  let place: Element = image;
  for (let parent = image.parentElement; parent; parent = parent.parentElement) if (parent.matches(AROUND)) place = parent;
  return place;
}

/** As the schema reads it; see app/document/schema.json. */
function figureFor(id: string, image: HTMLImageElement): Element {
  const figure = image.ownerDocument.createElement("figure");
  figure.className = "image-figure";
  figure.dataset.id = id;
  const alt = image.alt.trim();
  if (alt && !/\.\w{3,4}$/.test(alt)) figure.dataset.alt = alt.slice(0, 500); // a file's name describes nothing
  const caption = image.ownerDocument.createElement("figcaption");
  caption.className = "caption";
  figure.append(caption);
  return figure;
}
