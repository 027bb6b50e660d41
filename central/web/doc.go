// Package web is what every page of the service has in common: the sheet it is written on, its style, its headers, its forms.
//
// Words: a page is what Show writes, a main part within the sheet; the band is its head, with the service's name; a problem is one
// thing that is wrong with what somebody entered, said in the summary at the top and at its field; a flash is a sentence shown once
// on the page after a deed, carried by a cookie and never by an address; a form's token binds it to a session or a link, so that no
// other site can post it. There is no script anywhere: a school's filter and a screen reader meet the same page.
package web
