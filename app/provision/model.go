package provision

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what the builder reads. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// An Entry is a record with its typed value.
type Entry[T any] struct {
	Rec assessments.Record
	V   T
}

// A Sheet is all rows, outcomes and needs of a child.
type Sheet struct {
	Child    assessments.ID
	Known    string
	Born     assessments.Date
	Today    assessments.Date // for a row that does not say when it starts; may be empty
	Words    Words
	Rows     []Entry[*assessments.Provision]
	Outcomes []Entry[*assessments.Outcome]
	Needs    []Entry[*assessments.Need]
	People   []Entry[*assessments.Person]
	Sources  []Source // notes and scores, newest first
}

// A Source is a record that a row may rest on, as its author remembers it.
type Source struct {
	ID    assessments.ID
	Title string
	When  string // "12 March, 10:05"
	on    string
}

// Read reads the sheet of a child.
func Read(ctx context.Context, r Reader, child assessments.ID) (*Sheet, error) {
	rec, err := r.Record(ctx, child)
	if err != nil {
		return nil, err
	}
	recs, err := r.Records(ctx, store.Filter{Child: child})
	if err != nil {
		return nil, err
	}
	s := &Sheet{Child: child}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	s.Known, s.Born = c.Known(), c.Born
	team := assessments.TeamScope()
	service, err := r.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil {
		return nil, err
	}
	s.Words = WordsOf(service)
	if c.Setting != "" {
		scope := assessments.SettingScope(c.Setting)
		there, err := r.Records(ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindPerson}})
		if err != nil {
			return nil, err
		}
		recs = append(recs, there...)
	}
	for _, rec := range recs {
		s.take(rec)
	}
	sort.SliceStable(s.Rows, func(i, j int) bool { return before(s.Rows[i].V.Ref, s.Rows[j].V.Ref) })
	sort.SliceStable(s.Outcomes, func(i, j int) bool { return before(s.Outcomes[i].V.Ref, s.Outcomes[j].V.Ref) })
	sort.SliceStable(s.Needs, func(i, j int) bool {
		a, b := s.Needs[i].V, s.Needs[j].V
		return a.Section < b.Section || a.Section == b.Section && a.Order < b.Order
	})
	sort.SliceStable(s.Sources, func(i, j int) bool { return s.Sources[i].on > s.Sources[j].on })
	return s, nil
}

// take sorts a record to its list. Opinions and what was said in confidence are no evidence for a row.
func (s *Sheet) take(rec assessments.Record) {
	t, _ := rec.Read()
	switch t := t.(type) {
	case *assessments.Provision:
		s.Rows = append(s.Rows, Entry[*assessments.Provision]{rec, t})
	case *assessments.Outcome:
		s.Outcomes = append(s.Outcomes, Entry[*assessments.Outcome]{rec, t})
	case *assessments.Need:
		s.Needs = append(s.Needs, Entry[*assessments.Need]{rec, t})
	case *assessments.Person:
		switch t.Role {
		case "mother", "father", "parent", "carer", "grandparent", "relative", "child", "gp", "":
		default:
			s.People = append(s.People, Entry[*assessments.Person]{rec, t})
		}
	case *assessments.Observation:
		if !t.Confidential && t.Type != "opinion" {
			s.source(rec.ID, t.Text, t.On, t.At)
		}
	case *assessments.Score:
		s.source(rec.ID, scoreWords(t), t.On, "")
	case *assessments.Measurement:
		s.source(rec.ID, "Measurements", t.On, t.At)
	}
}

// source keeps a record that a row may rest on.
func (s *Sheet) source(id assessments.ID, title string, on assessments.Date, at assessments.Clock) {
	x := Source{ID: id, Title: title, on: string(on) + string(at)}
	if on.Valid() {
		x.When = on.Time().Format("2 January")
		if at != "" {
			x.When += ", " + string(at)
		}
	}
	s.Sources = append(s.Sources, x)
}

// scoreWords is a score in few words: the whole test’s result where it has one.
func scoreWords(t *assessments.Score) string {
	for _, p := range t.Parts {
		if p.Total {
			return t.Tool + ", " + p.Name + " " + p.Value
		}
	}
	return t.Tool
}

// SourceOf is a record's source, with ok false for a record that is none.
func (s *Sheet) SourceOf(id assessments.ID) (Source, bool) {
	for _, x := range s.Sources {
		if x.ID == id {
			return x, true
		}
	}
	return Source{}, false
}

// before orders F2 before F10 and F before G.
func before(a, b string) bool {
	la, na := split(a)
	lb, nb := split(b)
	return la < lb || la == lb && na < nb
}

// split parts a reference into its section and its number: H1 and H2 are sections themselves, so H1-3 is the third of H1.
func split(ref string) (string, int) {
	cut := strings.LastIndexFunc(ref, func(r rune) bool { return r < '0' || r > '9' })
	letter := ref[:cut+1]
	n, _ := strconv.Atoi(ref[cut+1:])
	return letter, n
}

// Next is the next free reference of a section: F6, G2, H1-1.
func (s *Sheet) Next(section string) string {
	head := section
	if strings.HasPrefix(section, "H") {
		head += "-"
	}
	most := 0
	for _, r := range s.Rows {
		if l, n := split(r.V.Ref); l == head {
			most = max(most, n)
		}
	}
	return head + strconv.Itoa(most+1)
}

// unsettled is what an unsure row says of itself, until a lead has settled it.
const unsettled = "Whether it teaches or trains is not settled; the team lead decides."

// Answer is what changes in a row when the question is answered: yes makes it Section F, no Section G, and unsure leaves
// it where it is and says so. The row gets the next free letter and number of its new section; no other row is renamed,
// because rows are spoken of in letters that have gone out.
func (s *Sheet) Answer(p *assessments.Provision, educates string) assessments.Fields {
	section := p.Section
	switch educates {
	case "yes":
		section = "F"
	case "no":
		if section == "F" || section == "" {
			section = "G"
		}
	}
	f := s.Move(p, section)
	f["educates"] = quote(educates)
	switch {
	case educates == "unsure" && p.Disputed == "":
		f["disputed"] = quote(unsettled)
	case educates != "unsure" && p.Disputed == unsettled:
		f["disputed"] = null
	}
	return f
}

// Move is what changes in a row when it moves to another section. The ICB is asked about Section G only.
func (s *Sheet) Move(p *assessments.Provision, section string) assessments.Fields {
	f := assessments.Fields{}
	if section == p.Section {
		return f
	}
	f["section"], f["ref"] = quote(section), quote(s.Next(section))
	switch {
	case section == "G" && p.ICB == "":
		f["icb"] = quote("not-asked")
	case section != "G" && p.ICB != "":
		f["icb"], f["icb_name"], f["icb_on"], f["icb_asked_on"] = null, null, null, null
	}
	return f
}

var null = json.RawMessage("null")

func quote(s string) json.RawMessage {
	raw, _ := json.Marshal(s) // a string always marshals
	return raw
}

// Total is the hours of one section.
type Total struct{ Title, Hours string }

// Totals are the sums of Section F and G, and of H where there is any.
func (s *Sheet) Totals() []Total {
	sum := map[string]float64{}
	for _, r := range s.Rows {
		sum[r.V.Section] += r.V.Hours()
	}
	out := []Total{{"Section F", hours(sum["F"])}, {"Section G", hours(sum["G"])}}
	for _, h := range []string{"H1", "H2"} {
		if sum[h] > 0 {
			out = append(out, Total{"Section " + h, hours(sum[h])})
		}
	}
	return out
}

func hours(h float64) string { return assessments.HoursWords(h) + " h a year" }

// Subtitle says what this is and when it starts, when every row starts on one day.
func (s *Sheet) Subtitle() string {
	start := assessments.Date("")
	for _, r := range s.Rows {
		switch {
		case r.V.Start == "":
		case start == "":
			start = r.V.Start
		case start != r.V.Start:
			return fmt.Sprintf("EHC advice, %d rows", len(s.Rows))
		}
	}
	if start == "" {
		return "EHC advice"
	}
	return "EHC advice, starts " + start.Words()
}

// NextOutcome is the next free outcome reference.
func (s *Sheet) NextOutcome() string {
	most := 0
	for _, o := range s.Outcomes {
		if l, n := split(o.V.Ref); l == "E" {
			most = max(most, n)
		}
	}
	return "E" + strconv.Itoa(most+1)
}
