// Package children is the list of a caseload: find a child by any word of the name, the NHS number or the place.
//
// Words: a filter keeps some of the children; what is typed narrows them at each letter.
package children
