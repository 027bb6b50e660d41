package central

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"github.com/fieldfare/fieldfare/central/web"
)

// page makes a handler of pages one of the service's: it gets the body back that was read within its limit.
func page(serve func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *request) error {
	return func(w http.ResponseWriter, r *request) error {
		r.Body = io.NopCloser(bytes.NewReader(r.body))
		return serve(w, r.Request)
	}
}

// trouble answers with an error in the form that whoever asks can read: a page, or JSON for a tablet.
func (c *Central) trouble(w http.ResponseWriter, r *http.Request, err error) {
	if strings.HasPrefix(r.URL.Path, "/v1/") || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		c.refuse(w, err)
		return
	}
	web.Trouble(w, statusOf(err), "", err)
}
