// Package carry changes one line of a list that is a single field of a record, such as the register of a session, and leaves the lines
// of others alone: what a colleague's tablet has sent since the list was drawn stays, also when the change is taken back.
//
// Words: to carry is to make in the list of now the change that turned one list into another; a change is undone by carrying it the
// other way, so that what came after it stays.
package carry
