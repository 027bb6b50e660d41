// Package photo attaches pictures to a child's records: they are chosen from a folder, made small, marked up, captioned and looked at
// again. Nothing of a picture leaves the tablet before it is finished, and what was blurred or cut off never does.
//
// Words: to take a picture is to bring it in; a mark is an arrow, a label, a blur or a crop; to finish is to draw the marks in for
// good and let the picture be sent; a picture that is elsewhere is not on this tablet yet; to fetch is to ask the service for it.
package photo
