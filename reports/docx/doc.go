// Package docx writes a report as a Word file, and fills the form that a council sends in its own.
//
// Words: a piece is a paragraph or a table as Word knows them, before anybody has said how it looks; the blocks of the
// tree become pieces once, and both writers print those. A dress says how a piece looks: house is our own styles, guest
// those of somebody's form. A part is one file inside the .docx, and a relationship names one part from another. A
// control is a content control of a form (w:sdt), known by its tag or its title. A Layout says what goes where in a form,
// a Place is one line of it, and what has no place is Unmapped: listed, and put at the end of the form if the caller wants.
//
// The same document gives the same bytes: nothing here asks for the time, and every number is counted from one.
package docx
