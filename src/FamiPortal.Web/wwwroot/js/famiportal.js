// Progressive enhancement only: every page works without this file.

// A page that comes back with errors says so first: the summary takes the focus.
document.querySelector("[data-errors]")?.focus();

// A second click on the same button while the first is on its way. The server refuses duplicates by itself; here the
// button only shows that work goes on. It stays focusable (aria-busy, not disabled), so that nobody loses their place.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
}

// Coming back with the browser's button shows the page as it was left: ready to be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
});

// Leaving a form marked data-unsaved with changes asks first; its [data-unsaved-hint], hidden until then, says it in words.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let changed = false;
  form.addEventListener("input", () => {
    changed = true;
    form.querySelector("[data-unsaved-hint]")?.removeAttribute("hidden");
  });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) { event.preventDefault(); } });
}

// The menu « Plus » closes when one goes elsewhere.
const plus = document.querySelector(".plus");
if (plus) {
  document.addEventListener("click", (event) => { if (!plus.contains(event.target)) plus.open = false; });
  plus.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && plus.open) {
      plus.open = false;
      plus.querySelector("summary").focus();
    }
  });
}

// The name of a chosen file, written beside the drop zone that hides the native control.
for (const input of document.querySelectorAll(".drop [type=file]")) {
  const chosen = input.closest(".drop").querySelector("[data-chosen]");
  input.addEventListener("change", () => {
    if (chosen) { chosen.textContent = [...input.files].map((file) => file.name).join(", "); }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}

// A ready-made text goes into the field that select[data-fills] names, unless somebody wrote words of their own there.
for (const select of document.querySelectorAll("select[data-fills]")) {
  const target = document.getElementById(select.dataset.fills);
  let filled = select.selectedOptions[0]?.dataset.text ?? "";
  select.addEventListener("change", () => {
    if (target.value.trim() === "" || target.value === filled) {
      target.value = filled = select.selectedOptions[0].dataset.text ?? "";
    }
  });
}
