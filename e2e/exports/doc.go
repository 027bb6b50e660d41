// Package exports holds what leaves the central service for other systems to programs that others wrote: HAPI's validator
// for FHIR R4, in one Java machine for all bundles.
//
// Words: a bundle is one child as FHIR; a full child has a record of every kind with every field filled, once for each word
// of a list that a field may hold; a control is a bundle that was broken on purpose, which the validator must refuse.
package exports
