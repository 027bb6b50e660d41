package lead

import (
	"context"
	"net/http"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// health is how well tablets and service get along.
type health struct {
	Clean         int           // active tablets with nothing unsent
	Unsent        []tabletRow   // active tablets with unsent work, whoever has most first
	Silent        []tabletRow   // those of them not heard of for a week
	Conflicts     []conflictRow // older than a day
	OldConflicts  int           // how many those are
	OpenConflicts int           // all
	Kept          int           // changes in quarantine
	OldKept       int           // for more than a day
	Rows          []keptRow
	Token         string
}

type conflictRow struct {
	Href, Child, What, Age string
	Authors                []string
}

type keptRow struct{ Who, Why, Age string }

// old is after how long the lead is told: whoever wrote it works again tomorrow.
const old = 24 * time.Hour

func (d *Desk) health(ctx context.Context, tenant string) (health, error) {
	var h health
	devices, err := d.tablets(ctx, tenant)
	if err != nil {
		return h, err
	}
	week := d.cfg.Now().Add(-7 * 24 * time.Hour)
	names := map[string]string{}
	for _, t := range devices {
		names[t.ID] = t.Who
		switch {
		case t.State != ledger.Active:
		case t.Unsent == 0:
			h.Clean++
		default:
			h.Unsent = append(h.Unsent, t)
			if t.seen.Before(week) {
				h.Silent = append(h.Silent, t)
			}
		}
	}
	kept, err := d.ledger.Quarantine(ctx, tenant)
	if err != nil {
		return h, err
	}
	h.Kept = len(kept)
	for _, q := range kept {
		if q.Late {
			h.OldKept++
		}
		h.Rows = append(h.Rows, keptRow{Who: q.Name, Why: q.Text, Age: ago(time.Duration(q.Age) * time.Second)})
	}
	open, err := d.ledger.Conflicts(ctx, tenant)
	if err != nil {
		return h, err
	}
	h.OpenConflicts = len(open)
	for _, c := range open {
		age := d.age(c)
		if age < old {
			continue
		}
		h.OldConflicts++
		row := conflictRow{What: c.Field, Age: ago(age)}
		for _, v := range c.Values {
			if name := names[v.Device]; name != "" {
				row.Authors = append(row.Authors, name)
			}
		}
		h.Conflicts = append(h.Conflicts, row)
	}
	return h, nil
}

// age is how long the newest of a conflict's values is there: from then on somebody could have chosen. It is what the tablet's clock
// said; one that runs ahead makes it 0.
func (d *Desk) age(c ledger.ConflictRow) time.Duration {
	var newest time.Time
	for _, v := range c.Values {
		if at, err := time.Parse(time.RFC3339, v.At); err == nil && at.After(newest) {
			newest = at
		}
	}
	if newest.IsZero() {
		return 0
	}
	return max(d.cfg.Now().Sub(newest), 0)
}

// ago is a length of time as people say it.
func ago(t time.Duration) string {
	switch h := int(t.Hours()); {
	case h >= 48:
		return plural(h/24, "day")
	case h >= 1:
		return plural(h, "hour")
	}
	return plural(int(t.Minutes()), "minute")
}

// Sync shows what is on its way, what could not be taken and what nobody settled. It names no child: what differs is settled on a
// tablet, by somebody who knows the child.
func (d *Desk) Sync(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	h, err := d.health(as(r, s), s.Tenant)
	if err != nil {
		return err
	}
	h.Token = d.site.Token(s.Key)
	return d.show(w, r, s, "sync", "sync", web.Page{Title: "Sync health", Data: h})
}

// Retry tries again what is kept aside.
func (d *Desk) Retry(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	if _, err := d.ledger.RetryQuarantine(as(r, s), s.Tenant); err != nil {
		return assessments.Wrap(err, assessments.KindOf(err), "lead.retry", assessments.Sentence(err))
	}
	return d.done(w, r, Home+"sync", "retried")
}
