package library

import (
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// An Entry is one line of the equipment register with the id of its record.
type Entry struct {
	ID assessments.ID
	assessments.EquipmentItem
}

// A Piece is one child's equipment record with its id and whose it is.
type Piece struct {
	ID, Child assessments.ID
	assessments.Equipment
}

// A Duty is what is due.
type Duty string

// The duties: the examination that the law asks for, the maker's service, the look at fit, the day a loan ends.
const (
	Examination Duty = "examination"
	ServiceDue  Duty = "service"
	FitCheck    Duty = "fit check"
	DueBack     Duty = "due back"
)

// A Due is one duty for one thing. By is "" where the day is not known: then Note says what is missing, and the thing stands
// before all others.
type Due struct {
	Duty      Duty
	Law       bool // LOLER 1998
	By        assessments.Date
	Days      int // days left, less than 0 when it is overdue; 0 while By is not known
	Name      string
	Serial    string
	Child     assessments.ID
	Item      assessments.ID // register entry, or
	Equipment assessments.ID // the child's equipment record
	Note      string
}

// Overdue reports whether the day has gone by.
func (d Due) Overdue() bool { return d.By != "" && d.Days < 0 }

// AddMonths returns the same day n months on; a day that the month does not have becomes its last (31 August and six months:
// 28 February, or 29 in a leap year), so that an interval is never stretched.
func AddMonths(d assessments.Date, n int) assessments.Date {
	if !d.Valid() {
		return ""
	}
	y, m, day := d.Time().Date()
	end := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return assessments.NewDate(time.Date(y, m+time.Month(n), min(day, end), 0, 0, 0, 0, time.UTC))
}

// gone are the states in which the service answers for a thing no longer; unused those of a child's equipment that is not in
// use, or not yet.
var (
	gone   = []string{"condemned", "returned-to-owner", "withdrawn"}
	active = []string{"in-use", "on-trial"}
)

// DueList lists every duty that falls within so many days after today, overdue ones included, and everything whose day
// should be known and is not: unknown first, then by day. What stands in the register is not told again from the child's
// record that it answers.
func (l *Library) DueList(entries []Entry, pieces []Piece, today assessments.Date, within int) []Due {
	var all []Due
	told := map[assessments.ID][]Duty{}
	for _, e := range entries {
		if slices.Contains(gone, e.Status) {
			continue
		}
		for _, d := range l.ofEntry(e) {
			told[e.Equipment] = append(told[e.Equipment], d.Duty)
			all = append(all, d)
		}
	}
	for _, p := range pieces {
		if !slices.Contains(active, p.Status) {
			continue
		}
		for _, d := range l.ofPiece(p) {
			if !slices.Contains(told[p.ID], d.Duty) {
				all = append(all, d)
			}
		}
	}
	last := today.AddDays(within)
	all = slices.DeleteFunc(all, func(d Due) bool { return d.By > last })
	for i := range all {
		if all[i].By != "" {
			all[i].Days = int(all[i].By.Time().Sub(today.Time()).Hours() / 24)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].By < all[j].By })
	return all
}

// ofEntry is what one line of the register asks for. A thing in store must be examined before it is lent, so its date counts
// there as well; its fit counts only while somebody uses it.
func (l *Library) ofEntry(e Entry) []Due {
	base := Due{Name: nameOf(e.EquipmentItem), Serial: e.Serial, Child: e.Child, Item: e.ID, Equipment: e.Equipment}
	product, known := l.match(e.words(), e.Product, e.Maker)
	var out []Due
	if e.Lifting || known && product.Lifts() {
		out = append(out, examination(base, e.ExaminedOn, e.ExamineBy))
	}
	if e.ServiceBy.Valid() {
		out = append(out, base.with(ServiceDue, e.ServiceBy, ""))
	}
	if e.Status == "on-loan" {
		switch months := product.ReviewMonths(); {
		case e.FitBy.Valid():
			out = append(out, base.with(FitCheck, e.FitBy, ""))
		case known && months > 0 && e.Child != "":
			out = append(out, base.with(FitCheck, AddMonths(e.LentOn, months), fmt.Sprintf("No fit check is planned; this is %d months after the loan began.", months)))
		}
		if e.DueBack.Valid() && e.ReturnedOn == "" {
			out = append(out, base.with(DueBack, e.DueBack, ""))
		}
	}
	return out
}

// ofPiece is what a child's equipment record asks for.
func (l *Library) ofPiece(p Piece) []Due {
	base := Due{Name: p.Name(), Serial: p.Serial, Child: p.Child, Equipment: p.ID}
	product, known := l.match(p.words(), "", p.Maker)
	var out []Due
	if p.Lifting || p.Type == "hoist" || known && product.Lifts() {
		out = append(out, examination(base, p.ExaminedOn, p.ExamineBy))
	}
	if p.ServiceMonths > 0 && p.DeliveredOn.Valid() {
		out = append(out, base.with(ServiceDue, AddMonths(p.DeliveredOn, p.ServiceMonths), fmt.Sprintf("%d months after delivery; no later service is recorded.", p.ServiceMonths)))
	}
	switch months := product.ReviewMonths(); {
	case p.ReviewOn.Valid():
		out = append(out, base.with(FitCheck, p.ReviewOn, ""))
	case known && months > 0:
		out = append(out, base.with(FitCheck, AddMonths(p.DeliveredOn, months), fmt.Sprintf("No fit check is planned; this is %d months after delivery.", months)))
	}
	return out
}

// examination is due on the recorded day, but never later than six months after the last one: a later day holds only where a
// competent person has written an examination scheme (LOLER 1998 reg 9(3)), which this record cannot show.
func examination(base Due, last, by assessments.Date) Due {
	base.Law = true
	six := AddMonths(last, liftingMonths)
	switch {
	case by == "" && six == "":
		return base.with(Examination, "", "No examination is recorded. Do not lift anyone with it until a competent person has examined it.")
	case by == "":
		return base.with(Examination, six, "Six months after the last examination.")
	case six != "" && by > six:
		return base.with(Examination, six, "Six months after the last examination. The record says "+by.Words()+": only a written examination scheme allows that.")
	}
	return base.with(Examination, by, "")
}

func (d Due) with(duty Duty, by assessments.Date, note string) Due {
	d.Duty, d.By, d.Note = duty, by, note
	if by == "" && note == "" || by == "" && duty != Examination {
		d.Note = "No day is recorded from which the " + string(duty) + " can be counted."
	}
	return d
}

func nameOf(e assessments.EquipmentItem) string {
	p := assessments.Equipment{Item: e.Product, Maker: e.Maker, Model: e.Model}
	return p.Name()
}
