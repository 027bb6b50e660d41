package web

import (
	"embed"
	"net/http"

	"github.com/fieldfare/fieldfare/assessments"
)

//go:embed own/*.html
var own embed.FS

var ownPages = Parse(own, "own")

// troubles are the headings of the error page.
var troubles = map[assessments.ErrorKind]string{
	assessments.NotFound:     "This page does not exist",
	assessments.Forbidden:    "You cannot open this page",
	assessments.Unauthorized: "Sign in first",
	assessments.Unavailable:  "Try again in a moment",
	assessments.TooLarge:     "That is too much at once",
	assessments.Conflict:     "Somebody was faster",
	assessments.Damaged:      "Something is not as it was written",
	assessments.Invalid:      "That cannot be done",
}

// Trouble writes an error as a page: a heading, the error's own sentence, never its cause.
func Trouble(w http.ResponseWriter, status int, service string, err error) {
	title, ok := troubles[assessments.KindOf(err)]
	if !ok {
		title = "There is a problem with this page"
	}
	said := "Something went wrong here, and it was written down for whoever looks after the service. Nothing you entered before is lost. Try again later."
	if ok {
		said = assessments.Sentence(err)
	}
	if ownPages.Show(w, status, "trouble", Page{Title: title, Service: service, Data: said}) != nil {
		http.Error(w, said, status)
	}
}
