package devices

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what this screen reads and changes.
type Store interface {
	SyncState(ctx context.Context) (store.SyncState, error)
	Verify(ctx context.Context) ([]store.VerifyProblem, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	History(ctx context.Context, id assessments.ID) ([]store.HistoryEntry, error)
}

// Service says which service the tablet belongs to, in two lines.
func Service(st store.SyncState) (title, line string) {
	switch {
	case st.Practice && !st.MaySync:
		return "Practice caseload", "Fictitious children. Nothing leaves this tablet"
	case st.Device == "":
		return "Not joined to a service", "Everything is saved on this tablet and sent once it joins"
	}
	title = st.TenantName
	if title == "" {
		title = st.Server
	}
	line = "Never sent yet"
	if !st.LastSync.IsZero() {
		line = "Last sent and fetched " + st.LastSync.Format("2 January, 15:04")
	}
	return title, line
}

// Waiting says what has not been sent, in words.
func Waiting(st store.SyncState) string {
	parts := []string{count(st.Unsent, "change not sent", "changes not sent")}
	if st.Conflicts > 0 {
		parts = append(parts, count(st.Conflicts, "field needs you", "fields need you"))
	}
	if st.Quarantined > 0 {
		parts = append(parts, count(st.Quarantined, "change the service could not take", "changes the service could not take"))
	}
	line := strings.Join(parts, ", ")
	if clock := st.ClockWords(); clock != "" {
		line += ".\n" + clock
	}
	return line
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Checked is the result of a check in words.
func Checked(problems []store.VerifyProblem) (title string, lines []string) {
	if len(problems) == 0 {
		return "Every record opens and every count agrees", nil
	}
	for _, p := range problems {
		lines = append(lines, p.Text)
	}
	return count(len(problems), "thing is wrong", "things are wrong") + ". Nothing was changed", lines
}

// A Device is one tablet as this screen lists it.
type Device struct {
	Title string
	Lines string
	Here  bool
}

// looked is how many of the newest contacts are asked which tablets wrote them.
const looked = 200

// List is this tablet, and then those whose changes by the same person this tablet has seen: it knows of no others.
func List(ctx context.Context, s Store, st store.SyncState) ([]Device, error) {
	out := []Device{this(st)}
	recs, err := s.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindContact}})
	if err != nil {
		return nil, err
	}
	sort.Slice(recs, func(i, j int) bool { return recs[i].ID > recs[j].ID })
	last := map[string]string{}
	var order []string
	for _, r := range recs[:min(looked, len(recs))] {
		history, err := s.History(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		for _, h := range history {
			if h.Device == "" || h.Device == st.Device || h.Author != st.User || st.User == "" {
				continue
			}
			if last[h.Device] == "" {
				order = append(order, h.Device)
			}
			last[h.Device] = max(last[h.Device], h.At)
		}
	}
	for _, d := range order {
		line := "Wrote in your name"
		if t, err := time.Parse(time.RFC3339, last[d]); err == nil {
			line += ", last on " + t.Format("2 January 2006")
		}
		out = append(out, Device{Title: "Tablet " + Short(d), Lines: line})
	}
	return out, nil
}

// Short is the end of a device's id, enough to tell two tablets apart when somebody asks on the telephone.
func Short(id string) string { return strings.ToUpper(id[max(0, len(id)-4):]) }

// this is the tablet in the hand.
func this(st store.SyncState) Device {
	d := Device{Title: "This tablet", Here: true}
	var lines []string
	if st.Device != "" {
		d.Title += ", " + Short(st.Device)
	}
	if words := store.StandingWords(st.Standing); words != "" {
		lines = append(lines, words)
	}
	if st.Leased {
		lines = append(lines, "Stays open for "+count(st.DaysLeft, "more day", "more days")+" without reaching its service. Nothing is deleted when that ends")
	}
	if len(lines) == 0 {
		lines = []string{"Stays open without a service for as long as you like"}
	}
	d.Lines = strings.Join(lines, "\n")
	return d
}
