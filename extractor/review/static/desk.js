// Keys for what can also be done by links and buttons: j k e r a d c ? (see the dialog).
"use strict";

const find = (selector) => document.querySelector(selector);
let evidence = -1;

function step(direction) {
  if (find("[data-finding]")) {
    const link = find(direction > 0 ? ".steps a[rel=next]" : ".steps a[rel=prev]");
    if (link) link.click();
    return;
  }
  const rows = [...document.querySelectorAll("a.row")];
  const at = rows.indexOf(document.activeElement);
  const next = rows[at < 0 ? (direction > 0 ? 0 : rows.length - 1) : at + direction];
  if (next) next.focus();
}

function jump() {
  const marks = [...document.querySelectorAll(".restored mark[id]")];
  if (!marks.length) return;
  marks.forEach((mark) => mark.classList.remove("here"));
  evidence = (evidence + 1) % marks.length;
  marks[evidence].classList.add("here");
  marks[evidence].scrollIntoView({ block: "center" });
}

// What matters is the passage, not the top of the report.
for (const text of document.querySelectorAll("[data-finding] .restored")) {
  const first = text.querySelector("mark");
  if (first) text.scrollTop = first.offsetTop - text.offsetTop - text.clientHeight / 3;
}

function press(selector) {
  const button = find(selector);
  if (button) button.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  e: jump,
  r: () => press("#show-raw"),
  a: () => press("[data-key=a]"),
  d: () => press("[data-key=d]"),
  c: () => find("#note") && find("#note").focus(),
  "?": () => find("#keys") && find("#keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (find("dialog[open]")) return;
  const action = KEYS[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) find("#keys").showModal();
});
