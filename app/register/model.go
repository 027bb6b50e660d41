package register

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
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

// A Thing is one item of the register with its record, or a child's own equipment that lifts people and that no item answers.
type Thing struct {
	Rec    assessments.Record
	V      *assessments.EquipmentItem // of a child's own: what the register would say of it
	Own    assessments.ID             // the child whose own record it is, "" for an item of the register
	Holder string                     // who has it, in words; "" while nobody has
	today  assessments.Date
	dues   []Due
	key    string // folded words for finding
}

// Model is the register as the screens show it.
type Model struct {
	Rows    []Thing // what filter and find have left, what is overdue first
	Holders []Holder
	all     []Thing
	own     []Thing // what lifts children and is in no register
	filter  Filter
	words   string
	pieces  []piece
	known   map[assessments.ID]string // names of children and settings
	today   assessments.Date
}

// Read reads the register, the people and places that can have a thing, and the children's own equipment.
func (m *Model) Read(ctx context.Context, r Reader, today assessments.Date) error {
	m.today, m.known, m.Holders, m.all, m.own = today, map[assessments.ID]string{}, nil, nil, nil
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
	recs, err = r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindEquipment}})
	m.pieces = piecesOf(recs)
	m.lifting()
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
		m.Holders = append(m.Holders, Holder{ID: k.ID, Name: name, Line: strings.Trim(k.SettingName+", "+assessments.YearOn(k.Year, k.Born, m.today), ", "), key: children.Fold(name + " " + k.NHS)})
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindSetting}})
	for _, rec := range recs {
		name := rec.Fields.Text("name")
		m.known[rec.ID] = name
		m.Holders = append(m.Holders, Holder{ID: rec.ID, Name: name, Setting: true, key: children.Fold(name)})
	}
	return err
}

// thing dresses one record.
func (m *Model) thing(rec assessments.Record) Thing {
	t := Thing{Rec: rec, V: new(assessments.EquipmentItem), today: m.today}
	assessments.Decode(rec.Fields, t.V)
	t.Holder, t.dues = m.holder(t.V), duesOf(library.Entry{ID: rec.ID, EquipmentItem: *t.V}, m.today)
	t.key = t.folded()
	return t
}

// folded are the words by which a thing is found.
func (t Thing) folded() string {
	return children.Fold(strings.Join([]string{t.Title(), t.V.Serial, t.V.Batch, t.V.Owner, t.Holder, t.V.Place, t.V.Notice}, " "))
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
	if x.By != y.By {
		return y.By == "" || x.By != "" && x.By < y.By
	}
	return a.key < b.key
}

// Title is what a thing is: maker, product, model and size.
func (t Thing) Title() string { return productName(t.V.Product, t.V.Maker, t.V.Model) }

// productName joins the words of a product without saying any twice.
func productName(product, maker, model string) string {
	name := product
	if maker != "" && !strings.Contains(children.Fold(product), children.Fold(maker)) {
		name = strings.TrimSpace(maker + " " + product)
	}
	if model != "" && !strings.Contains(children.Fold(name), children.Fold(model)) {
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
	if t.Own != "" {
		return "With " + t.Holder + ", on the child’s own page"
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
	if t.Own != "" {
		return "Child’s own"
	}
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
