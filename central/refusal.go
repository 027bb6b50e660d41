package central

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// errOver marks a token that was good and is over. Every tablet comes with one each quarter of an hour, fetches the next and goes on:
// that is no refusal that anybody should read of.
var errOver = errors.New("the token is over")

// noteTime is how long the line of a refusal may take. Whoever hangs up at once is written down all the same.
const noteTime = 5 * time.Second

// turnedAway leaves a line in the audit of somebody who was told that they may not, or that there is nothing: of their own service when
// they are known, of none when they are not. It names the route and never the address, which may be half of a secret.
func (c *Central) turnedAway(req *request, route Route, err error) {
	kind := assessments.KindOf(err)
	known := kind == assessments.Unauthorized || kind == assessments.Forbidden || kind == assessments.NotFound && route.Audience != Anyone
	if !known || errors.Is(err, errOver) {
		return
	}
	tenant, who, what, now := req.sitting.Tenant, string(req.sitting.Person), fmt.Sprintf("refused %s %s", route.Method, route.Path), c.cfg.Now()
	if d := req.caller; d.ID != "" {
		// A tablet asks again and again without anybody touching it: once an hour for each thing is enough.
		tenant, who = d.Tenant, d.ID
		if c.again.wait(who+what, now) > 0 {
			return
		}
		c.again.add(who+what, now)
	}
	if tenant == "" && !c.stranger() {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(req.Context()), noteTime)
	defer cancel()
	if err := c.ledger.Note(ledger.As(ctx, cmp.Or(who, "nobody")), tenant, what, who); err != nil {
		c.cfg.Log.Error("a refusal was not written down", "path", route.Path, "kind", assessments.KindOf(err).String())
	}
}

// stranger counts one of those whom nobody knows, and reports whether the audit may have a line of it: somebody who knocks all day
// must not fill the trail.
func (c *Central) stranger() bool {
	now := c.cfg.Now()
	if c.refusals.wait("", now) > 0 {
		return false
	}
	c.refusals.add("", now)
	return true
}

// nowhere hears what the library would answer where no route fits, so that a person gets a page and not two words.
type nowhere struct {
	header http.Header
	code   int
}

// Header is the head of an answer that nobody gets.
func (n *nowhere) Header() http.Header { return n.header }

// Write takes the words and drops them.
func (n *nowhere) Write(b []byte) (int, error) { return len(b), nil }

// WriteHeader notes the status.
func (n *nowhere) WriteHeader(code int) { n.code = code }
