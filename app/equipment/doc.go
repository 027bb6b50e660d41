// Package equipment measures a child for seating and keeps what is recommended, on trial and in use.
//
// Words: a dimension is one thing that is measured, in mm or kg; a line is a dimension on one side of the body, with the
// value of today and the newest one before it; a doubt is a question about a value that may be a slip of the unit, which
// never stops anybody; a setting is how a piece of equipment is set; a gap is what a supplier, a school or a funder would
// still have to ask.
package equipment
