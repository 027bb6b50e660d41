package wrong

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/history"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// first are the fields whose words tell entries of a kind and day apart.
var first = []string{"text", "summary", "statement", "note", "caption", "shows", "short", "what", "words", "reason", "next", "who"}

// titles are what the records of a child are called, for those that speak of them.
func titles(recs []assessments.Record) map[assessments.ID]string {
	out := map[assessments.ID]string{}
	for _, r := range recs {
		out[r.ID] = r.Fields.Text("title")
	}
	return out
}

// entry is a record as somebody looks for it: what it is, when it was, and its first words. An alert or what is confidential is named by its
// kind and by when it was written down, and no more.
func entry(r assessments.Record, called map[assessments.ID]string, lib *template.Library, picked bool) Entry {
	e := Entry{ID: r.ID, Kind: r.Kind, Title: history.Title(r), Signed: r.Meta.Signed != nil, Picked: picked, Contact: assessments.ID(r.Fields.Text("contact")),
		day: r.Fields.Text("on") + " " + r.Fields.Text("at") + r.Fields.Text("from")}
	var parts []string
	if r.Kind != assessments.KindAlert && r.Fields.Text("confidential") != "true" {
		e.Title = named(r, lib, e.Title)
		parts = append(parts, words(r, called))
	}
	if at, err := time.Parse(time.RFC3339, r.Fields.Text("recorded_at")); err == nil && strings.HasSuffix(e.day, " ") {
		parts = append(parts, "Written down "+at.In(session.London).Format("2 January 2006, 15:04"))
	}
	e.Line = strings.TrimPrefix(strings.Join(parts, "\n"), "\n")
	return e
}

// named says of a picture what sort it is, and of answers to which questions they are.
func named(r assessments.Record, lib *template.Library, title string) string {
	on := assessments.Date(r.Fields.Text("on")).Words()
	switch t, _ := r.Read(); t := t.(type) {
	case *assessments.Attachment:
		if sort := (photo.Row{Type: t.Type}).Sort(); sort != "" {
			return strings.TrimSuffix(sort+" of "+on, " of ")
		}
	case *assessments.Answers:
		if asked, _, err := lib.Asked(*t); err == nil {
			return asked.Title + ", " + on
		}
	}
	if on != "" && !strings.Contains(title, on) {
		title += ", " + on
	}
	return title
}

// words are the first that the entry has: its own, what it rates, what was measured, or what was agreed.
func words(r assessments.Record, called map[assessments.ID]string) string {
	if of := called[assessments.ID(r.Fields.Text("goal"))]; of != "" {
		return strings.TrimSuffix(of+": "+r.Fields.Text("note"), ": ")
	}
	switch t, _ := r.Read(); t := t.(type) {
	case *assessments.Measurement:
		if len(t.Rows) > 0 {
			return fmt.Sprintf("%s %g %s", t.Rows[0].What, t.Rows[0].Value, t.Rows[0].Unit)
		}
	case *assessments.Basis:
		to := cmp.Or(t.Who, consent.RoleTitle(assessments.Role(t.Recipient)))
		return strings.TrimSuffix(history.Said(t.Decision)+": "+to, ": ")
	}
	for _, f := range first {
		if s := r.Fields.Text(f); s != "" {
			return s
		}
	}
	return ""
}
