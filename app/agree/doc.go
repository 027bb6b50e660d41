// Package agree is the end of a visit with a family: what is done at home is ticked, what was agreed is read back in large plain
// words, and a copy is left.
//
// Words: a task is an activity of the child's plan for home; the reading is what stands on the screen that is turned to the
// family; a line is hard when a child of about nine could not read it.
package agree
