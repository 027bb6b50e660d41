package register

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// A State is how near a due is.
type State int

// The states of a due.
const (
	None  State = iota // nothing is due, or the thing is out of use
	Later              // more than soonDays from now
	Soon
	Late
)

// soonDays is how many days before it is due a thing shows under Due soon: time to book an engineer or a visit.
const soonDays = 28

// allDays reaches past every day that anybody notes.
const allDays = 100 * 366

// A Due is one day by which something must be done, as the content library works it out.
type Due struct {
	library.Due
	State State
}

// dueWords are what a duty is called.
var dueWords = map[library.Duty]string{library.Examination: "LOLER examination", library.ServiceDue: "Service", library.FitCheck: "Fit check", library.DueBack: "Due back"}

// inUse tells whether a thing is the service's to use: what is withdrawn, gone back or condemned has no dates to keep.
func (t Thing) inUse() bool {
	return t.V.Status != "withdrawn" && t.V.Status != "returned-to-owner" && t.V.Status != "condemned"
}

// Dues are all days a thing in use must keep, the nearest first. A lifting thing without a day is overdue: nobody knows that
// it is safe.
func (t Thing) Dues() []Due { return t.dues }

// duesOf are the days of one item.
func duesOf(e library.Entry, today assessments.Date) []Due {
	return graded(rules().DueList([]library.Entry{e}, nil, today, allDays))
}

// graded says how near each day is.
func graded(list []library.Due) []Due {
	var out []Due
	for _, d := range list {
		state := Later
		switch {
		case d.Overdue(), d.By == "" && d.Law:
			state = Late
		case d.Days <= soonDays: // and a fit check that nobody can count
			state = Soon
		}
		out = append(out, Due{d, state})
	}
	return out
}

// lifting adds what lifts children and stands in their own records alone: whoever asks what must be examined finds all of it, and Today
// reads it here too.
func (m *Model) lifting() {
	var entries []library.Entry
	for _, t := range m.all {
		entries = append(entries, library.Entry{ID: t.Rec.ID, EquipmentItem: *t.V})
	}
	var pieces []library.Piece
	of := map[assessments.ID]piece{}
	for _, p := range m.pieces {
		pieces, of[p.rec.ID] = append(pieces, library.Piece{ID: p.rec.ID, Child: p.child, Equipment: *p.v}), p
	}
	for _, d := range graded(rules().DueList(entries, pieces, m.today, allDays)) {
		if p, ok := of[d.Equipment]; ok && d.Law && d.Item == "" {
			m.own = append(m.own, m.ownThing(p, d))
		}
	}
}

// ownThing is a child's own equipment as the register shows a thing.
func (m *Model) ownThing(p piece, d Due) Thing {
	v := &assessments.EquipmentItem{Product: p.v.Item, Maker: p.v.Maker, Model: p.v.Model, Serial: p.v.Serial, Owner: p.v.Owner, Child: p.child,
		Lifting: true, ExaminedOn: p.v.ExaminedOn, ExamineBy: p.v.ExamineBy, Notice: p.v.Notice}
	t := Thing{Rec: p.rec, V: v, Own: p.child, Holder: m.holder(v), today: m.today, dues: []Due{d}}
	t.key = t.folded()
	return t
}

// Unsafe is why a child's own equipment must not lift anybody today, as the register says it, or "".
func Unsafe(v *assessments.Equipment, today assessments.Date) string {
	m := Model{today: today, pieces: []piece{{rec: assessments.Record{ID: "own"}, v: v, child: "child"}}}
	m.lifting()
	for _, t := range m.own {
		return t.Unsafe()
	}
	return ""
}

// Lifts tells whether a thing lifts people: because that is noted, or because the catalogue knows it.
func (t Thing) Lifts() bool {
	return t.V.Lifting || slices.ContainsFunc(t.dues, func(d Due) bool { return d.Law })
}

// Next is the due that matters now: an overdue lifting examination before everything else, then the nearest day.
func (t Thing) Next() Due {
	for _, d := range t.dues {
		if d.Law && d.State == Late {
			return d
		}
	}
	if len(t.dues) == 0 {
		return Due{}
	}
	return t.dues[0]
}

// Words says a due as a person would: "LOLER examination due 3 December 2026, in 9 days".
func (t Thing) Words(d Due) string {
	what, verb := dueWords[d.Duty], " due"
	if d.Duty == library.DueBack {
		verb = ""
	}
	switch {
	case d.Duty == "" && t.V.Status == "on-loan":
		return "No date noted"
	case d.Duty == "":
		return ""
	case d.By == "" && d.Law:
		return "Nobody noted when it must be examined. Do not lift with it"
	case d.By == "":
		return strings.TrimSuffix(d.Note, ".")
	case d.State == Late && d.Law:
		return what + " overdue since " + d.By.Words() + ". Do not lift with it"
	case d.State == Late && verb == "":
		return "Return overdue since " + d.By.Words()
	case d.State == Late:
		return what + " overdue since " + d.By.Words()
	case d.Days == 0:
		return what + verb + " today"
	case d.State == Soon:
		return what + verb + " " + d.By.Words() + fmt.Sprintf(", in %s", count(d.Days, "day", "days"))
	}
	return what + verb + " " + d.By.Words()
}

// Unsafe is why a thing must not be lent now, or "".
func (t Thing) Unsafe() string {
	if d := t.Next(); d.Law && d.State == Late {
		return t.Words(d)
	}
	return ""
}
