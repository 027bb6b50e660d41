// Package delivery brings a signed report to whoever it was shared with: a mail without a child's name, and pages that open to a PIN.
//
// Words: a parcel is one share as it stands at this moment, with the records that decide whether it may be opened; its standing is
// open, expired, revoked, superseded or withheld; a link is the secret part of a page's address, of which only a hash is kept; a
// reader is whoever gave the PIN, known by a cookie until an hour has passed; a copy is the report as a file; the reference is what
// mail, page and telephone call a parcel by; a task is a programme or row that its reader may log, week by week; a sheet is the answers of
// one opening of a link that asks questions. GET and HEAD change nothing that anybody would miss: mail programs open links before
// people do. Every page asks reports.SendVersion anew.
package delivery
