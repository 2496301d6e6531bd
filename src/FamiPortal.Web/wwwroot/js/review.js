// The agent's review: ready-made texts and shortcuts. Everything works without this file.

import { go, turn, zoom } from "./viewer.js";

const form = document.querySelector("form[data-decide]");
const message = document.getElementById("Form_Message");

// --- ready-made texts: never over words of one's own -----------------------------------------------------------------
let filled = null;

function fill(select) {
  const text = select?.selectedOptions[0]?.dataset.text ?? "";
  if (message && (message.value.trim() === "" || message.value === filled)) {
    message.value = filled = text;
  }
}

const readyOf = (decision) => form?.querySelector(`select[data-ready="${decision}"]`);
for (const select of form?.querySelectorAll("select[data-ready]") ?? []) {
  if (message && message.value !== "" && message.value === select.selectedOptions[0]?.dataset.text) { filled = message.value; }
  select.addEventListener("change", () => fill(select));
}

// Choosing a decision fills in the text of the reason that the page proposes, if it does; otherwise the agent chooses one.
function choose(decision, place) {
  const radio = form?.querySelector(`input[type=radio][value="${decision}"]`);
  if (!radio) { return; }
  radio.checked = true;
  const select = readyOf(decision);
  if (select) {
    if (place !== undefined) {
      if (place >= select.options.length) { return; }
      select.selectedIndex = place;
    }
    fill(select);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.querySelector("button.main").focus();
}

for (const radio of form?.querySelectorAll("input[type=radio]") ?? []) {
  radio.addEventListener("change", () => fill(readyOf(radio.value)));
}

message?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.main"));
  }
});

// --- shortcuts: one key, outside fields only, and they can be switched off ---------------------------------------------
const memory = "famiportal.raccourcis";
const wanted = document.querySelector("[data-shortcuts]");
const remembered = () => { try { return localStorage.getItem(memory); } catch { return null; } };
let active = remembered() !== "non";

function show() {
  document.body.dataset.keys = active ? "on" : "off";
  if (wanted) { wanted.checked = active; }
  document.querySelector("[data-hints]")?.toggleAttribute("hidden", !active);
}

wanted?.addEventListener("change", () => {
  active = wanted.checked;
  try { localStorage.setItem(memory, active ? "oui" : "non"); } catch { /* a private window forgets it */ }
  show();
});
show();

const list = document.getElementById("raccourcis");
document.querySelector("a[href='#raccourcis']")?.addEventListener("click", () => { list.open = true; });

function isField(target) {
  return target.isContentEditable || target.closest("select, textarea, input:not([type=radio], [type=checkbox], [type=button], [type=submit])") !== null;
}

const keys = {
  a: () => choose("accepter"),
  r: () => choose("refuser"),
  d: () => choose("demander"),
  m: () => message?.focus(),
  t: turn,
  s: () => go(1),
  q: () => go(-1),
  "+": () => zoom(1),
  "=": () => zoom(1),
  "-": () => zoom(-1),
  "?": () => {
    list.open = !list.open;
    list.querySelector("summary").focus();
  },
};

addEventListener("keydown", (event) => {
  if (!active || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing || isField(event.target)) { return; }
  const key = event.key.toLowerCase();
  const decision = form?.querySelector("input[type=radio]:checked")?.value;
  if (/^[1-9]$/.test(key) && (decision === "refuser" || decision === "demander")) {
    event.preventDefault();
    choose(decision, Number(key));
  } else if (keys[key]) {
    event.preventDefault();
    keys[key]();
  } else {
    const target = /^[a-z]$/.test(key) ? document.querySelector(`[data-key="${key}"]`) : null;
    if (target) {
      event.preventDefault();
      if (target.matches("a")) { target.click(); } else { target.focus(); }
    }
  }
});
