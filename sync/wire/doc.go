// Package wire is what travels between a device and the central service.
//
// Words: a Change is one immutable row of a device's journal; its cid is random and never ordered by; dseq counts the
// changes of one incarnation of one device without a gap; base is the server sequence its author had seen of the record;
// the frozen bytes are the change exactly as it was first written, and h is their SHA-256; a sequence (seq) is the order
// the service gave a change; an ack says what became of a pushed change. Times in a change are claims: nothing is decided by
// them.
package wire
