// Package html writes a reports.Document as one HTML file that needs nothing else: no script, no picture from elsewhere,
// no font from elsewhere. A school opens it in whatever browser it has, at any width and zoom, in the dark, and prints it.
//
// Words: a page is the file being written; an element is opened and closed by one call, so that the file is balanced by
// construction; a cell's label is the column's head, shown beside the value where a table is stacked; a run is a piece of
// text in one writing system. Every string of the tree passes page.text or an attribute, and both escape it. Each sentence
// carries the ids of the records it came from in data-from: nobody sees or hears them, and whoever asks finds them.
package html
