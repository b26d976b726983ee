// Marks in the contents list the section that is being read, and closes the folded list once a line of it is followed.
"use strict";

const list = document.querySelector(".toc-side > nav.toc");
const lines = new Map(
  [...document.querySelectorAll(".toc-side > nav.toc > ul a")].map((line) => [line.getAttribute("href").slice(1), line])
);
const sections = [...document.querySelectorAll("article section[id]")].filter((section) => lines.has(section.id));

function show(line) {
  const above = line.offsetTop - list.scrollTop;
  if (above < 0 || above + line.offsetHeight > list.clientHeight) list.scrollTop = line.offsetTop - list.clientHeight / 2;
}

function mark() {
  const edge = window.innerHeight / 3;
  const begun = sections.filter((section) => section.getBoundingClientRect().top <= edge);
  const current = begun.length ? begun[begun.length - 1].id : "";
  for (const [id, line] of lines) {
    if (id === current && !line.hasAttribute("aria-current")) {
      line.setAttribute("aria-current", "location");
      show(line);
    } else if (id !== current) {
      line.removeAttribute("aria-current");
    }
  }
}

if (sections.length) {
  const watch = new IntersectionObserver(mark, { rootMargin: "-33% 0px -66% 0px" });
  for (const section of sections) watch.observe(section);
  mark();
}

for (const fold of document.querySelectorAll("details.toc-fold")) {
  fold.addEventListener("click", (event) => {
    if (event.target.closest("a")) fold.open = false;
  });
}
