// Package ledger is the central service's memory: who works for which NHS service, every change that any device sent, and
// the records they add up to. It stands on an embedded SQLite file or on PostgreSQL, with the same tables and one suite of
// tests.
//
// Words: a tenant is one NHS service, and no query crosses from one to another; its sequence numbers the accepted changes;
// a head is a record as its changes add up to it; a push is one device's batch, decided as a whole in one transaction; a
// lane is the changes of one record by one device, in order; a change in quarantine is kept whole and holds up its own lane
// and no other; a grant lets a therapist see a scope; a cursor says how far a device has read; the chain of a scope links
// each signature to the one before. A link is SHA-256 of the link before and the hash of the signing change.
package ledger
