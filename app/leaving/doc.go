// Package leaving lists the children and schools whose care moved to a colleague and whose records are still on this tablet.
//
// Words: late work is what was written here before and the service does not have yet: it goes to the colleague first; to let go is
// to delete everything of a child from this tablet, key first, once nothing of it is nowhere else.
package leaving
