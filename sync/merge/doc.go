// Package merge decides what a change does to a record. It is pure: a head and a change in, a decision with its reason out,
// so that the service and every device reach the same record from the same changes.
//
// Words: a Head is a record as the service holds it, with the sequence that last set each field and which device did; a
// Sibling is a value that lost no race and is kept beside the head until a person chooses; a conflict is a field with
// siblings; a proposal is a sibling of a signed record. No clock decides anything.
package merge
