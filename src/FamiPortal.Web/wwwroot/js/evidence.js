// Documents of a declaration, sent one at a time while the rest of the form stays as it is: chosen or dropped, each with its
// progress and a button that cancels it. Without this file they go with the form.

const status = document.createElement("p");
status.className = "vh";
status.setAttribute("role", "status");
document.body.append(status);

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const proofs = [];
const isSending = () => proofs.some((proof) => proof.busy || proof.waiting.length > 0);

/** One proof of the declaration: its drop zone, its list of documents, and the files that are on their way. */
class Proof {
  constructor(block) {
    proofs.push(this);
    this.block = block;
    this.form = block.closest("form");
    this.input = block.querySelector(".drop [type=file]");
    this.zone = block.querySelector(".drop");
    this.lines = make("ul", { className: "flow", hidden: true });
    this.lines.setAttribute("aria-label", "Envois");
    this.waiting = [];
    this.busy = false;
    this.block.querySelector("[data-send-plainly]").closest("p").hidden = true;
    this.zone.closest(".field").after(this.lines);
    this.input.addEventListener("change", () => {
      const files = [...this.input.files];
      this.input.value = ""; // or the form would send them a second time
      const chosen = this.zone.querySelector("[data-chosen]");
      if (chosen) { chosen.textContent = ""; }
      files.forEach((file) => this.add(file));
    });
  }

  add(file) {
    const line = new Line(this, file);
    this.lines.hidden = false;
    this.lines.append(line.element);
    this.waiting.push(line);
    this.next();
  }

  async next() {
    if (this.busy || this.waiting.length === 0) { return; }
    this.busy = true;
    try {
      await this.waiting.shift().send();
    } finally {
      this.busy = false;
      this.lines.hidden = this.lines.children.length === 0;
      this.next();
      if (!isSending()) { goOn(); }
    }
  }

  data(file, confirmed) {
    const data = new FormData();
    const name = this.input.name;
    for (const field of this.form.querySelectorAll("[name=version], [name=__RequestVerificationToken]")) { data.set(field.name, field.value); }
    for (const box of this.block.querySelectorAll(`[name="${name}.aussi"]:checked`)) { data.append(box.name, box.value); }
    if (confirmed) { data.append(`${name}.confirme`, confirmed); }
    data.append(name, file, file.name);
    return data;
  }

  /** The list as the server has it now, and the version of the draft that saving the form has to name. */
  show(answer) {
    const list = answer.querySelector("[data-documents]");
    if (list) { this.block.querySelector("[data-documents]").replaceWith(list); }
    const version = answer.dataset.version;
    if (version) { this.form.querySelector("[name=version]").value = version; }
    this.form.dispatchEvent(new CustomEvent("draft:refresh")); // autosave.js shows what the document changed
  }
}

/** One file on its way. */
class Line {
  constructor(proof, file) {
    this.proof = proof;
    this.file = file;
    this.bar = make("progress", { max: file.size || 1, value: 0 });
    this.bar.setAttribute("aria-label", `Envoi de ${file.name}`);
    this.words = make("small", { textContent: "En attente d’envoi" });
    this.buttons = make("p", { className: "row" });
    this.element = make("li", { className: "doc" },
      document.querySelector("#i-doc") ? icon("doc") : "",
      make("p", {}, make("b", { textContent: file.name }), make("br"), this.words), this.buttons, make("p", {}, this.bar));
    this.offer("Annuler", () => this.cancel());
  }

  offer(text, action) {
    const button = make("button", { type: "button", className: "btn small", textContent: text });
    button.append(make("span", { className: "vh", textContent: ` ${this.file.name}` }));
    button.addEventListener("click", action);
    this.buttons.append(button);
    return button;
  }

  cancel() {
    this.isCancelled = true;
    this.request?.abort();
    this.leave(`Envoi de ${this.file.name} annulé.`);
  }

  leave(message) {
    const hadFocus = this.element.contains(document.activeElement);
    this.element.remove();
    this.proof.lines.hidden = this.proof.lines.children.length === 0;
    if (hadFocus) { this.proof.input.focus(); }
    status.textContent = message;
  }

  send(confirmed) {
    if (this.isCancelled) { return Promise.resolve(); }
    const request = this.request = new XMLHttpRequest();
    this.words.textContent = "Envoi en cours";
    return new Promise((resolve) => {
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) {
          this.bar.max = event.total;
          this.bar.value = event.loaded;
          this.words.textContent = `Envoi en cours, ${Math.floor(100 * event.loaded / event.total)}\u202F%`;
        }
      });
      request.upload.addEventListener("load", () => this.arrived());
      request.addEventListener("load", () => { this.read(request); resolve(); });
      request.addEventListener("error", () => { this.fail("L’envoi s’est interrompu avant la fin. Vérifiez votre connexion, puis réessayez."); resolve(); });
      request.addEventListener("abort", () => resolve());
      request.open("POST", this.proof.block.dataset.send);
      request.responseType = "document";
      request.send(this.proof.data(this.file, confirmed));
    });
  }

  /** All of it is at the portal, which may keep it from now on: cancelling would promise what it can't. */
  arrived() {
    this.words.textContent = "Contrôle du document";
    if (this.buttons.contains(document.activeElement)) {
      this.element.tabIndex = -1;
      this.element.focus();
    }
    this.buttons.replaceChildren();
  }

  read(request) {
    const answer = request.response?.querySelector("[data-documents]")?.parentElement;
    if (!answer) {
      this.fail(request.status === 413 ? "Ce fichier dépasse la taille maximale d’un justificatif, 10\u00A0Mo. Réduisez-le, puis choisissez-le de nouveau."
        : request.status === 404 || request.responseURL.includes("/connexion") ? "Votre session a expiré ou la saisie est fermée. Rechargez la page, puis réessayez."
        : "Le portail n’a pas pu recevoir ce fichier. Réessayez dans quelques minutes.");
      return;
    }
    const problem = answer.querySelector("[data-problem]");
    this.proof.show(answer);
    if (problem) {
      this.fail(problem.textContent, problem.dataset.confirm, "ofFile" in problem.dataset);
    } else {
      this.leave(`${this.file.name} est déposé.`);
    }
  }

  /** What is wrong stays beside the file until the person has chosen what to do. */
  fail(message, confirm, isOfFile) {
    this.bar.closest("p")?.remove();
    this.words.textContent = "N’a pas été gardé";
    this.buttons.replaceChildren();
    this.element.querySelector(".err")?.remove();
    const error = make("p", { className: "err" }, make("span", {}, make("span", { className: "vh", textContent: "Erreur\u00A0: " }), message));
    this.buttons.before(error); // the fact, then what to do
    if (confirm) {
      this.offer("Il n’en contient pas, l’envoyer quand même", () => this.again(confirm));
    } else if (!isOfFile) { // the same file would be refused again
      this.offer("Réessayer", () => this.again());
    }
    this.offer("Retirer de la liste", () => this.leave(`${this.file.name} n’est pas envoyé.`));
    status.textContent = `${this.file.name}\u00A0: ${message}`;
  }

  again(confirm) {
    this.element.querySelector(".err")?.remove();
    this.buttons.replaceChildren();
    this.bar.value = 0;
    this.element.append(make("p", {}, this.bar));
    this.offer("Annuler", () => this.cancel()).focus();
    this.proof.waiting.push({ send: () => this.send(confirm) });
    this.proof.next();
  }
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

for (const block of document.querySelectorAll("[data-send]")) {
  if (block.querySelector(".drop [type=file]")) { new Proof(block); }
}

// A button of the form pressed while files are on their way would leave the page, and them behind: it waits for the last one, and
// gives up when one was not kept, since the person has to see that.
let pressed;
const form = proofs[0]?.form;
form?.addEventListener("submit", (event) => {
  if (isSending()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter;
    pressed?.setAttribute("aria-busy", "true");
    status.textContent = "Un document est en cours d’envoi\u00A0: la suite s’ouvrira dès qu’il sera arrivé.";
  }
}, { capture: true });

function goOn() {
  const button = pressed;
  pressed = undefined;
  button?.removeAttribute("aria-busy");
  const failed = form.querySelector(".doc .err");
  if (button && failed) { failed.scrollIntoView({ block: "center" }); }
  else if (button?.isConnected) { form.requestSubmit(button); }
}

addEventListener("beforeunload", (event) => { if (isSending()) { event.preventDefault(); } });

// A file dropped beside a zone would open in place of the page.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files") && !event.target.closest?.(".drop")) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    }
  });
}
