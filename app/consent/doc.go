// Package consent is who said yes or no to what: one page of a child on which every line is a matter that can be agreed to, and
// the page of one matter with what it covers, who said so, and all that was said before.
//
// Words: a matter is a purpose, and for sharing also whom with; its standing is what all that was said about it comes to today, in
// one of five words. Only the records that reports.Allow goes by are read and written here.
package consent
