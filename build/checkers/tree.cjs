// Prints, for each PDF named on the command line, what pdf.js finds in its structure tree: one JSON line a file with the
// headings in order, how many tables there are, and how many of their cells are heads.
"use strict";
const pdfjs = require("pdfjs-dist/legacy/build/pdf.js");

async function read(file) {
  const task = pdfjs.getDocument({ url: file, isEvalSupported: false, useSystemFonts: false, verbosity: 0 });
  const doc = await task.promise;
  const found = { file, pages: doc.numPages, headings: [], tables: 0, heads: 0, cells: 0, figures: 0, alts: 0 };
  for (let n = 1; n <= doc.numPages; n++) {
    const page = await doc.getPage(n);
    const words = new Map();
    let open = [];
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if (item.type === "beginMarkedContentProps" || item.type === "beginMarkedContent") open.push(item.id);
      else if (item.type === "endMarkedContent") open.pop();
      else if (item.str !== undefined) for (const id of open) if (id) words.set(id, (words.get(id) || "") + item.str + (item.hasEOL ? " " : ""));
    }
    const text = (node) => (node.type === "content" ? words.get(node.id) || "" : (node.children || []).map(text).join(""));
    const walk = (node) => {
      if (/^H[1-6]$/.test(node.role)) found.headings.push(node.role + " " + text(node).trim());
      if (node.role === "Table") found.tables++;
      if (node.role === "TH") found.heads++;
      if (node.role === "TD") found.cells++;
      if (node.role === "Figure") { found.figures++; if (node.alt) found.alts++; }
      (node.children || []).forEach(walk);
    };
    const tree = await page.getStructTree();
    if (tree) walk(tree);
  }
  await task.destroy();
  return found;
}

(async () => {
  for (const file of process.argv.slice(2)) console.log(JSON.stringify(await read(file)));
})().catch((err) => { console.error(String(err)); process.exit(1); });
