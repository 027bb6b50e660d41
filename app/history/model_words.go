package history

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Title is a record in a few words that a family may read: its kind, and what it is called where that is no secret.
func Title(r assessments.Record) string {
	kind, at := KindTitle(r.Kind), r.Fields.Text("at")
	if r.Kind == assessments.KindContact {
		var c assessments.Contact
		assessments.Decode(r.Fields, &c)
		kind, at = c.Title(), string(c.From)
	}
	if marked(r) {
		return kind
	}
	on := assessments.Date(r.Fields.Text("on"))
	for _, f := range []string{"title", "item", "tool", "purpose", "name", "report_kind"} {
		s := r.Fields.Text(f)
		if f == "tool" || f == "report_kind" { // names of the code, not people's words
			s = strings.ReplaceAll(s, "-", " ")
		}
		switch {
		case s == "":
			continue
		case r.Kind == assessments.KindContact && on.Valid():
			s += ", " + strings.TrimSpace(on.Words()+" "+at)
		}
		return kind + ": " + s
	}
	if on.Valid() {
		return strings.TrimSpace(kind + " of " + on.Words() + " " + at)
	}
	return kind
}

// spaced is a name of the code as words.
func spaced(s string) string { return strings.ReplaceAll(s, "_", " ") }

// words puts values into words, and looks up each record that they name once.
type words struct {
	ctx   context.Context
	r     Namer
	names map[assessments.ID]string
	stays bool // a practice caseload, of which nothing is ever sent
}

// Namer finds the records that values name.
type Namer interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
}

func newWords(ctx context.Context, r Namer) *words {
	return &words{ctx: ctx, r: r, names: map[assessments.ID]string{}}
}

// Value is a value of a field in words, and whether it is a text of its own words.
func Value(ctx context.Context, r Namer, kind assessments.Kind, field string, raw json.RawMessage) (string, bool) {
	return newWords(ctx, r).value(kind, field, raw)
}

func (w *words) value(kind assessments.Kind, field string, raw json.RawMessage) (string, bool) {
	if len(raw) == 0 || string(raw) == "null" {
		return "", true
	}
	if field == "pdf" {
		return "the signed pages", false
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		var v any
		if json.Unmarshal(raw, &v) != nil {
			return string(raw), false
		}
		return w.any(v), false
	}
	for _, f := range fieldsOf(kind) {
		if f.Name == field && len(f.Enum) > 0 {
			if kind == assessments.KindContact && field == "type" {
				return assessments.ContactNoun(s), false
			}
			return Said(s), false
		}
	}
	if field == "area" {
		return assessments.AreaWords(s), false
	}
	plain := w.text(s)
	return plain, plain == s
}

func fieldsOf(kind assessments.Kind) []assessments.FieldShape {
	info, ok := assessments.LookupKind(kind)
	if !ok {
		return nil
	}
	return info.Fields()
}

// Said writes a value of a list for people: not-brought becomes Not brought.
func Said(value string) string {
	s := strings.ReplaceAll(value, "-", " ")
	return assessments.UpperFirst(s)
}

// text is a text, or what an id, a day or a moment stands for.
func (w *words) text(s string) string {
	switch {
	case assessments.ID(s).Valid():
		return w.name(assessments.ID(s))
	case assessments.Date(s).Valid():
		return assessments.Date(s).Words()
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		_, words := when(s)
		return words
	}
	return s
}

// any is a list or a structure in lines.
func (w *words) any(v any) string {
	switch v := v.(type) {
	case bool:
		if v {
			return "Yes"
		}
		return "No"
	case string:
		return w.text(v)
	case []any:
		lines := make([]string, 0, len(v))
		for _, x := range v {
			lines = append(lines, strings.ReplaceAll(w.any(x), "\n", ", "))
		}
		return strings.Join(lines, "\n")
	case map[string]any:
		names := make([]string, 0, len(v))
		for k := range v {
			names = append(names, k)
		}
		sort.Strings(names)
		lines := make([]string, 0, len(v))
		for _, k := range names {
			lines = append(lines, Label("", k)+": "+strings.ReplaceAll(w.any(v[k]), "\n", ", "))
		}
		return strings.Join(lines, "\n")
	case nil:
		return ""
	case float64:
		return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", v), "0"), ".")
	}
	return fmt.Sprint(v)
}

// name is what a record that a value names is called.
func (w *words) name(id assessments.ID) string {
	if n, ok := w.names[id]; ok {
		return n
	}
	n := "a record that is not on this tablet"
	if rec, err := w.r.Record(w.ctx, id); err == nil {
		if n = rec.Fields.Text("name"); n == "" {
			n = Title(rec)
		}
	}
	w.names[id] = n
	return n
}

// who is the author of a change.
func (w *words) who(e store.HistoryEntry, me assessments.ID) string {
	by := e.Author
	if by == "" {
		by = assessments.ID(e.Set.Text("recorded_by"))
	}
	switch {
	case by != "" && by == me:
		return "You"
	case by != "":
		return w.name(by)
	case e.Seq == 0: // not sent: nobody else writes on this tablet
		return "You"
	}
	return "The service"
}

// when reads a device's claim of time.
func when(rfc string) (time.Time, string) {
	t, err := time.Parse(time.RFC3339Nano, rfc)
	if err != nil {
		return time.Time{}, "Time not known"
	}
	t = t.In(session.London)
	return t, t.Format("Monday 2 January 2006, 15:04")
}
