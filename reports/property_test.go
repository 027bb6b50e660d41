package reports

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// caseload makes random evidence in which every text of every field holds a word of its own, so that whatever turns up
// in a document can be followed to the field it came from.
type caseload struct {
	rng   *rand.Rand
	n     int
	where map[string]origin // word -> field
	names []string          // other children's
}

type origin struct {
	record assessments.ID
	field  string
}

const asAtDay = assessments.Date("2026-06-15")

func (c *caseload) word(o origin) string {
	c.n++
	w := "zq"
	for n := c.n; n > 0; n /= 26 {
		w += string(rune('a' + n%26))
	}
	w += "x"
	c.where[w] = o
	return w
}

// text is a sentinel among other words, now and then with another child's name.
func (c *caseload) text(o origin) string {
	s := c.word(o) + []string{"", " 5 of 26 letters", ", again", ". More", " at 20 minutes"}[c.rng.IntN(5)]
	if c.rng.IntN(12) == 0 {
		s += " " + c.names[c.rng.IntN(len(c.names))]
	}
	return s
}

func (c *caseload) date() assessments.Date {
	return asAtDay.AddDays(c.rng.IntN(300) - 200)
}

// fill puts something random into every exported field; sparse leaves many empty, as records do.
func (c *caseload) fill(v reflect.Value, o origin, tag reflect.StructTag) {
	if enum := tag.Get("enum"); enum != "" && v.Kind() == reflect.String {
		words := strings.Split(enum, "|")
		v.SetString(words[c.rng.IntN(len(words))])
		return
	}
	switch v.Type() {
	case reflect.TypeFor[assessments.Date]():
		v.SetString(string(c.date()))
		return
	case reflect.TypeFor[assessments.Clock]():
		v.SetString("09:31")
		return
	case reflect.TypeFor[assessments.ID]():
		v.SetString(string(id(c.rng.IntN(140))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(c.text(o))
	case reflect.Int:
		v.SetInt(int64(c.rng.IntN(4)))
	case reflect.Float64:
		v.SetFloat(float64(c.rng.IntN(60)))
	case reflect.Bool:
		v.SetBool(c.rng.IntN(2) == 0)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		c.fill(v.Elem(), o, "")
	case reflect.Slice:
		for range c.rng.IntN(3) {
			e := reflect.New(v.Type().Elem()).Elem()
			c.fill(e, o, "")
			v.Set(reflect.Append(v, e))
		}
	case reflect.Map: // missing: named after a field, or after nothing
		v.Set(reflect.MakeMap(v.Type()))
		for _, k := range []string{"price", "upn", "sem", "start", "diagnoses", "release", "private", "postcode"} {
			if c.rng.IntN(4) == 0 {
				v.SetMapIndex(reflect.ValueOf(k), reflect.ValueOf(c.text(origin{o.record, "missing/" + k})))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if c.rng.IntN(4) > 0 {
				c.fill(v.Field(i), o, v.Type().Field(i).Tag)
			}
		}
	}
}

// record makes a random record of a kind.
func (c *caseload) record(n int, info assessments.KindInfo) assessments.Record {
	t := info.New()
	v := reflect.ValueOf(t).Elem()
	for _, f := range reflect.VisibleFields(v.Type()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || name == "" || c.rng.IntN(5) == 0 {
			continue
		}
		switch name {
		case "confidential":
			v.FieldByIndex(f.Index).SetBool(c.rng.IntN(8) == 0)
		case "not_for":
			if c.rng.IntN(8) == 0 {
				v.FieldByIndex(f.Index).Set(reflect.ValueOf([]string{[]string{"la", "school", "gp"}[c.rng.IntN(3)]}))
			}
		case "recorded_at":
			v.FieldByIndex(f.Index).SetString(string(c.date()) + "T10:00:00Z")
		case "other_names", "nhs_number", "gestation", "born":
		default:
			c.fill(v.FieldByIndex(f.Index), origin{id(n), name}, f.Tag)
		}
	}
	if p, ok := t.(*assessments.Person); ok {
		p.Name = c.word(origin{id(n), "name"}) // somebody of the record may share another child's name
	}
	if k, ok := t.(*assessments.Child); ok { // and so may the child
		k.KnownAs, k.GivenName, k.FamilyName = c.word(origin{id(n), "preferred_name"}), c.word(origin{id(n), "given_name"}), ""
	}
	if s, ok := t.(*assessments.Setting); ok {
		s.Name = c.word(origin{id(n), "name"})
	}
	r := assessments.Record{ID: id(n), Kind: info.Kind, Scope: assessments.ChildScope(childID), Fields: assessments.Encode(t)}
	if c.rng.IntN(10) == 0 {
		r.Fields["other_names"], _ = json.Marshal(c.names)
	}
	return r
}

func newCaseload(seed uint64) (*caseload, Evidence) {
	c := &caseload{rng: rand.New(rand.NewPCG(seed, 7)), where: map[string]origin{}, names: []string{"Dov Penhallow", "Penhallow", "Dov"}}
	ev := kestrel(record(id(199), &assessments.Observation{Type: "fact", Common: assessments.Common{OtherNames: c.names}}))
	for _, role := range assessments.Roles() {
		if c.rng.IntN(4) > 0 {
			ev.Records = append(ev.Records, consent(150+len(ev.Records), role, "2026-01-01"))
		}
	}
	n := 60
	for _, info := range assessments.Kinds() {
		if info.Kind == assessments.KindChild {
			continue
		}
		for range 1 + c.rng.IntN(5) {
			ev.Records = append(ev.Records, c.record(n, info))
			n++
		}
	}
	// The child's own record, filled at random around what makes a report possible.
	info, _ := assessments.LookupKind(assessments.KindChild)
	r := c.record(1, info)
	for _, f := range []string{"confidential", "not_for"} {
		delete(r.Fields, f)
	}
	for _, f := range []string{"name", "born", "nhs_number", "setting"} {
		r.Fields[f] = ev.Records[0].Fields[f]
	}
	ev.Records[0] = r
	c.tie(ev.Records, seed)
	return c, ev
}

// tie makes what belongs together do so more often than chance would: notes to contacts, activities to plans, scorings to
// goals. Without it no random programme has an activity, and no random visit a note.
func (c *caseload) tie(records []assessments.Record, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 11))
	of := map[assessments.Kind][]assessments.ID{}
	for _, r := range records {
		of[r.Kind] = append(of[r.Kind], r.ID)
	}
	for _, link := range []struct {
		kind  assessments.Kind
		field string
		to    assessments.Kind
	}{{assessments.KindObservation, "contact", assessments.KindContact}, {assessments.KindActivity, "plan", assessments.KindActivityPlan}, {assessments.KindGoalReview, "goal", assessments.KindGoal},
		{assessments.KindGoalReview, "contact", assessments.KindContact}, {assessments.KindGoal, "outcome", assessments.KindOutcome}} {
		for i := range records {
			if ids := of[link.to]; records[i].Kind == link.kind && len(ids) > 0 && rng.IntN(3) > 0 {
				records[i].Fields[link.field], _ = json.Marshal(ids[rng.IntN(len(ids))])
			}
		}
	}
}

var sentinel = regexp.MustCompile(`(?i)zq[a-z]+?x\b`)

// randomDraft is one document made from random records. Leak says what of out may not be in a file of it, or nothing, and
// how many words of out were followed back to their fields.
type randomDraft struct {
	Name string
	Doc  Document
	Leak func(out string) (why string, followed int)
}

// eachRandomDraft drafts the random records of a seed for every reader and kind.
func eachRandomDraft(t *testing.T, seed uint64, do func(randomDraft)) {
	t.Helper()
	c, ev := newCaseload(seed)
	records := map[assessments.ID]assessments.Record{}
	struck := map[assessments.ID]bool{}
	for _, r := range ev.Records {
		records[r.ID] = r
		if r.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	bases := ReadBases(ev.Records)
	for i, role := range assessments.Roles() {
		for j, info := range Kinds() {
			// Each seed drafts a third of what there is to draft, and every third seed the same: with every kind for every
			// reader the test would take minutes.
			if info.Kind != EHCAdvice && info.Kind != SchoolAdvice && (int(seed)+i+j)%3 != 0 {
				continue
			}
			about := c.about(info, ev, seed)
			d, err := Draft(ev, Request{Kind: info.Kind, Recipient: Recipient{Role: role}, AsAt: asAtDay, About: about})
			if err != nil {
				if k := assessments.KindOf(err); k != assessments.Forbidden && k != assessments.NotFound {
					t.Fatalf("seed %d, %s for %s: %v", seed, info.Kind, role, err)
				}
				continue
			}
			do(randomDraft{fmt.Sprintf("seed %d, %s for %s about %q", seed, info.Kind, role, about), d, func(out string) (string, int) {
				return c.leak(out, d, records, struck, bases)
			}})
		}
	}
}

// about is the record that a kind of report is asked to be about: for every other seed one that it may be about, whatever has
// become of it, and none for the rest.
func (c *caseload) about(info KindInfo, ev Evidence, seed uint64) assessments.ID {
	var may []assessments.ID
	for _, r := range ev.Records {
		if slices.Contains(info.About, r.Kind) {
			may = append(may, r.ID)
		}
	}
	if seed%2 == 0 || len(may) == 0 {
		return ""
	}
	return may[c.rng.IntN(len(may))]
}

// leak follows every word of a file back to its field.
func (c *caseload) leak(out string, d Document, records map[assessments.ID]assessments.Record, struck map[assessments.ID]bool, bases Bases) (why string, followed int) {
	for _, n := range c.names {
		if contains(out, n) {
			i := strings.Index(out, n)
			return "another child's name is in it: " + out[max(0, i-80):i+len(n)], followed
		}
	}
	for _, w := range sentinel.FindAllString(out, -1) {
		o, ok := c.where[strings.ToLower(w)]
		if !ok {
			return fmt.Sprintf("%q is no field's word", w), followed
		}
		followed++
		r := records[o.record]
		at := fmt.Sprintf("%s.%s is in it: ", r.Kind, o.field)
		if why := c.mayStand(r, o.field, d.Recipient, d.Kind, bases); why != "" {
			return at + why, followed
		}
		if struck[r.ID] {
			return at + "the record was struck out", followed
		}
		if why := later(r); why != "" {
			return at + why, followed
		}
	}
	return "", followed
}

// TestDraft_NothingDeniedLeaves drafts random records for every reader and follows every word in the document back to its
// field: what Allow denies must not be in any byte of it.
func TestDraft_NothingDeniedLeaves(t *testing.T) {
	drafted, followed := 0, 0
	for seed := range uint64(25) {
		eachRandomDraft(t, seed, func(x randomDraft) {
			drafted++
			raw, err := json.Marshal(x.Doc)
			if err != nil {
				t.Fatal(err)
			}
			why, n := x.Leak(string(raw) + whole(x.Doc))
			if followed += n; why != "" {
				t.Fatalf("%s: %s", x.Name, why)
			}
		})
	}
	if drafted < 150 || followed < 4000 {
		t.Errorf("%d documents with %d words were looked at: too few to say anything", drafted, followed)
	}
}

// mayStand asks Allow about the field a word came from, and about the text it stood in.
func (c *caseload) mayStand(r assessments.Record, field string, to Recipient, kind Kind, bases Bases) string {
	if name, ok := strings.CutPrefix(field, "missing/"); ok {
		if _, is := shapeNamed(r.Kind, name); !is {
			name = firstShown(r)
		}
		field = name
		r.Fields = r.Fields.Clone()
		r.Fields[field] = []byte(`""`) // the gap is told; the value it stands for is not there
	}
	raw := r.Fields[field]
	if len(raw) > 0 && raw[0] == '[' {
		// An element that may not leave is taken out of a list; the others may stand.
		r.Fields = r.Fields.Clone()
		delete(r.Fields, field)
	}
	if d, why := Allow(r, field, to, kind, bases, asAtDay); d == Denied {
		return why
	}
	return ""
}

func shapeNamed(k assessments.Kind, name string) (assessments.FieldShape, bool) {
	info, _ := assessments.LookupKind(k)
	for _, f := range info.Fields() {
		if f.Name == name {
			return f, true
		}
	}
	return assessments.FieldShape{}, false
}

// firstShown is a required field of the kind that some reader may have.
func firstShown(r assessments.Record) string {
	info, _ := assessments.LookupKind(r.Kind)
	for _, f := range info.Fields() {
		if f.Required && f.Class != assessments.ClassInternal {
			return f.Name
		}
	}
	return "recorded_by"
}

// later says why a record was not known on the day, by its own dates.
func later(r assessments.Record) string {
	if at := r.Fields.Text("recorded_at"); at != "" && at[:10] > string(asAtDay) && !standing[r.Kind] {
		return "it was written down on " + at
	}
	switch r.Kind {
	case assessments.KindObservation, assessments.KindScore, assessments.KindMeasurement, assessments.KindGoalReview:
		if on := r.Fields.Text("on"); on > string(asAtDay) {
			return "it happened on " + on
		}
	case assessments.KindContact:
		if on := r.Fields.Text("on"); on > string(asAtDay) && r.Fields.Text("status") != "planned" {
			return "it happened on " + on
		}
	}
	return ""
}

// FuzzDraft drafts whatever records the fuzzer's seed makes, with some of their fields broken.
func FuzzDraft(f *testing.F) {
	f.Add(uint64(1), "la", "2026-06-15", `"x"`)
	f.Add(uint64(2), "school", "2026-02-31", `{"a":[null,1e400]}`)
	f.Add(uint64(3), "parent", "2099-01-01", `-3`)
	f.Add(uint64(4), "nursery", "", "\"\\u0000\xff\"")
	f.Fuzz(func(t *testing.T, seed uint64, role, day, value string) {
		_, ev := newCaseload(seed)
		rng := rand.New(rand.NewPCG(seed, 9))
		for i := range ev.Records {
			if names := ev.Records[i].Fields.Names(); len(names) > 0 && rng.IntN(3) == 0 {
				ev.Records[i].Fields[names[rng.IntN(len(names))]] = json.RawMessage(value)
			}
		}
		for _, info := range Kinds() {
			d, err := Draft(ev, Request{Kind: info.Kind, Recipient: Recipient{Role: Role(role)}, AsAt: assessments.Date(day), Signed: seed%2 == 0, SignedOn: asAtDay, Author: otID})
			if err != nil {
				if assessments.Sentence(err) == "" {
					t.Fatal("an error without a sentence")
				}
				continue
			}
			for _, l := range Lint(d) {
				t.Fatalf("seed %d: %s", seed, l)
			}
			if contains(fmt.Sprint(whole(d)), "clinically significant") {
				t.Fatal("a report calls something clinically significant")
			}
		}
	})
}
