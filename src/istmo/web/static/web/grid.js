// An assignment filled in like a spreadsheet: keys move, blocks are pasted, all of it saves itself. Without this script
// the buttons of the page do the same. What a cell is based on is its `defaultValue`: what was saved when it was shown.
"use strict";

const form = document.getElementById("grid");
const said = document.getElementById("grid-said");
const words = said.dataset;
const cells = Array.from(form.querySelectorAll("td>input:not([type=checkbox])"));
const held = new Set(); // cells whose conflict waits for a choice, or whose row is gone
const PAUSE = 1500;
const LATER = [5000, 10000, 20000, 30000];
let waiting = 0;
let failed = 0;
let saving = false;
let atFocus = "";

function put(template, ...texts) {
  return template.replace(/%(\d|s)/g, (_, which) => texts[which === "s" ? 0 : which - 1]);
}

function tell(text, wrong = false) {
  if (said.textContent !== text) said.textContent = text;
  said.classList.toggle("wrong", wrong);
}

function changed() {
  return cells.filter((cell) => cell.value !== cell.defaultValue && !held.has(cell));
}

function later(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(save, pause);
}

// --- saving

async function save() {
  const sent = changed().map((cell) => [cell, cell.defaultValue, cell.value]);
  if (saving || !sent.length) return;
  saving = true;
  try {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("cells", JSON.stringify(Object.fromEntries(sent.map(([cell, base, text]) => [cell.name, [base, text]]))));
    const answer = await fetch(form.action, {method: "POST", body, redirect: "manual"});
    if (answer.ok && (answer.headers.get("Content-Type") || "").includes("json")) took(await answer.json(), sent);
    else await refused(answer);
  } catch {
    again(words.failed);
  } finally {
    saving = false;
  }
  if (!failed && changed().length) later(PAUSE);
}

function took(answer, sent) {
  failed = 0;
  withdraw();
  const conflicts = new Map(answer.conflicts.map((one) => [one.name, one]));
  const gone = new Set(answer.gone);
  for (const [cell, base, text] of sent) {
    if (conflicts.has(cell.name)) choose(cell, conflicts.get(cell.name), base);
    else if (gone.has(cell.name)) mark(cell, words.gone);
    else {
      cell.defaultValue = text;
      settle(cell);
    }
  }
  tell(`${put(words.saved, answer.at)} ${answer.more}`.trim());
}

// A page instead of an answer: the session ended, or the account may not any more. It says so in its first sentence,
// and which of the two: signing in again gives no role back.
async function refused(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const why = page.querySelector("main .lead, main .summary p, main p");
  const kept = why && why.dataset.kept;
  const template = kept === "lost" ? words.lost : words.ended;
  const told = kept === "again" ? words.failed : template;
  again(why ? put(told, why.textContent.trim()) : words.failed);
  if (kept === "lost") offer();
}

// What is not saved as text: row, column, what was typed, as a spreadsheet takes it.
function offer() {
  let box = document.getElementById("grid-unsaved");
  if (!box) {
    const label = document.createElement("label");
    label.htmlFor = "grid-unsaved";
    label.textContent = words.unsaved;
    box = document.createElement("textarea");
    box.id = "grid-unsaved";
    box.readOnly = true;
    box.rows = 4;
    said.after(label, box);
  }
  box.value = changed().map((cell) => [...cell.name.split(":"), cell.value].join("\t")).join("\n");
}

function withdraw() {
  document.getElementById("grid-unsaved")?.remove();
  document.querySelector("label[for=grid-unsaved]")?.remove();
}

function again(text) {
  tell(text, true);
  later(LATER[Math.min(failed, LATER.length - 1)]);
  failed += 1;
  if (failed > 1) renew();
}

// After signing in in another tab this page needs the mark that forms of the new session carry.
async function renew() {
  try {
    const answer = await fetch(form.action, {redirect: "follow"});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#grid [name=csrfmiddlewaretoken]");
    if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  } catch {
    // No connection: the next try tells.
  }
}

// --- what is told beside a cell

function box(cell) {
  const id = `s-${cell.name}`;
  let found = document.getElementById(id);
  if (!found) {
    found = document.createElement("span");
    found.id = id;
    found.className = "grid-told grid-theirs";
    cell.after(found);
    cell.setAttribute("aria-describedby", id);
  }
  found.textContent = "";
  return found;
}

function mark(cell, text) {
  held.add(cell);
  cell.setAttribute("aria-invalid", "true");
  const told = document.createElement("span");
  told.className = "problem";
  told.textContent = text;
  const there = box(cell);
  there.append(told);
  return there;
}

// What was wrong with a text is not wrong with the next one.
function settle(cell) {
  held.delete(cell);
  cell.classList.remove("changed");
  cell.removeAttribute("aria-invalid");
  cell.removeAttribute("aria-describedby");
  for (const old of cell.parentElement.querySelectorAll(".grid-told,.choice")) old.remove();
}

function choose(cell, other, base) {
  const there = mark(cell, put(words.theirs, other.by, other.theirs, base, cell.value));
  const offer = (text, value) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = text;
    button.addEventListener("click", () => {
      settle(cell);
      cell.defaultValue = other.theirs;
      cell.value = value();
      cell.focus();
      later(0);
    });
    there.append(button);
  };
  offer(words.take, () => other.theirs);
  offer(words.keep, () => cell.value);
}

// --- moving

function across(cell, step) {
  return cells[cells.indexOf(cell) + step];
}

function down(cell, step) {
  const column = cell.name.split(":")[1];
  const same = cells.filter((one) => one.name.split(":")[1] === column);
  return same[same.indexOf(cell) + step];
}

function go(cell) {
  if (!cell) return;
  cell.focus();
  cell.select();
}

function atEdge(cell, end) {
  const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  return whole || (cell.selectionStart === cell.selectionEnd && cell.selectionEnd === (end ? cell.value.length : 0));
}

function key(event) {
  const cell = event.target;
  if (!cells.includes(cell) || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const offering = cell.hasAttribute("list") && cell.value !== atFocus; // the arrows choose from the list
  const moves = {
    ArrowUp: () => !offering && down(cell, -1),
    ArrowDown: () => !offering && down(cell, 1),
    ArrowLeft: () => !event.shiftKey && atEdge(cell, false) && across(cell, -1),
    ArrowRight: () => !event.shiftKey && atEdge(cell, true) && across(cell, 1),
    Enter: () => down(cell, event.shiftKey ? -1 : 1),
  };
  if (event.key === "Escape") {
    cell.value = atFocus;
    typed(cell);
  } else if (event.key in moves) {
    const next = moves[event.key]();
    if (next || event.key === "Enter") event.preventDefault(); // Enter never sends the form
    go(next);
  }
}

// --- pasting a block

function block(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const row = rows[rows.length - 1];
    const letter = text[at];
    if (letter === '"' && (quoted || row[row.length - 1] === "")) {
      if (quoted && text[at + 1] === '"') row[row.length - 1] += text[(at += 1)];
      else quoted = !quoted;
    } else if (!quoted && letter === "\t") row.push("");
    else if (!quoted && letter === "\n") rows.push([""]);
    else if (letter === "\n") row[row.length - 1] += " ";
    else if (letter !== "\r") row[row.length - 1] += letter;
  }
  if (rows[rows.length - 1].join("") === "") rows.pop();
  return rows;
}

function paste(event) {
  const start = event.target;
  const text = event.clipboardData.getData("text/plain");
  if (!cells.includes(start) || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const lines = Array.from(form.querySelectorAll("tbody tr:not(.group)"));
  const top = lines.indexOf(start.closest("tr"));
  const left = start.parentElement.cellIndex;
  const unfit = [];
  let filled = 0;
  block(text).forEach((row, r) =>
    row.forEach((one, c) => {
      const there = lines[top + r]?.cells[left + c]?.querySelector("input:not([type=checkbox])");
      if (there && one.trim().length <= there.maxLength) {
        there.value = one.trim();
        typed(there);
        filled += 1;
      } else if (one.trim()) unfit.push(one.trim());
    }),
  );
  const more = unfit.length ? ` ${put(words.unfit, unfit.length)} ${unfit.slice(0, 5).map((one) => one.slice(0, 60)).join(" · ")}` : "";
  tell(put(words.pasted, filled) + more, unfit.length > 0);
  later(PAUSE * 2); // time to read what did not fit
}

function typed(cell) {
  cell.classList.toggle("changed", cell.value !== cell.defaultValue);
}

// --- begin

form.addEventListener("input", (event) => {
  if (!cells.includes(event.target)) return;
  typed(event.target);
  if (!failed) {
    tell(words.typing);
    later(PAUSE);
  }
});
form.addEventListener("focusin", (event) => {
  atFocus = event.target.value;
});
form.addEventListener("keydown", key);
form.addEventListener("paste", paste);
// The way back to this tab, as from signing in, is a good moment to try again.
window.addEventListener("focus", async () => {
  if (!failed) return;
  await renew();
  later(0);
});
// The buttons send the whole page, which says the same as what saved itself; then nothing waits any more.
let sending = false;
form.addEventListener("submit", () => {
  sending = true;
  clearTimeout(waiting);
  // What is saved by now is what this page is based on.
  const bases = cells.filter((cell) => cell.defaultValue).map((cell) => [cell.name, cell.defaultValue]);
  form.elements.bases.value = JSON.stringify(Object.fromEntries(bases));
});
window.addEventListener("beforeunload", (event) => {
  if (sending || !changed().length) return;
  save();
  event.preventDefault();
});
form.querySelector(".grid-keys").hidden = false;
for (const hint of form.querySelectorAll(".grid-save-first")) hint.hidden = true;
if (changed().length) later(PAUSE);
