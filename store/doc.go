// Package store keeps a therapist's records on the device: sealed on disk, quick in memory.
//
// Words: the journal (table outbox) holds every change this device made, frozen at the moment it was made; a change is pending
// until the service confirms it, held while an earlier change of the same record waits, quarantined when the service could not
// take it, acked when it is safe there. A server row is a record as the service has confirmed it; history is what it was made
// from. A draft is a field being typed, with the base and text its author saw at the first keystroke. The view is what people
// see, server rows with the journal replayed and the drafts on top, as tables in memory; the index is its words, in memory too.
// The base of a change is the newest confirmed change of others that its author had seen. A generation counts the epochs of
// the service. Nothing readable ever reaches the disk, and nothing is decided by a clock.
package store
