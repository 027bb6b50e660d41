// Package register is the service's equipment register: where each thing is, who has it, and what keeps it safe.
//
// Words: a thing is one item with a serial number; its holder is the child, setting or place that has it; a due is a day by
// which something must be done with it; a move is one tap on where it stands, such as lending it or putting it to repair; a
// notice is a maker's or regulator's safety notice, and a use is a thing or a child's equipment record that it concerns.
package register
