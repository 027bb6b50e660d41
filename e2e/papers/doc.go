// Package papers holds finished reports to programs that others wrote: veraPDF for PDF/UA-1 and PDF/A-2a, qpdf, pdfcpu in
// its strict mode, and pdf.js for what a browser's reader finds in the structure tree. It draws every kind of report for
// the notebooks' children and for made-up caseloads.
//
// Words: a paper is one finished file with the tree it was made of; a checker is a program that passes or refuses files; a
// control is a paper that was broken on purpose, which its checker must refuse.
package papers
