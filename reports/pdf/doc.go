// Package pdf writes the pages of reports/layout as a tagged PDF: PDF/UA-1 and PDF/A-2a, the same bytes for the same
// pages.
//
// Words: to paint is to draw pages with gofpdf, which knows nothing of tags; a mark is a stretch of page content that
// belongs to one node of the tree (its number on its page is the MCID); to finish is to take gofpdf's bytes apart and
// write them anew with the structure tree, metadata and everything else that gofpdf leaves out.
package pdf
