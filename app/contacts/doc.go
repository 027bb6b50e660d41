// Package contacts is what a contact is besides its notes: who was there, with which colleague, by which interpreter, what was
// agreed, and whose entry it is. Calls, messages and meetings are written here; a visit is written on the capture board and comes
// here for the rest.
//
// Words: a participant is somebody who was there or was tried; joint is a contact that several clinicians did together; to
// countersign is to say, as a registered therapist, that an assistant's or student's entry stands: it locks the entry and its notes.
package contacts
