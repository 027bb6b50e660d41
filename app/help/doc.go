// Package help is how the work is done here, flow by flow, on cards short enough to read between two children.
//
// Words: a card is one flow in at most forty words, and ends in doing it for real on a fictitious child; a tick says that it was done; the
// practice caseload is where cards are tried, since nothing there is ever sent.
package help
