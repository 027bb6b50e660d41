// Package disposal destroys a child's record when the time for which it had to be kept is over.
//
// Words: a retention is until when a record is kept, and by which rule; a hold keeps it longer; a bar is a sentence that stands in the way;
// two leads look at a record and order its destruction; what remains is a certificate, which says what was destroyed and nothing of
// it. The register is a file outside of the database in which every order stands before anything is destroyed: a database that is put back to an earlier
// day is held against it, and what had been destroyed is destroyed again.
package disposal
