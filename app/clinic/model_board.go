package clinic

import (
	"context"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// A Topic is something that families ask about, as the drop-in template has it.
type Topic struct{ Is, Say string }

// Board is one clinic day.
type Board struct {
	On     assessments.Date
	Pack   *service.Pack
	Clinic *service.Clinic // the drop-in of that day; nil where the rules have none
	Off    string          // why it is not held that day
	Here   []*WalkIn       // in order of arrival
	Gone   []*WalkIn       // the last to go first
	Topics []Topic
	Form   int // version of the drop-in template
	today  assessments.Date
}

// ReadBoard reads a day.
func ReadBoard(ctx context.Context, r Reader, packs fs.FS, on, today assessments.Date) (*Board, error) {
	b := &Board{On: on, today: today}
	var err error
	if b.Pack, _, _, err = Rules(ctx, r, packs); err != nil {
		return b, err
	}
	b.find()
	if err := b.template(ctx, r); err != nil {
		return b, err
	}
	return b, b.read(ctx, r)
}

// find looks for the drop-in of the day.
func (b *Board) find() {
	if b.Pack == nil {
		return
	}
	for i, k := range b.Pack.Clinics {
		if !k.WalkIn {
			continue
		}
		for _, s := range k.Dates(b.On, b.On) {
			b.Clinic, b.Off = &b.Pack.Clinics[i], ""
			if s.Off {
				b.Off = s.Why
			}
		}
	}
}

// template takes the topics and the version of the form, the service's own or ours, so that what is ticked here is an answer there.
func (b *Board) template(ctx context.Context, r Reader) error {
	lib, err := questions.Library(ctx, r)
	if lib == nil {
		return err
	}
	t, ok := lib.Current(dropIn)
	if !ok {
		return nil // one broken form closes no clinic
	}
	b.Form = t.Version
	if q, ok := t.Question(askTopic); ok {
		for _, c := range q.Choices {
			b.Topics = append(b.Topics, Topic{c.Is, c.Say})
		}
	}
	return nil
}

func (b *Board) read(ctx context.Context, r Reader) error {
	rows, err := r.Contacts(ctx, b.On, b.On)
	if err != nil {
		return err
	}
	kids, err := r.Children(ctx)
	if err != nil {
		return err
	}
	born := map[assessments.ID]assessments.Date{}
	for _, k := range kids {
		born[k.ID] = k.Born
	}
	answers, err := answersOf(ctx, r)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.Type != walkIn {
			continue
		}
		rec, err := r.Record(ctx, row.ID)
		if err != nil {
			return err
		}
		w := &WalkIn{Rec: rec, Child: row.Child, Called: row.ChildName, Born: born[row.Child]}
		assessments.Decode(rec.Fields, &w.V)
		if a, ok := answers[row.ID]; ok {
			w.Answers = a
			assessments.Decode(a.Fields, &w.A)
		}
		if w.Done() {
			b.Gone = append(b.Gone, w)
		} else {
			b.Here = append(b.Here, w)
		}
	}
	sort.SliceStable(b.Here, func(i, j int) bool { return b.Here[i].before(b.Here[j]) })
	sort.SliceStable(b.Gone, func(i, j int) bool {
		x, y := b.Gone[i], b.Gone[j]
		return x.V.To > y.V.To || x.V.To == y.V.To && y.before(x)
	})
	return nil
}

// before is the order of arrival; two in the same minute stay in the order they were written down.
func (w *WalkIn) before(x *WalkIn) bool {
	if w.V.From != x.V.From {
		return w.V.From < x.V.From
	}
	return w.Rec.ID < x.Rec.ID
}

// answersOf are the drop-in forms by the contact they belong to.
func answersOf(ctx context.Context, r Reader) (map[assessments.ID]assessments.Record, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindAnswers}})
	out := map[assessments.ID]assessments.Record{}
	for _, rec := range recs {
		if rec.Fields.Text("template") == dropIn {
			out[assessments.ID(rec.Fields.Text("contact"))] = rec
		}
	}
	return out, err
}

// Title names the board.
func (b *Board) Title() string {
	if b.Clinic != nil {
		return b.Clinic.Title
	}
	return "Drop-in"
}

// Subtitle says the day, the hours and how many are here.
func (b *Board) Subtitle() string {
	when := b.On.Weekday()
	if b.Clinic != nil && b.Clinic.From != "" {
		when += ", " + b.Clinic.From + " to " + b.Clinic.To
	}
	return when
}

// Count says who is here: "3 here, 5 gone".
func (b *Board) Count() string {
	switch {
	case len(b.Here)+len(b.Gone) == 0:
		return "Nobody yet"
	case len(b.Gone) == 0:
		return fmt.Sprintf("%d here", len(b.Here))
	case len(b.Here) == 0:
		return familiesWords(len(b.Gone))
	}
	return fmt.Sprintf("%d here, %d gone", len(b.Here), len(b.Gone))
}

// Odd says why a board is not an ordinary one: no clinic that day, a bank holiday, a day to come. "" for an ordinary one.
func (b *Board) Odd() string {
	switch {
	case b.On > b.today:
		return "This clinic is still to come. Add families on the day."
	case b.Off != "":
		return "Your service does not hold this clinic on this day: " + b.Off + "."
	case b.Pack != nil && b.Clinic == nil:
		return "Your service has no drop-in on this day. You can still add a family who comes."
	}
	return ""
}

// GPArea is where a family's GP must be for this drop-in, "" where the pack asks for none (rule 9).
func (b *Board) GPArea() string {
	if b.Pack == nil || b.Clinic == nil {
		return ""
	}
	var areas []string
	for _, w := range b.Pack.Pathways {
		if w.Name != b.Clinic.Pathway {
			continue
		}
		for _, c := range w.Catchment {
			if c.Basis == "gp" {
				areas = append(areas, c.Areas...)
			}
		}
	}
	return list(areas, "or")
}

// Activities reminds of what a child may be asked to do (rule 45).
func (b *Board) Activities() string {
	if b.Clinic == nil || len(b.Clinic.Activities) == 0 {
		return ""
	}
	return assessments.UpperFirst(list(b.Clinic.Activities, "or"))
}

// Walk returns a walk-in by its contact, or nil.
func (b *Board) Walk(id assessments.ID) *WalkIn {
	for _, l := range [][]*WalkIn{b.Here, b.Gone} {
		for _, w := range l {
			if w.Rec.ID == id {
				return w
			}
		}
	}
	return nil
}

// TopicsOf tells which topics the words of a walk-in name, and what else they say.
func (b *Board) TopicsOf(purpose string) (chosen map[string]bool, own string) {
	chosen = map[string]bool{}
	var rest []string
	for _, part := range strings.Split(purpose, ", ") {
		known := false
		for _, t := range b.Topics {
			if strings.EqualFold(part, t.Say) {
				chosen[t.Is], known = true, true
			}
		}
		if !known && part != "" {
			rest = append(rest, part)
		}
	}
	return chosen, strings.Join(rest, ", ")
}

// Purpose joins topics and own words, in the template's order; topic is the template's answer: the first chosen.
func (b *Board) Purpose(chosen map[string]bool, own string) (purpose, topic string) {
	var words []string
	for _, t := range b.Topics {
		if !chosen[t.Is] {
			continue
		}
		if topic == "" {
			topic = t.Is
		}
		words = append(words, t.Say)
	}
	return strings.Join(append(words, some(strings.TrimSpace(own))...), ", "), topic
}
