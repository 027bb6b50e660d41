// Package webpages opens reports as HTML in Chromium, as a school does, and holds each to axe-core at the width of a desk,
// of a phone (which is also 400 % zoom) and in the dark; nothing may scroll sideways, nothing may be asked of the net, and
// what is printed is what the paper says.
// FIELDFARE_PAGES names a folder to leave the pictures and the printed pages in.
//
// Words: a view is a width with a colour scheme; a control is a page with a fault, in which axe-core must find it.
package webpages
