// Copies a table whole, with caption, notes, coverage, as-of date, release and hash: as a table for Word and Excel,
// as tab-separated text for everything else. Without this script a table is selected and copied by hand.
"use strict";

function plain(element) {
  const copy = element.cloneNode(true);
  for (const block of copy.querySelectorAll(".block")) block.before(" ");
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function asText(table) {
  const lines = [plain(table.caption)];
  for (const row of table.rows) lines.push(Array.from(row.cells, plain).join("\t"));
  return lines.join("\n");
}

function asTable(table) {
  const copy = table.cloneNode(true);
  for (const link of copy.querySelectorAll("a")) link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
  for (const element of copy.querySelectorAll("[id],[class],[data-figure]")) {
    element.removeAttribute("id");
    element.removeAttribute("class");
    element.removeAttribute("data-figure");
  }
  // Word leaves a caption out: it comes as the first row.
  const first = copy.createTHead().insertRow(0);
  const cell = document.createElement("th");
  cell.colSpan = Math.max(...Array.from(table.rows, (row) => Array.from(row.cells).reduce((sum, one) => sum + one.colSpan, 0)));
  cell.textContent = plain(table.caption);
  first.append(cell);
  copy.deleteCaption();
  copy.setAttribute("border", "1");
  return copy.outerHTML;
}

async function copyTable(button) {
  const table = document.getElementById(button.dataset.copy).querySelector("table");
  const said = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/html": new Blob([asTable(table)], {type: "text/html"}),
        "text/plain": new Blob([asText(table)], {type: "text/plain"}),
      }),
    ]);
    said.textContent = button.dataset.copied;
  } catch {
    said.textContent = button.dataset.failed;
  }
}

function offer(within) {
  for (const button of within.querySelectorAll("li[hidden]>[data-copy]")) {
    button.parentElement.hidden = false;
    button.addEventListener("click", () => copyTable(button));
  }
}

if (navigator.clipboard && window.ClipboardItem) {
  offer(document);
  // A table that came while somebody typed.
  document.addEventListener("htmx:load", (event) => offer(event.target));
}
