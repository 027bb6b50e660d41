// Package details is the plain form of a record that has no screen of its own: the child, the people, consents, the school,
// a referral, a planned contact, an alert.
//
// Words: a sheet is one record's form; a part is a titled group of its fields; an entry is one field and how it is asked; a
// saying is what is read aloud before a family answers. What a sheet asks is data, so that a new field is a line in a table.
package details
