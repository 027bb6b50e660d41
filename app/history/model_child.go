package history

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// ChildReader is what the history of a whole child reads. *store.Store is one.
type ChildReader interface {
	Reader
	Unheard(ctx context.Context, child assessments.ID) (int, error)
}

// A Line is one change of one record of a child. It names fields and never their words: it may be read over a shoulder.
type Line struct {
	Record assessments.ID
	Time   string
	Title  string
	Line   string
	Mine   bool
	Struck bool
	at     time.Time
}

// A Day is the changes of one day, the newest first.
type Day struct {
	Title string
	Lines []Line
}

// Whole is the history of a child.
type Whole struct {
	Days   []Day
	Count  int
	Looked string // who has looked: the service keeps it, and what it has not been told of yet is counted here
}

// Filter keeps some of the changes.
type Filter int

// The filters, in the order of their chips.
const (
	Everything Filter = iota
	Mine
	Others
	Errors
)

// FilterWords are the words of the chips.
var FilterWords = []string{"Everything", "Mine", "Other people’s", "Entered in error"}

// ReadChild reads every change of every record of a child.
func ReadChild(ctx context.Context, r ChildReader, child, me assessments.ID) ([]Line, string, error) {
	recs, err := r.Records(ctx, store.Filter{Child: child, Struck: true})
	if err != nil {
		return nil, "", err
	}
	struck := map[assessments.ID]bool{}
	for _, rec := range recs {
		if rec.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(rec.Fields.Text("of"))] = true
		}
	}
	w := newWords(ctx, r)
	w.stays = session.Stays(ctx, r)
	var out []Line
	for _, rec := range recs {
		list, err := r.History(ctx, rec.ID)
		if err != nil && assessments.KindOf(err) != assessments.NotFound {
			return nil, "", err
		}
		for i, e := range list {
			out = append(out, line(w, rec, step(w, rec, e, i == 0, me), struck[rec.ID]))
		}
	}
	slices.SortStableFunc(out, func(a, b Line) int { return b.at.Compare(a.at) })
	n, err := r.Unheard(ctx, child)
	return out, looked(n), err
}

// line is a step of a record without its words.
func line(w *words, rec assessments.Record, s Step, struck bool) Line {
	l := Line{Record: rec.ID, Title: Title(rec), Mine: s.Who == "You", Struck: struck, at: s.at}
	if !s.at.IsZero() {
		l.Time = s.at.Format("15:04")
	}
	parts := []string{s.Who, s.What}
	if rec.Kind == assessments.KindEnteredInError {
		l.Record, l.Struck = assessments.ID(rec.Fields.Text("of")), true
		l.Title, parts[1] = w.name(l.Record), "Entered in error"
		if l.Record == rec.ID {
			l.Title, parts[1] = "Entered in error", "Taken back"
		}
	} else if s.What == "Changed" {
		var fields []string
		for _, t := range s.Turns {
			label, _, _ := strings.Cut(t.Label, ", ") // in a list of several their own commas would mislead
			fields = append(fields, assessments.LowerFirst(label))
		}
		if len(fields) > 4 {
			fields = append(fields[:3], fmt.Sprintf("%d more", len(fields)-3))
		}
		parts[1] = "Changed " + strings.Join(fields, ", ")
	}
	if s.State != "" {
		parts = append(parts, s.State)
	}
	l.Line = strings.Join(parts, " · ")
	return l
}

// looked says what this tablet knows of who has looked at the child's record.
func looked(n int) string {
	const kept = "Your service keeps a list of who looked at this record, and when"
	switch n {
	case 0:
		return kept + ". Everything shown on this tablet is on it"
	case 1:
		return kept + ". 1 line of this tablet joins it at the next sync"
	}
	return fmt.Sprintf("%s. %d lines of this tablet join it at the next sync", kept, n)
}

// Group puts lines that a filter keeps into days, at most so many lines.
func Group(lines []Line, f Filter, most int) Whole {
	var w Whole
	for _, l := range lines {
		if f == Mine && !l.Mine || f == Others && l.Mine || f == Errors && !l.Struck {
			continue
		}
		if w.Count++; w.Count > most {
			continue
		}
		day := "Time not known"
		if !l.at.IsZero() {
			day = l.at.Format("Monday 2 January 2006")
		}
		if n := len(w.Days); n == 0 || w.Days[n-1].Title != day {
			w.Days = append(w.Days, Day{Title: day})
		}
		d := &w.Days[len(w.Days)-1]
		d.Lines = append(d.Lines, l)
	}
	return w
}
