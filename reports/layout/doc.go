// Package layout places a reports.Document on A4 pages. It is pure: the same document gives the same Book, and nothing
// here writes a file or knows PDF, so that reports/pdf and the app's preview paint the same pages.
//
// Words: a Book is the finished pages with the tree of Nodes that says what everything on them is; an Item is one thing
// drawn at one place (text, rectangle, line, dot); a Node is a heading, paragraph, table cell and so on, and every Item
// belongs to one or is an Artifact (decoration, running heads). Inside the package a strip is a horizontal slice that
// never splits, a frame is what is drawn around or beside several strips (a box, a pole), and a line is one line of
// broken text. Places are in millimetres from the page's top left corner, y down; type sizes are in points.
package layout
