package capture

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Group is the notes of one functional area on the check screen.
type Group struct {
	Title string
	Rows  []Row
}

// A GoalTag is a goal that notes can speak to.
type GoalTag struct {
	ID    assessments.ID
	Words string // short, for a chip
}

// Groups lists the notes by functional area in the order of the reports, notes without an area first: they are the
// ones to look at.
func (b *Board) Groups() []Group {
	byArea := map[string][]Row{}
	for _, n := range b.notes {
		byArea[n.obs.Area] = append(byArea[n.obs.Area], b.row(n))
	}
	var out []Group
	for _, a := range append([]string{""}, assessments.Areas()...) {
		rows := byArea[a]
		if len(rows) == 0 {
			continue
		}
		title := assessments.AreaWords(a)
		if a == "" {
			title = "No area yet"
		}
		sort.SliceStable(rows, func(i, j int) bool { return !b.tagged(rows[i].ID) && b.tagged(rows[j].ID) })
		out = append(out, Group{Title: title, Rows: rows})
	}
	return out
}

func (b *Board) tagged(id assessments.ID) bool {
	n := b.note(id)
	return n != nil && len(n.obs.Goals) > 0
}

// Goals are the child's open goals as chips.
func (b *Board) Goals(ctx context.Context) ([]GoalTag, error) {
	recs, err := b.store.Records(ctx, store.Filter{Child: b.Child, Kinds: []assessments.Kind{assessments.KindGoal}})
	if err != nil {
		return nil, err
	}
	type ordered struct {
		tag   GoalTag
		order int
	}
	var all []ordered
	for _, r := range recs {
		var g assessments.Goal
		assessments.Decode(r.Fields, &g)
		if g.ClosedOn != "" {
			continue
		}
		words := g.RatingLabel
		if words == "" {
			words = g.Title
		}
		if words != "" {
			all = append(all, ordered{GoalTag{r.ID, assessments.UpperFirst(words)}, g.Order})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].order < all[j].order })
	tags := make([]GoalTag, len(all))
	for i, o := range all {
		tags[i] = o.tag
	}
	return tags, nil
}

// Speaks reports whether a note is tagged to a goal.
func (b *Board) Speaks(id, goal assessments.ID) bool {
	n := b.note(id)
	return n != nil && slices.Contains(n.obs.Goals, goal)
}

// Tag says that a note speaks to a goal, or that it does not after all.
func (b *Board) Tag(ctx context.Context, id, goal assessments.ID) (undo func()) {
	return b.change(ctx, id, func(o *assessments.Observation) {
		if i := slices.Index(o.Goals, goal); i >= 0 {
			o.Goals = slices.Delete(slices.Clone(o.Goals), i, i+1)
			return
		}
		o.Goals = append(slices.Clone(o.Goals), goal)
	})
}

// AtHome reports whether the family is visited at home.
func (b *Board) AtHome() bool { return b.contact.Place == "home" }

// Next is the next step in words.
func (b *Board) Next() string { return b.contact.Next }

// HasNext reports whether a suggestion stands in the next step.
func (b *Board) HasNext(words string) bool {
	return slices.Contains(strings.Split(b.contact.Next, "; "), words)
}

// ToggleNext adds a suggestion to the next step, or takes it out.
func (b *Board) ToggleNext(ctx context.Context, words string) bool {
	var parts []string
	for p := range strings.SplitSeq(b.contact.Next, "; ") {
		if p != "" && p != words {
			parts = append(parts, p)
		}
	}
	if !b.HasNext(words) {
		parts = append(parts, words)
	}
	return b.SetNext(ctx, strings.Join(parts, "; "))
}

// SetNext writes the next step.
func (b *Board) SetNext(ctx context.Context, words string) bool {
	return b.turn(ctx, func(c *assessments.Contact) { c.Next = strings.TrimSpace(words) })
}

// TypeNext keeps the next step while it is typed; CloseNext makes it a change of the contact.
func (b *Board) TypeNext(ctx context.Context, words string) error {
	return b.store.Typed(ctx, store.Draft{Record: b.Contact, Kind: assessments.KindContact, Scope: b.scope(), Field: "next", Text: words})
}

// CloseNext ends the typing of the next step.
func (b *Board) CloseNext(ctx context.Context) error {
	if err := b.store.Fold(ctx, b.Contact); err != nil {
		return err
	}
	return b.readContact(ctx)
}

// Ending remembers when Finish was tapped: the look back that follows is not part of the visit.
func (b *Board) Ending() {
	if b.ended == "" {
		b.ended = b.desk.Clock()
	}
}

// Finish says that the contact happened, and when it ended. What was noted stays open to correction.
func (b *Board) Finish(ctx context.Context) bool {
	return b.turn(ctx, func(c *assessments.Contact) {
		if c.Status != "started" && c.Status != "planned" {
			return
		}
		c.Status = "attended"
		// A visit that ran past midnight keeps an open end: an end before its start would be wrong.
		b.Ending()
		if c.On == b.desk.Today() && (c.From == "" || b.ended >= c.From) {
			c.To = b.ended
		}
		if c.ChildPresent == "" && (c.Type == "visit" || c.Type == "walk-in" || c.Type == "group") {
			c.ChildPresent = "yes"
		}
	})
}

// Reopen takes a finish back.
func (b *Board) Reopen(ctx context.Context) bool {
	b.ended = ""
	return b.turn(ctx, func(c *assessments.Contact) { c.Status, c.To = "started", "" })
}

// turn writes what differs in the contact; true also when nothing does.
func (b *Board) turn(ctx context.Context, change func(c *assessments.Contact)) bool {
	next := b.contact
	change(&next)
	edit, ok := b.desk.Change(b.contactRec, &next)
	if !ok {
		return true
	}
	if !b.desk.Write(ctx, edit) {
		return false
	}
	return b.readContact(ctx) == nil
}
