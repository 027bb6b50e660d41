// Package storage says what the store takes on this tablet, what is free, and what may go.
//
// Words: records are everything but pictures; a picture that waits has not been confirmed by the service and is nowhere else; to let go
// is to delete from this tablet what was handed to a colleague and has arrived there.
package storage
