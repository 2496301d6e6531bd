// Saves the declaration as one types and puts what the server recomputed in its place (fragments marked data-live). One request
// at a time; what is not saved yet stays in the form and in this browser. Without this file, « Enregistrer » does the same.

const form = document.querySelector("form[data-autosave]");
if (form?.dataset.autosave) {
  start();
}

function start() {
  const says = document.querySelector("[data-autosave-says]");
  const announce = document.querySelector("#annonce");
  const key = `famiportal.brouillon.${form.dataset.key}`;
  const own = new Set(["__RequestVerificationToken", "version", "base"]);
  let timer;
  let flight;
  let saves = 0;
  let isDirty = false;
  let isHalted = false;
  let said = "";

  form.addEventListener("input", () => note(800));
  form.addEventListener("change", () => note(100));
  form.addEventListener("draft:refresh", () => refresh());
  addEventListener("online", () => { if (isDirty) { save(); } });
  addEventListener("beforeunload", (event) => { if (isDirty && !form.dataset.sending) { event.preventDefault(); } });
  document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty) { save(); } });
  form.addEventListener("submit", waitForFlight, { capture: true });
  takeBack();

  function note(delay) {
    isDirty = true;
    keep();
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  // A button pressed while a save is on its way would send the version before it: it waits for the answer.
  function waitForFlight(event) {
    clearTimeout(timer);
    if (flight) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      flight.finally(() => form.requestSubmit(button?.isConnected ? button : undefined));
      return;
    }
    const kept = read();
    if (kept) { write({ ...kept, isSubmitted: true }); }
  }

  function save() {
    clearTimeout(timer);
    if (isHalted) { return; }
    if (flight) {
      flight.finally(() => { if (isDirty) { save(); } });
      return;
    }
    isDirty = false;
    saves++;
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    flight = fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual", keepalive: true, signal: AbortSignal.timeout(20_000) })
      .then(answer, offline).catch(offline).finally(() => { flight = undefined; });
  }

  async function answer(response) {
    if (response.ok) {
      const fresh = parse(await response.text());
      take(fresh);
      takeOver(fresh.querySelector("[data-kept]"));
      if (!isDirty) { localStorage.removeItem(key); }
      say();
      return;
    }
    isDirty = true;
    if (response.status >= 500) { offline(); return; }
    isHalted = true;
    if (response.status === 409) {
      const { code, message } = await response.json();
      say(message, code === "draft-changed-elsewhere" ? submit("Choisir") : link("Recharger la page", location.pathname));
      return;
    }
    say("Votre session a expiré. Rien n’est perdu\u00a0: vos réponses restent sur cette page et dans ce navigateur, elles seront reprises.",
      link("Se reconnecter", `/connexion?returnUrl=${encodeURIComponent(location.pathname)}&expiree=true`));
  }

  function offline() {
    isDirty = true;
    say("Connexion interrompue. Rien n’est perdu\u00a0: vos réponses restent sur cette page et dans ce navigateur, l’enregistrement reprendra tout seul.");
    timer = setTimeout(save, 10_000);
  }

  async function refresh() {
    await flight;
    const before = saves;
    const response = await fetch(`${location.pathname}?handler=live`, { redirect: "manual" });
    const fresh = response.ok && parse(await response.text());
    // What was typed meanwhile is being saved, or is: that answer knows the documents too, and this one not what was typed.
    if (!fresh || saves !== before) { return; }
    // Answered elsewhere meanwhile: this form is still that of before, and saving it has to find out.
    if (fresh.getElementById("base").value !== document.getElementById("base").value) {
      ["version", "base"].forEach((id) => fresh.getElementById(id).remove());
    }
    take(fresh);
  }

  function parse(html) {
    return new DOMParser().parseFromString(html, "text/html");
  }

  function take(fresh) {
    for (const part of fresh.querySelectorAll("[data-live]")) {
      const old = document.getElementById(part.id);
      if (old && !old.isEqualNode(part)) { replace(old, part); }
    }
    showErrors([...fresh.querySelectorAll("[data-error]")].map((line) => [line.dataset.error, line.textContent]));
    const words = fresh.querySelector("[data-announce]").textContent;
    if (words !== said) { announce.textContent = said = words; }
  }

  // Answers saved elsewhere meanwhile, which nobody touched here. While something is typed, the form stays built from what it shows.
  function takeOver(kept) {
    if (!kept || isDirty) { return; }
    const answers = [...kept.querySelectorAll("data")].map(({ dataset, value }) => [dataset.of, value]);
    const names = new Set(answers.map(([name]) => name));
    fill(answers, (name) => names.has(name));
    document.getElementById("base").value = kept.dataset.kept;
  }

  // What was opened stays open, and the focus stays where it was.
  function replace(old, part) {
    const active = old.contains(document.activeElement) ? focusables(old).indexOf(document.activeElement) : -1;
    const open = [old, ...old.querySelectorAll("details")].map((any) => any.open);
    [part, ...part.querySelectorAll("details")].forEach((any, index) => { if (open[index]) { any.open = true; } });
    old.replaceWith(part);
    if (active >= 0) { (focusables(part)[active] ?? form).focus({ preventScroll: true }); }
  }

  function focusables(root) {
    return [...root.querySelectorAll("a, button, summary, [tabindex]")];
  }

  function showErrors(errors) {
    for (const shown of form.querySelectorAll(".err[data-of]")) {
      const control = document.getElementById(shown.dataset.of);
      control?.removeAttribute("aria-invalid");
      control?.setAttribute("aria-describedby", (control.getAttribute("aria-describedby") ?? "").replace(shown.id, "").trim());
      shown.remove();
    }
    for (const [name, message] of errors) {
      const control = form.elements[name];
      // Half a date is no mistake while it is being typed.
      if (!control?.closest || control === document.activeElement) { continue; }
      const line = document.createElement("p");
      Object.assign(line, { className: "err", id: `${control.id}-autosave`, textContent: message });
      line.dataset.of = control.id;
      control.closest(".field").append(line);
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", `${line.id} ${control.getAttribute("aria-describedby") ?? ""}`.trim());
    }
  }

  // --- what this browser keeps until it is saved ---

  function fields() {
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && value !== "" && !own.has(name));
  }

  function keep() {
    write({ base: document.getElementById("base").value, fields: fields() });
  }

  function write(copy) {
    // A browser that refuses to keep anything (private window, full disk) still has the form itself.
    try { localStorage.setItem(key, JSON.stringify(copy)); } catch { /* see above */ }
  }

  function read() {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  }

  function takeBack() {
    const copy = read();
    const isSame = copy && JSON.stringify(copy.fields) === JSON.stringify(fields());
    const isMoved = copy?.base !== document.getElementById("base").value;
    if (!copy || isSame || (isMoved && copy.isSubmitted)) {
      localStorage.removeItem(key);
    } else if (isMoved) {
      say("Ce navigateur garde des réponses qui n’ont pas été enregistrées, et votre brouillon a changé depuis.",
        button("Reprendre mes réponses", () => { fill(copy.fields); document.getElementById("base").value = copy.base; note(0); say(); }),
        button("Les abandonner", () => { localStorage.removeItem(key); say(); }));
    } else {
      fill(copy.fields);
      announce.textContent = "Vos réponses non enregistrées ont été retrouvées.";
      note(0);
    }
  }

  function fill(kept, isWanted = () => true) {
    for (const control of form.elements) {
      if (!control.name || own.has(control.name) || !isWanted(control.name) || ["file", "hidden", "submit"].includes(control.type)) { continue; }
      const values = kept.filter(([name]) => name === control.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(control.type)) {
        control.checked = values.includes(control.value);
      } else {
        control.value = values[0] ?? "";
      }
    }
  }

  // --- what is said ---

  function say(text, ...actions) {
    // On a telephone the summary is far below: the bar at the bottom says it.
    const pocket = document.querySelector(".pocket");
    if (text && pocket?.offsetHeight > 0) { pocket.prepend(says); }
    says.hidden = !text;
    if (!text) { return; }
    const line = document.createElement("p");
    line.textContent = text;
    says.replaceChildren(line, ...actions.map((action) => {
      const row = document.createElement("p");
      row.append(action);
      return row;
    }));
  }

  function link(text, href) {
    const made = document.createElement("a");
    Object.assign(made, { textContent: text, href });
    return made;
  }

  function button(text, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "btn small", textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  function submit(text) {
    const made = document.createElement("button");
    Object.assign(made, { className: "btn small", textContent: text });
    made.setAttribute("form", form.id);
    return made;
  }
}
