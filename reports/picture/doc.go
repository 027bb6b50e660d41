// Package picture makes photos and scans fit for a page: upright, no larger than a page needs, on white, and written
// anew, so that nothing that a camera puts into a file (place, time, serial number) leaves with a report.
//
// Words: to prepare is to do all of that; the cost of a picture is how much memory it takes to decode, told from its head
// before a byte of it is decoded.
package picture
