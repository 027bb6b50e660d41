// Package groups is what a service does for several people at once: groups, training events, clinics and meetings, each with
// its register.
//
// Words: a session is one of them on one day; its register is who was expected and who came, a line for each attendee; a mark
// is came, part or did not come; the pre-work is what is to be done before, such as a workbook; the hours of a session are
// those of everybody who came, added up.
package groups
