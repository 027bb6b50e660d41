// Package share sends a signed report to somebody who may have it, and shows what became of it.
//
// Words: a reader is somebody a version can go to, with the address that is recorded for them; a way is how it goes: by a link of
// the service with a PIN, or as a copy that the therapist sends by NHSmail, through a council's portal or on paper; a share is
// the record of one sending, and a receipt is the service's word of what happened to it. Nothing is sent that reports.SendVersion
// does not let go at the very moment of sending.
package share
