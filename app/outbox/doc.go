// Package outbox shows what this tablet has not sent, and the few things only a person can settle.
//
// Words: waiting is saved here and not yet confirmed by the service; needs you is a field that two people changed, or a change
// that the service could not take; to keep is to choose between two values, and what is not kept stays in the history.
package outbox
