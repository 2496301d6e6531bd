// A field that proposes a long list (input[data-combo] with a datalist) becomes an ARIA combobox: searched by any word of the
// product or of its editor, driven by keyboard. Any other text stays an answer: « autre logiciel ».

const shownMax = 40;

for (const input of document.querySelectorAll("input[data-combo][list]")) {
  const products = [...input.list.options].map((option) => ({ label: option.value, editor: option.textContent }));
  if (products.length > 0) {
    enhance(input, products);
  }
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

function enhance(input, products) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let at = -1;
  Object.assign(list, { id: `${input.id}-liste`, className: "combo sm", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Logiciels");
  status.className = "vh";
  status.setAttribute("role", "status");
  input.removeAttribute("list");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) {
    input.setAttribute(name, value);
  }
  input.after(list, status);

  input.addEventListener("input", () => open());
  input.addEventListener("click", () => { if (list.hidden) { open(); } });
  input.addEventListener("blur", () => close());
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) { open(); }
      mark((at + step + list.children.length) % list.children.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      list.children[at].click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  // The focus stays in the field: choosing with the mouse must not blur it first.
  list.addEventListener("mousedown", (event) => event.preventDefault());

  function open() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const found = products.filter((product) => words.every((word) => plain(`${product.label} ${product.editor}`).includes(word)));
    list.replaceChildren(...found.slice(0, shownMax).map(option), other());
    at = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
    status.textContent = found.length === 0 ? "Aucun logiciel trouvé." : found.length === 1 ? "1 logiciel trouvé." : `${found.length} logiciels trouvés.`;
  }

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = index;
    const marked = list.children[at];
    marked.setAttribute("aria-selected", "true");
    marked.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", marked.id);
  }

  function option(product, index) {
    const item = line(index);
    const editor = document.createElement("small");
    editor.textContent = product.editor;
    item.append(`${product.label} `, editor);
    item.addEventListener("click", () => choose(product.label));
    return item;
  }

  function other() {
    const item = line("autre");
    const words = document.createElement("small");
    words.textContent = "Mon logiciel n’est pas dans la liste\u00a0: je garde le nom que j’écris";
    item.append(words);
    item.addEventListener("click", () => { close(); input.focus(); });
    return item;
  }

  function line(index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    return item;
  }

  function choose(label) {
    input.value = label;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  }
}
