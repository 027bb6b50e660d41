package register

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/assessments"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)

const (
	larkbarrow assessments.ID = "019a0001-0000-7002-8000-000000000001"
	pebblemoor assessments.ID = "019a0002-0000-7002-8000-000000000001"
	mygo       assessments.ID = "019a0002-0000-7010-8000-000000000001"
)

// stock is a register as a service might hold it.
func stock(t *testing.T, d *desktest.Desk) (ids map[string]assessments.ID) {
	t.Helper()
	ids = map[string]assessments.ID{}
	for name, v := range map[string]*assessments.EquipmentItem{
		"hoist": {Product: "Mobile hoist", Maker: "Oxford", Model: "Journey 155", Serial: "OX-20117", Owner: "Health", Status: "on-loan", Setting: pebblemoor, LentOn: "2026-03-02",
			Lifting: true, ExaminedOn: "2026-04-20", ExamineBy: "2026-10-20", ServiceBy: "2027-03-01"},
		"sling": {Product: "Toileting sling, small", Maker: "Oxford", Serial: "SL-884", Batch: "L2209", Owner: "Health", Status: "in-store", Place: "Loan store, bay 4",
			Lifting: true, ExaminedOn: "2026-06-10", ExamineBy: "2026-12-10"},
		"mygo": {Product: "Mygo", Maker: "Leckey", Model: "size 1", Serial: "LK-4471-B", Batch: "B12", Owner: "Health", Status: "on-loan", Child: desktest.Yusuf,
			LentOn: "2026-05-11", DueBack: "2027-05-11", FitBy: "2026-12-01", ServiceBy: "2027-05-11"},
		"mygo2": {Product: "Leckey Mygo", Model: "size 2", Serial: "LK-9002", Batch: "B40", Owner: "Health", Status: "in-repair", Place: "Maker's workshop"},
		"slope": {Product: "Writing slope", Serial: "WS-03", Owner: "Larkbarrow Primary", Status: "in-store"},
		"frame": {Product: "Mustang", Maker: "R82", Model: "size 2", Serial: "MU-77", Owner: "Health", Status: "withdrawn", Notice: "NatPSA/2026/002: frame weld"},
	} {
		ids[name] = d.NewID()
		if !d.Write(d.Ctx, d.Create(ids[name], assessments.TeamScope(), v)) {
			t.Fatal(d.Failed)
		}
	}
	return ids
}

func read(t *testing.T, d *desktest.Desk) *Model {
	t.Helper()
	m := new(Model)
	if err := m.Read(d.Ctx, d.Store, d.Today()); err != nil {
		t.Fatal(err)
	}
	return m
}

func thing(t *testing.T, m *Model, id assessments.ID) Thing {
	t.Helper()
	x, ok := m.Thing(id)
	if !ok {
		t.Fatal("the thing is not in the register")
	}
	return x
}

// do writes a move as the screen does.
func do(t *testing.T, d *desktest.Desk, x Thing, mv Move) Thing {
	t.Helper()
	if !d.Write(d.Ctx, assessments.Edit{Record: x.Rec.ID, Set: mv.Set}) {
		t.Fatal(d.Failed)
	}
	return thing(t, read(t, d), x.Rec.ID)
}

func move(t *testing.T, x Thing, verb string) Move {
	t.Helper()
	for _, mv := range x.Moves() {
		if mv.Verb == verb {
			return mv
		}
	}
	t.Fatalf("%s, %s: there is no %q", x.Title(), x.Where(), verb)
	return Move{}
}

func TestRows_SayWhoHasItAndWhatIsNext(t *testing.T) {
	d := desktest.Sit(t, morning)
	stock(t, d)
	m := read(t, d)
	var got []string
	for _, x := range m.Rows {
		got = append(got, x.Title()+" | "+x.Line()+" | "+x.Words(x.Next()))
	}
	want := []string{
		"Hoist at nursery | No serial number noted. With " + m.known[desktest.Yusuf] + ", on the child’s own page | LOLER examination overdue since 11 May 2026. Do not lift with it",
		"Oxford Mobile hoist, Journey 155 | Serial OX-20117. With Pebblemoor Nursery School since 2 March 2026 | LOLER examination overdue since 20 October 2026. Do not lift with it",
		"Leckey Mygo, size 1 | Serial LK-4471-B. With " + m.known[desktest.Yusuf] + " since 11 May 2026 | Fit check due 1 December 2026, in 7 days",
		"Oxford Toileting sling, small | Serial SL-884. In store: Loan store, bay 4 | LOLER examination due 10 December 2026, in 16 days",
		"Leckey Mygo, size 2 | Serial LK-9002. In repair | ",
		"R82 Mustang, size 2 | Serial MU-77. Withdrawn from use | ",
		"Writing slope | Serial WS-03. In store | ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"All 7", "Overdue 2", "Due soon 2", "On loan 2", "Withdrawn 1"}, m.Chips()); diff != "" {
		t.Error(diff)
	}
	if got := m.Count(); got != "7 things, 2 overdue" {
		t.Errorf("count %q", got)
	}
	for words, want := range map[string]int{"lk 4471": 1, "mygo": 2, "pebblemoor": 1, "NatPSA": 1, "zzz": 0} {
		if m.Find(words); len(m.Rows) != want {
			t.Errorf("%q finds %d, want %d", words, len(m.Rows), want)
		}
	}
}

func TestDue(t *testing.T) {
	for _, c := range []struct {
		name  string
		v     assessments.EquipmentItem
		words string
		state State
	}{
		{"due on the day is not late", assessments.EquipmentItem{Status: "on-loan", ServiceBy: "2026-11-24"}, "Service due today", Soon},
		{"a day later it is", assessments.EquipmentItem{Status: "on-loan", ServiceBy: "2026-11-23"}, "Service overdue since 23 November 2026", Late},
		{"tomorrow", assessments.EquipmentItem{Status: "on-loan", FitBy: "2026-11-25"}, "Fit check due 25 November 2026, in 1 day", Soon},
		{"28 days is soon", assessments.EquipmentItem{Status: "on-loan", FitBy: "2026-12-22"}, "Fit check due 22 December 2026, in 28 days", Soon},
		{"29 is not", assessments.EquipmentItem{Status: "on-loan", FitBy: "2026-12-23"}, "Fit check due 23 December 2026", Later},
		{"nobody sits in it in the store", assessments.EquipmentItem{Status: "in-store", FitBy: "2026-11-01"}, "", None},
		{"a loan without any day", assessments.EquipmentItem{Status: "on-loan"}, "No date noted", None},
		{"a loan that ran over", assessments.EquipmentItem{Status: "on-loan", DueBack: "2026-11-01"}, "Return overdue since 1 November 2026", Late},
		{"a loan that runs", assessments.EquipmentItem{Status: "on-loan", DueBack: "2027-11-01"}, "Due back 1 November 2027", Later},
		{"a hoist nobody knows about", assessments.EquipmentItem{Status: "in-store", Lifting: true, ServiceBy: "2026-01-01"}, "Nobody noted when it must be examined. Do not lift with it", Late},
		{"the law's six months, whatever is written", assessments.EquipmentItem{Status: "on-loan", Lifting: true, ExaminedOn: "2026-05-01", ExamineBy: "2027-05-01"},
			"LOLER examination overdue since 1 November 2026. Do not lift with it", Late},
		{"lifting before an older service", assessments.EquipmentItem{Status: "on-loan", Lifting: true, ExamineBy: "2026-11-20", ServiceBy: "2026-01-01"},
			"LOLER examination overdue since 20 November 2026. Do not lift with it", Late},
		{"a hoist that nobody ticked", assessments.EquipmentItem{Product: "Mobile hoist", Status: "in-store"}, "Nobody noted when it must be examined. Do not lift with it", Late},
		{"a seat whose fit nobody planned", assessments.EquipmentItem{Product: "Mygo", Maker: "Leckey", Status: "on-loan", Child: desktest.Isla, LentOn: "2026-05-31"},
			"Fit check due 30 November 2026, in 6 days", Soon},
		{"and nobody noted the loan", assessments.EquipmentItem{Product: "Mygo", Maker: "Leckey", Status: "on-loan", Child: desktest.Isla},
			"No day is recorded from which the fit check can be counted", Soon},
		{"withdrawn things keep no days", assessments.EquipmentItem{Status: "withdrawn", Lifting: true, ExamineBy: "2026-01-01"}, "", None},
	} {
		x := (&Model{today: "2026-11-24"}).thing(assessments.Record{Fields: assessments.Encode(&c.v)})
		n := x.Next()
		if got := x.Words(n); got != c.words || n.State != c.state {
			t.Errorf("%s: %q %d, want %q %d", c.name, got, n.State, c.words, c.state)
		}
	}
}

func TestRule68_SeatingLentToASchoolAndBack(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	m := read(t, d)
	school := m.FindHolder("larkbarrow", true)
	if len(school) != 1 {
		t.Fatalf("schools %+v", school)
	}
	slope := thing(t, m, ids["slope"])
	lend, err := m.Lend(slope, school[0])
	if err != nil {
		t.Fatal(err)
	}
	lent := do(t, d, slope, lend)
	if lent.Where() != "With Larkbarrow Primary since 24 November 2026" || lent.V.Setting != larkbarrow || lent.V.Child != "" {
		t.Errorf("lent: %q, %+v", lent.Where(), lent.V)
	}
	back := do(t, d, lent, move(t, lent, "Take back"))
	if back.Where() != "In store" || back.V.Setting != "" || back.V.ReturnedOn != "2026-11-24" {
		t.Errorf("back: %q, %+v", back.Where(), back.V)
	}
	isla := m.FindHolder("thistlewood", false)
	lend, err = m.Lend(back, isla[0])
	if err != nil {
		t.Fatal(err)
	}
	hers := do(t, d, back, lend)
	if hers.V.Child != desktest.Isla || hers.V.Equipment != "019a0001-0000-7010-8000-000000000004" || hers.V.ReturnedOn != "" {
		t.Errorf("it must answer the slope recommended for her: %+v", hers.V)
	}
}

func TestRule69_EquipmentAtHomeKeepsItsOwnerThroughRepairAndReturn(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	seat := thing(t, read(t, d), ids["mygo"])
	in := do(t, d, seat, move(t, seat, "Put to repair"))
	if want := "In repair, to go back to " + in.Holder; in.Where() != want || in.V.Child != desktest.Yusuf {
		t.Errorf("in repair: %q", in.Where())
	}
	mended := do(t, d, in, move(t, in, "Mended"))
	if mended.V.Status != "on-loan" || mended.V.LentOn != "2026-05-11" {
		t.Errorf("mended, it goes back to the child: %+v", mended.V)
	}
	out := do(t, d, mended, move(t, mended, "Withdraw"))
	if !strings.Contains(out.Where(), "still with") {
		t.Errorf("withdrawn while a child has it: %q", out.Where())
	}
	got := do(t, d, out, move(t, out, "Take back"))
	if got.V.Status != "withdrawn" || got.V.Child != "" {
		t.Errorf("taken back it must stay out of use: %+v", got.V)
	}
	gone := do(t, d, got, move(t, got, "Gone back to its owner"))
	if gone.Where() != "Gone back to its owner, Health" {
		t.Errorf("gone: %q", gone.Where())
	}
}

func TestLend_NotWhatMustNotLift(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	m := read(t, d)
	hoist := thing(t, m, ids["hoist"])
	_, err := m.Lend(hoist, m.FindHolder("isla", false)[0])
	if assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), "Have it examined") {
		t.Fatalf("an overdue hoist was lent: %v", err)
	}
	safe := do(t, d, hoist, hoist.Examined())
	if n, all := safe.Next(), safe.Dues(); n.By != "2027-03-01" || len(all) != 2 || all[1].By != "2027-05-24" || !all[1].Law {
		t.Errorf("examined today: next %+v, all %+v", n, all)
	}
	if _, err := m.Lend(safe, m.FindHolder("isla", false)[0]); err != nil {
		t.Error(err)
	}
}

func TestRule70_WhoUsesANamedProduct(t *testing.T) {
	d := desktest.Sit(t, morning)
	stock(t, d)
	m := read(t, d)
	for _, c := range []struct {
		q     Question
		words string
	}{
		{Question{}, "Nothing in the register and no child’s record"},
		{Question{Product: "mygo"}, "2 things in the register, 1 child’s record, 1 child"},
		{Question{Product: "Mygo", Maker: "LECKEY"}, "2 things in the register, 1 child’s record, 1 child"},
		{Question{Maker: "oxford"}, "2 things in the register, 0 children’s records, 0 children"},
		{Question{Product: "Mygo", Batch: "B12, B13"}, "1 thing in the register, 1 child’s record, 1 child. 1 to look at: something is not noted"},
		{Question{Product: "slope", Maker: "Posturite"}, "1 thing in the register, 1 child’s record, 1 child. 2 to look at: something is not noted"},
		{Question{Product: "sling", Batch: "L2301"}, "Nothing in the register and no child’s record"},
		{Question{Product: "Mustang", Maker: "Etac"}, "1 thing in the register, 0 children’s records, 0 children"}, // the owner of the brand today
		{Question{Product: "mustáng"}, "1 thing in the register, 0 children’s records, 0 children"},
		{Question{Product: "Multistand"}, "Nothing in the register and no child’s record"},
	} {
		if got := UseWords(m.Uses(c.q)); got != c.words {
			t.Errorf("%+v: %q, want %q", c.q, got, c.words)
		}
	}
}

func TestCatalogue_OffersTheNamedProducts(t *testing.T) {
	for words, want := range map[string]string{"mygo": "Leckey Mygo", "etac rabbit": "R82 Rabbit", "grillo": "Ormesa Grillo", "three in one": "Leckey Squiggles stander"} {
		got, err := Catalogue(words)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || !strings.Contains(got[0].Title, strings.Fields(want)[1]) || got[0].Line == "" {
			t.Errorf("%q: %+v, want %s", words, got, want)
		}
	}
	hoist, err := Catalogue("mobile hoist")
	if err != nil || len(hoist) != 1 || string(hoist[0].set["lifting"]) != "true" {
		t.Errorf("a hoist lifts: %+v, %v", hoist, err)
	}
}

func TestMark_AllAtOnceAndBackAtOnce(t *testing.T) {
	d := desktest.Sit(t, morning)
	ids := stock(t, d)
	m := read(t, d)
	const notice = "NatPSA/2026/004: check the footplate bolts"
	edits, undo, err := Mark(m.Uses(Question{Product: "mygo"}), notice)
	if err != nil || len(edits) != 3 {
		t.Fatalf("%d edits, %v", len(edits), err)
	}
	if !d.Write(d.Ctx, edits...) {
		t.Fatal(d.Failed)
	}
	var e assessments.Equipment
	if d.Read(mygo, &e); e.Notice != notice {
		t.Errorf("the child's own record says %q", e.Notice)
	}
	if x := thing(t, read(t, d), ids["mygo2"]); x.V.Notice != notice {
		t.Errorf("the spare in repair says %q", x.V.Notice)
	}
	if _, _, err := Mark(read(t, d).Uses(Question{Product: "mygo"}), notice); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("marked twice: %v", err)
	}
	if !d.Write(d.Ctx, undo...) {
		t.Fatal(d.Failed)
	}
	e = assessments.Equipment{}
	if d.Read(mygo, &e); e.Notice != "" {
		t.Errorf("taken back: %q", e.Notice)
	}
	if !d.Write(d.Ctx, assessments.Edit{Record: ids["mygo"], Set: fields("equipment", mygo)}) {
		t.Fatal(d.Failed)
	}
	uses := read(t, d).Uses(Question{Product: "mygo"})
	if got := UseWords(uses); got != "2 things in the register, 0 children’s records, 1 child" {
		t.Errorf("one seat in two records: %s", got)
	}
	if edits, _, err = Mark(uses, notice); err != nil || len(edits) != 3 {
		t.Errorf("the child's record that the seat answers is left unmarked: %d edits, %v", len(edits), err)
	}
	edits, _, err = Mark(m.Uses(Question{Product: "mustang"}), notice)
	if err != nil || string(edits[0].Set["notice"]) != `"NatPSA/2026/002: frame weld; `+notice+`"` {
		t.Errorf("an older notice must stay: %s, %v", edits[0].Set["notice"], err)
	}
	if _, _, err := Mark(m.Uses(Question{Product: "mygo"}), "  "); err == nil {
		t.Error("a notice without words was put on everything")
	}
}
