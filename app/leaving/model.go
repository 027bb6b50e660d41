package leaving

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Reader is what the list reads. *store.Store is one.
type Reader interface {
	Leaving(ctx context.Context) ([]store.Leaving, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// A Row is one child or school that leaves.
type Row struct {
	Scope assessments.Scope
	Title string // "Isla’s care moved to Bea Lark on 3 March", or "to a colleague" where this tablet does not know to whom
	Line  string // what it waits for, and until when
	Count string // "3 changes and 1 picture not sent"
	Free  bool   // nothing of it is nowhere else: it can go now
	Stays bool   // of a practice caseload, of which nothing is ever sent
}

// Read lists what leaves.
func Read(ctx context.Context, r Reader) ([]Row, error) {
	list, err := r.Leaving(ctx)
	out := make([]Row, 0, len(list))
	if err != nil || len(list) == 0 {
		return out, err
	}
	now, err := holders(ctx, r)
	stays := session.Stays(ctx, r)
	for _, l := range list {
		out = append(out, row(l, now[l.Scope.ID], stays))
	}
	return out, err
}

// Of is the row of one child, nil where the child stays.
func Of(ctx context.Context, r Reader, child assessments.ID) (*Row, error) {
	list, err := Read(ctx, r)
	for _, x := range list {
		if x.Scope == assessments.ChildScope(child) {
			return &x, err
		}
	}
	return nil, err
}

// holders says who has each child or school now, by the service's newest word of it. What it has not said is not known here: this tablet
// is sent nothing more of a child that was handed over.
func holders(ctx context.Context, r Reader) (map[assessments.ID]string, error) {
	team := assessments.TeamScope()
	recs, err := r.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindAccess}})
	newest := map[assessments.ID]time.Time{}
	names := map[assessments.ID]string{}
	for _, rec := range recs {
		var a assessments.Access
		if assessments.Decode(rec.Fields, &a); a.What == "handed-over" && !a.Time().Before(newest[a.Of]) {
			newest[a.Of], names[a.Of] = a.Time(), a.Name
		}
	}
	return names, err
}

func row(l store.Leaving, now string, stays bool) Row {
	x := Row{Scope: l.Scope, Free: l.Unsent+l.Pictures == 0, Stays: stays, Count: unsent(l, stays)}
	name := l.Name
	if name == "" {
		name = "A " + string(l.Scope.Type)
	}
	since, err := time.Parse(time.RFC3339Nano, l.Since)
	whom, who := "a colleague", "Who has it now has not reached this tablet; your lead can tell you."
	if now != "" {
		whom, who = now, ""
	}
	x.Title = name + " moved to " + whom
	if l.Scope.Type == assessments.ScopeChild {
		x.Title = name + "’s care moved to " + whom
	}
	lines := []string{"You can read, and nothing new can be written."}
	if who != "" {
		lines = append([]string{who}, lines...)
	}
	if err == nil {
		since = since.In(session.London)
		x.Title += " on " + since.Format("2 January")
		if l.GraceDays > 0 {
			lines = append(lines, "What you wrote before is taken until "+since.AddDate(0, 0, l.GraceDays).Format("2 January")+".")
		}
	}
	switch {
	case l.Held+l.Quarantined > 0:
		lines = append(lines, "Some of it waits to be let in by your lead; the records stay here until then.")
	case !x.Free && stays:
		lines = append(lines, session.Practice+".")
	case !x.Free:
		lines = append(lines, "It goes at the next sync, then the records leave this tablet.")
	default:
		lines = append(lines, "Everything you wrote is there. The records leave at the next sync, or now.")
	}
	x.Line = strings.Join(lines, " ")
	return x
}

// unsent counts what the service does not have.
func unsent(l store.Leaving, stays bool) string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{l.Unsent, "1 change", "%d changes"}, {l.Pictures, "1 picture", "%d pictures"}} {
		switch {
		case p.n == 1:
			parts = append(parts, p.one)
		case p.n > 1:
			parts = append(parts, fmt.Sprintf(p.many, p.n))
		}
	}
	if len(parts) == 0 {
		return "Nothing left to send"
	}
	if stays {
		return strings.Join(parts, " and ") + " on this tablet alone"
	}
	return strings.Join(parts, " and ") + " not sent"
}
