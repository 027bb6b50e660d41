package today

import (
	"context"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// open is a contact whole, empty where it cannot be read: its row stands there anyway, and opens it.
func (s source) open(ctx context.Context, id assessments.ID) (c assessments.Contact) {
	if rec, err := s.r.Record(ctx, id); err == nil {
		assessments.Decode(rec.Fields, &c)
	}
	return c
}

// unfinished is the row of a contact that has no end yet, with the answers that it still wants.
func unfinished(c store.ContactRow, v assessments.Contact) Unfinished {
	line := "Planned, and not yet said what became of it"
	if c.Status == "started" {
		line = "Started " + string(c.From) + ", not finished"
		switch missing := wanted(v); len(missing) {
		case 0:
		case 1:
			line = "1 answer missing: " + missing[0]
		default:
			line = fmt.Sprintf("%d answers missing: %s", len(missing), strings.Join(missing, ", "))
		}
	}
	screen := session.Capture
	switch c.Type {
	case "call", "message", "meeting": // what is no visit has no board
		screen = session.Contact
	}
	what := assessments.Contact{Type: c.Type, Place: c.Place}
	return Unfinished{what.Title() + " " + c.On.Time().Format("2 January") + ", " + short(c), line, Way{screen, c.Child, c.ID}}
}

// wanted are the answers that the sheet of a begun contact asks for and that are not there, in the sheet's order. Nothing of it holds Finish up.
func wanted(v assessments.Contact) (out []string) {
	visit := v.Type == "visit" || v.Type == "group"
	for _, a := range []struct {
		lacks bool
		words string
	}{
		{visit && v.Place == "", "place"},
		{!visit && v.Type != "message" && len(v.Participants) == 0, "who was there"},
		{!visit && v.Summary == "", "what was said"},
		{v.Next == "", "next step"},
	} {
		if a.lacks {
			out = append(out, a.words)
		}
	}
	return out
}
