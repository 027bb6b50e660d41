package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
)

// clocked is what service clocks answers.
type clocked struct {
	Pack     string           `json:"pack"`
	On       assessments.Date `json:"on"`
	Clocks   []clockLine      `json:"clocks"`
	Unstated []string         `json:"unstated"` // clocks for which the service's pages name no time
}

// clockLine is one clock on the day of the command. Left is null where the clock has no due date.
type clockLine struct {
	Name      string           `json:"name"`
	Title     string           `json:"title"`
	Law       bool             `json:"law"`
	Started   assessments.Date `json:"started"`
	Due       assessments.Date `json:"due"`
	Left      *int             `json:"left"` // working days of England
	Breached  bool             `json:"breached"`
	DaysOver  int              `json:"days_over"`
	Stopped   assessments.Date `json:"stopped,omitempty"`
	StoppedBy string           `json:"stopped_by,omitempty"`
	HeldSince assessments.Date `json:"held_since,omitempty"`
	HeldBy    string           `json:"held_by,omitempty"`
	Source    string           `json:"source"`
	Words     string           `json:"words"`
}

// ownClocks are the sections of a pack that a clock of the service's own comes from, with the clock's name for people.
var ownClocks = []struct{ section, words string }{{"triage", "triage"}, {"aim", "the first appointment"}}

func serviceClocks(ctx context.Context, e *env, args []string) error {
	p, c, err := e.caseOf(ctx, args)
	if err != nil {
		return err
	}
	laws, err := clocks.Read(assets.Clocks)
	if err != nil {
		return err
	}
	out := clocked{Pack: p.Name, On: c.Today, Clocks: []clockLine{}, Unstated: []string{}}
	for _, k := range service.Clocks(p, c, laws) {
		out.Clocks = append(out.Clocks, lineOf(k, c.Today))
	}
	for _, o := range ownClocks {
		if slices.Contains(p.Unstated, o.section) || o.section == "triage" && p.Triage != nil && p.Triage.WorkingDays == 0 {
			out.Unstated = append(out.Unstated, o.section)
		}
	}
	return e.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "%s, as at %s\n", p.Name, c.Today.Weekday())
		for _, k := range out.Clocks {
			fmt.Fprintf(w, "\n%s\n", k.Words)
			if k.Started != "" {
				fmt.Fprintf(w, "  started  %s\n", k.Started.Weekday())
			}
			if k.Due != "" {
				fmt.Fprintf(w, "  due      %s\n  left     %s\n  breached %s\n", k.Due.Weekday(), leftWords(*k.Left), yes(k.Breached))
			}
			fmt.Fprintf(w, "  source   %s\n", k.Source)
		}
		if len(out.Clocks) == 0 {
			fmt.Fprintln(w, "\nNo clock runs for this child.")
		}
		var none []string
		for _, o := range ownClocks {
			if slices.Contains(out.Unstated, o.section) {
				none = append(none, o.words)
			}
		}
		if none != nil {
			fmt.Fprintf(w, "\nThe service's pages name no time for %s; none is made up.\n", strings.Join(none, " and "))
		}
	})
}

func lineOf(k clocks.Clock, today assessments.Date) clockLine {
	out := clockLine{
		Name: k.Name, Title: k.Title, Law: k.Law, Started: k.Started, Due: k.Due, Breached: k.Breached(today), DaysOver: k.DaysOver(today),
		Source: k.Source, Words: k.Line(today),
	}
	if k.Due.Valid() {
		left := k.Left(today)
		out.Left = &left
	}
	if k.Stopped.Valid() && k.Stopped <= today {
		out.Stopped, out.StoppedBy = k.Stopped, k.StoppedBy
	}
	if h, held := k.HeldBy(today); held {
		out.HeldSince, out.HeldBy = h.From, h.Reason
	}
	return out
}

// leftWords says working days left, or how many it is over.
func leftWords(n int) string {
	switch {
	case n == 1:
		return "1 working day"
	case n == -1:
		return "none; over by 1 working day"
	case n < 0:
		return fmt.Sprintf("none; over by %d working days", -n)
	}
	return fmt.Sprintf("%d working days", n)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
