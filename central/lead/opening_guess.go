package lead

import (
	"net/http"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/web"
)

// After this many tries within the time that found no child, whoever tried finds none for a while, right or wrong.
const (
	guessesMost = 5
	guessesTime = time.Hour
)

// What the history says of a try, before it is looked at, and of what came of it. It is where tries are counted: it is one for all
// processes, and nobody can take a line out of it.
const (
	lookedFor = "looked for a child to open"
	foundNone = "tried to open a child that is not here"
	foundOne  = "opened a child they do not have" // the ledger's own line
	lockedOut = "looks for no child for an hour, after five that are not here"
)

// leafOfTrail is how many lines of the history are read at once.
const leafOfTrail = 200

// guesses are the times at which somebody looked and found no child, within the last hour, the oldest first. One that is still being looked at counts
// as well, so that many at once are worth no more.
func (d *Desk) guesses(r *http.Request, s ledger.Sitting) ([]time.Time, error) {
	since := d.cfg.Now().Add(-guessesTime)
	var mine []ledger.Linked // the newest first
	for upto, all := int64(0), false; !all; {
		rows, newest, _, err := d.ledger.TrailPage(as(r, s), s.Tenant, upto, leafOfTrail)
		if err != nil {
			return nil, err
		}
		for _, row := range slices.Backward(rows) {
			if at, err := time.Parse(time.RFC3339, row.At); all || err != nil || !at.After(since) {
				all = true
			} else if row.Actor == string(s.Person) {
				mine = append(mine, row)
			}
		}
		if upto == 0 {
			upto = newest
		}
		upto -= leafOfTrail
		all = all || upto <= 0
	}
	var tries []time.Time
	for _, row := range slices.Backward(mine) {
		switch at, _ := time.Parse(time.RFC3339, row.At); { // it was read above
		case row.What == lookedFor:
			tries = append(tries, at)
		case row.What == foundOne && len(tries) > 0:
			tries = tries[:len(tries)-1]
		}
	}
	return tries, nil
}

// mayLook writes down that somebody looks for a child, and refuses who found none too often. The line comes first and is counted with
// the others, as a try at a PIN is. It returns the tries with this one among them.
func (d *Desk) mayLook(r *http.Request, s ledger.Sitting) ([]time.Time, error) {
	tries, err := d.guesses(r, s)
	if err == nil && len(tries) < guessesMost {
		if err = d.ledger.Note(as(r, s), s.Tenant, lookedFor, string(s.Person)); err == nil {
			tries, err = d.guesses(r, s)
		}
		if err != nil || len(tries) <= guessesMost {
			return tries, err
		}
	}
	if err == nil {
		d.cfg.Strike(d.cfg.From(r))
		err = tooOften(tries)
	}
	return nil, err
}

// missed answers a try that found no child: how many are left, or that this was the last.
func (d *Desk) missed(w http.ResponseWriter, r *http.Request, s ledger.Sitting, tries []time.Time) error {
	d.cfg.Strike(d.cfg.From(r))
	what, left := foundNone, guessesMost-len(tries)
	if left <= 0 {
		what = lockedOut
	}
	if err := d.ledger.Note(as(r, s), s.Tenant, what, string(s.Person)); err != nil {
		return err
	}
	if left <= 0 {
		return tooOften(tries)
	}
	return d.askOpening(w, r, s, []web.Problem{{Field: "nhs", Text: "No child of your service has this date of birth with this number or name. You can look " + plural(left, "more time") + " within the hour."}})
}

// tooOften says until when, and what to do where it cannot wait.
func tooOften(tries []time.Time) error {
	until := tries[len(tries)-guessesMost].Add(guessesTime + time.Minute - 1).In(london.Zone).Format("15:04")
	return assessments.Errorf(assessments.Forbidden, "lead.opening", "Five times within an hour you looked for a child who is not here. You can look again at %s. If it cannot wait, ring your team lead, who sees every child of the service.", until)
}
