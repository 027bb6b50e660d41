package register

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what the register reads. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
}

// A Holder is a child or a setting that can have a thing.
type Holder struct {
	ID      assessments.ID
	Name    string
	Line    string // "Larkbarrow Primary, Year 1"
	Setting bool
	key     string
}

// A Thing is one item of the register with its record.
type Thing struct {
	Rec    assessments.Record
	V      *assessments.EquipmentItem
	Holder string // who has it, in words; "" while nobody has
	today  assessments.Date
	key    string // folded words for finding
}

// Filter keeps some of the things.
type Filter int

// The filters, in the order of their chips.
const (
	All Filter = iota
	OnLoan
	DueSoon // overdue too
	Withdrawn
	filterCount
)

// filterWords are the words of the chips.
var filterWords = [filterCount]string{"All", "On loan", "Due soon", "Withdrawn"}

// Model is the register as the screens show it.
type Model struct {
	Rows    []Thing // what filter and find have left, what is overdue first
	Holders []Holder
	all     []Thing
	filter  Filter
	words   string
	pieces  []piece
	known   map[assessments.ID]string // names of children and settings
	today   assessments.Date
}

// Read reads the register, the people and places that can have a thing, and the children's own equipment.
func (m *Model) Read(ctx context.Context, r Reader, today assessments.Date) error {
	m.today, m.known, m.Holders, m.all = today, map[assessments.ID]string{}, nil, nil
	if err := m.holders(ctx, r); err != nil {
		return err
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindEquipmentItem}})
	if err != nil {
		return err
	}
	for _, rec := range recs {
		m.all = append(m.all, m.thing(rec))
	}
	sort.SliceStable(m.all, func(i, j int) bool { return before(m.all[i], m.all[j]) })
	recs, err = r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindEquipment}})
	m.pieces = piecesOf(recs)
	m.narrow()
	return err
}

// holders are the children and then the settings, by name.
func (m *Model) holders(ctx context.Context, r Reader) error {
	kids, err := r.Children(ctx)
	if err != nil {
		return err
	}
	for _, k := range kids {
		name := k.Name
		if k.KnownAs != "" && !strings.HasPrefix(k.Name, k.KnownAs+" ") {
			name += ", known as " + k.KnownAs
		}
		m.known[k.ID] = k.Name
		m.Holders = append(m.Holders, Holder{ID: k.ID, Name: name, Line: strings.Trim(k.SettingName+", "+k.Year, ", "), key: fold(name + " " + k.NHS)})
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindSetting}})
	for _, rec := range recs {
		name := rec.Fields.Text("name")
		m.known[rec.ID] = name
		m.Holders = append(m.Holders, Holder{ID: rec.ID, Name: name, Setting: true, key: fold(name)})
	}
	return err
}

// thing dresses one record.
func (m *Model) thing(rec assessments.Record) Thing {
	t := Thing{Rec: rec, V: new(assessments.EquipmentItem), today: m.today}
	assessments.Decode(rec.Fields, t.V)
	t.Holder = m.holder(t.V)
	t.key = fold(strings.Join([]string{t.Title(), t.V.Serial, t.V.Batch, t.V.Owner, t.Holder, t.V.Place, t.V.Notice}, " "))
	return t
}

// holder names who has a thing. A child or setting that is not on this tablet is still somebody.
func (m *Model) holder(v *assessments.EquipmentItem) string {
	for _, id := range []assessments.ID{v.Child, v.Setting} {
		if id == "" {
			continue
		}
		if name := m.known[id]; name != "" {
			return name
		}
		return "someone whose record is not on this tablet"
	}
	if v.Status == "on-loan" {
		return v.Place
	}
	return ""
}

// before orders what is overdue first, then by the next day, then by name and serial number.
func before(a, b Thing) bool {
	x, y := a.Next(), b.Next()
	if (x.State == Late) != (y.State == Late) {
		return x.State == Late
	}
	if x.On != y.On {
		return y.On == "" || x.On != "" && x.On < y.On
	}
	return a.key < b.key
}

// Title is what a thing is: maker, product, model and size.
func (t Thing) Title() string { return productName(t.V.Product, t.V.Maker, t.V.Model) }

// productName joins the words of a product without saying any twice.
func productName(product, maker, model string) string {
	name := product
	if maker != "" && !strings.Contains(fold(product), fold(maker)) {
		name = strings.TrimSpace(maker + " " + product)
	}
	if model != "" && !strings.Contains(fold(name), fold(model)) {
		name = strings.TrimPrefix(name+", "+model, ", ")
	}
	if name == "" {
		return "New equipment"
	}
	return name
}

// Line says which one it is and who has it: "Serial 4471-B. With Isla O'Thistlewood since 3 March 2026".
func (t Thing) Line() string {
	serial := "No serial number noted"
	if t.V.Serial != "" {
		serial = "Serial " + t.V.Serial
	}
	return serial + ". " + t.Where()
}

// Where says where a thing is and who has it, as one sentence without its full stop.
func (t Thing) Where() string {
	with := func(start string) string {
		if t.Holder == "" {
			return start
		}
		return start + ", still with " + t.Holder
	}
	switch t.V.Status {
	case "on-loan":
		s := "With " + t.Holder
		if t.V.LentOn.Valid() {
			s += " since " + t.V.LentOn.Words()
		}
		return s
	case "in-repair":
		if t.Holder != "" {
			return "In repair, to go back to " + t.Holder
		}
		return "In repair"
	case "withdrawn":
		return with("Withdrawn from use")
	case "returned-to-owner":
		return strings.TrimSuffix("Gone back to its owner, "+t.V.Owner, ", ")
	case "condemned":
		return with("Condemned")
	}
	if t.V.Place != "" {
		return "In store: " + t.V.Place
	}
	return "In store"
}

// StatusWords is where a thing stands, for a tag.
func (t Thing) StatusWords() string {
	switch t.V.Status {
	case "on-loan":
		return "On loan"
	case "in-repair":
		return "In repair"
	case "withdrawn":
		return "Withdrawn"
	case "returned-to-owner":
		return "Gone back"
	case "condemned":
		return "Condemned"
	}
	return "In store"
}

// Keep applies a filter; Find keeps the things that have every typed word.
func (m *Model) Keep(f Filter) { m.filter = f; m.narrow() }

// Find keeps the things that have every typed word.
func (m *Model) Find(words string) { m.words = words; m.narrow() }

// Chips are the words of the filters with how many each would show.
func (m *Model) Chips() []string {
	out := make([]string, filterCount)
	for f := range filterCount {
		n := 0
		for _, t := range m.all {
			if t.kept(f) {
				n++
			}
		}
		out[f] = fmt.Sprintf("%s %d", filterWords[f], n)
	}
	return out
}

// Count says how many things there are and how many are overdue.
func (m *Model) Count() string {
	late := 0
	for _, t := range m.all {
		if t.Next().State == Late {
			late++
		}
	}
	s := count(len(m.all), "thing", "things")
	if late > 0 {
		s += fmt.Sprintf(", %d overdue", late)
	}
	return s
}

// Empty says why nothing is shown, and what to do.
func (m *Model) Empty() (title, line string) {
	if len(m.all) == 0 {
		return "Nothing in the register yet", "Add each thing with its serial number, and the register says when it must be examined"
	}
	return "Nothing matches", "Check the spelling, or look under All"
}

// Thing answers the thing of a record.
func (m *Model) Thing(id assessments.ID) (Thing, bool) {
	for _, t := range m.all {
		if t.Rec.ID == id {
			return t, true
		}
	}
	return Thing{}, false
}

func (m *Model) narrow() {
	want := strings.Fields(fold(m.words))
	m.Rows = nil
	for _, t := range m.all {
		if t.kept(m.filter) && hasAll(t.key, want) {
			m.Rows = append(m.Rows, t)
		}
	}
}

// kept tells whether a thing passes a filter. What is gone for good shows under Withdrawn and All.
func (t Thing) kept(f Filter) bool {
	switch f {
	case OnLoan:
		return t.V.Status == "on-loan"
	case DueSoon:
		s := t.Next().State
		return s == Late || s == Soon
	case Withdrawn:
		return !t.inUse()
	}
	return true
}

// FindHolder answers the children or settings that have every typed word.
func (m *Model) FindHolder(words string, settings bool) []Holder {
	var out []Holder
	for _, h := range m.Holders {
		if h.Setting == settings && hasAll(h.key, strings.Fields(fold(words))) {
			out = append(out, h)
		}
	}
	return out
}

func hasAll(key string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(key, w) {
			return false
		}
	}
	return true
}

// fold makes finding easy: no case, no accents, no apostrophes.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) && r != '\'' && r != '’' && r != 'ʼ' {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
