// A document on an agent's desk: zoom, turn, go from page to page. Everything can be read by scrolling without this file.

const viewer = document.querySelector("[data-viewer]");
const pages = [...(viewer?.querySelectorAll("[data-page]") ?? [])];
const paper = viewer?.querySelector("[data-paper]");
let scale = 100;
let turns = 0;

function draw() {
  for (const page of pages) {
    page.style.width = `${scale}%`;
    page.style.maxWidth = "none";
    page.style.rotate = `${turns * 90}deg`;
  }
  const shown = viewer.querySelector("[data-scale]");
  if (shown) { shown.textContent = `${scale}\u202F%`; }
}

export function zoom(step) {
  scale = Math.min(300, Math.max(25, scale + 25 * step));
  draw();
}

export function turn() {
  turns = (turns + 1) % 4;
  draw();
}

// The page that is read: the last one that begins above the middle of what is seen.
function current() {
  const middle = paper.getBoundingClientRect().top + paper.clientHeight / 2;
  return Math.max(0, pages.findLastIndex((page) => page.getBoundingClientRect().top <= middle));
}

function tell() {
  const number = viewer.querySelector("[data-number]");
  if (number) { number.textContent = `${current() + 1}`; }
}

export function go(step) {
  if (pages.length < 2) { return; }
  const page = pages[Math.min(pages.length - 1, Math.max(0, current() + step))];
  paper.scrollTop += page.getBoundingClientRect().top - paper.getBoundingClientRect().top;
  tell();
}

if (pages.length > 0) {
  viewer.querySelectorAll("[data-tools]").forEach((tools) => tools.removeAttribute("hidden"));
  viewer.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => zoom(Number(button.dataset.zoom))));
  viewer.querySelector("[data-turn]")?.addEventListener("click", turn);
  viewer.querySelectorAll("[data-go]").forEach((button) => button.addEventListener("click", () => go(Number(button.dataset.go))));
  paper.addEventListener("scroll", tell, { passive: true });
  for (const page of pages) {
    const broken = () => {
      page.hidden = true;
      viewer.querySelector("[data-broken]")?.removeAttribute("hidden");
    };
    page.addEventListener("error", broken);
    if (page.complete && page.naturalWidth === 0 && page.loading !== "lazy") { broken(); }
  }
}
