package outbox

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/fieldfare/fieldfare/app/differ"
	"github.com/fieldfare/fieldfare/app/history"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Version is one side of a conflict.
type Version struct {
	Title, When string
	Words       []differ.Piece
	value       json.RawMessage
}

// A Choice is a conflict as two versions; where more people wrote there, the others stand in More.
type Choice struct {
	Child        assessments.ID
	Title        string
	Mine, Theirs Version
	More         []Version
	Both         bool // both values can be kept: texts under each other, lists in one
	Texts        bool // both values are texts, so that one can be written out of the two
	Proposal     bool
	Late         bool // Theirs was written under the wrong child after the entry was moved
	Held         bool // its words show only after a press and hold
	record       assessments.ID
	into         assessments.ID // the record that holds the value which is kept
	field        string
	current      json.RawMessage // what the record holds
	joined       json.RawMessage // for lists: what both is
}

// choice turns a conflict into two versions.
func (m *Model) choice(ctx context.Context, s Store, c store.ConflictRow) Choice {
	mine, theirs, rest := c.Current, c.Others[len(c.Others)-1], c.Others[:len(c.Others)-1]
	if theirs.Mine && !mine.Mine && !c.Proposal && !c.Late() {
		mine, theirs = theirs, mine
	}
	say := func(v store.Side) (string, bool) {
		words, text := history.Value(ctx, s, c.Kind, c.Field, v.Value)
		if words == "" {
			return "Nothing", false
		}
		return words, text
	}
	twice := c.Moved != "" && c.Field == store.TwiceMoved
	if twice { // an entry belongs to one child: the two cannot both be kept
		say = func(v store.Side) (string, bool) { return m.under(ctx, s, v.Value), false }
	}
	a, textA := say(mine)
	b, textB := say(theirs)
	left, right := differ.Texts(a, b)
	ch := Choice{Child: childOf(c.Scope), Title: "Two people changed " + fieldWords(c.Kind, c.Field), Texts: textA && textB, Proposal: c.Proposal,
		Held: m.held(ctx, s, c), record: c.Record, into: c.Record, field: c.Field, current: orNull(c.Current.Value)}
	ch.Mine = Version{sideTitle(ctx, s, mine, "Yours"), clock(mine.At), left, mine.Value}
	ch.Theirs = Version{sideTitle(ctx, s, theirs, "The other"), clock(theirs.At), right, theirs.Value}
	for _, o := range rest {
		words, _ := say(o)
		_, marked := differ.Texts(a, words)
		ch.More = append(ch.More, Version{sideTitle(ctx, s, o, "Another"), clock(o.At), marked, o.Value})
	}
	if !twice && !c.Proposal {
		ch.joined = union(append([]store.Side{c.Current}, c.Others...))
		ch.Both = ch.Texts || ch.joined != nil
	}
	switch {
	case twice:
		ch.Title, ch.into = "Two people moved this entry to two children", ""
	case c.Late():
		// What is kept is the right child's: theirs is the name to stand above it.
		ch.Late, ch.Child, ch.into = true, "", c.Moved
		if rec, err := s.Record(ctx, c.Moved); err == nil {
			ch.Child = childOf(rec.Scope)
		}
		ch.Title = "Somebody changed " + fieldWords(c.Kind, c.Field) + " after the entry was moved to the right child"
		ch.Mine.Title, ch.Theirs.Title = "Under the right child", "Written under the wrong child"
	case c.Proposal:
		ch.Title = "A change to " + fieldWords(c.Kind, c.Field) + " after it was signed"
	}
	return ch
}

// held reports whether a family must not read the words of a conflict over a shoulder.
func (m *Model) held(ctx context.Context, s Store, c store.ConflictRow) bool {
	rec, err := s.Record(ctx, c.Record)
	return c.Kind == assessments.KindAlert || err == nil && (rec.Fields.Text("confidential") == "true" || questions.InConfidence(ctx, s, rec))
}

// union is every member of lists, each once and in the order of the sides; nil where a side is no list.
func union(sides []store.Side) json.RawMessage {
	var out []json.RawMessage
	for _, x := range sides {
		var list []json.RawMessage
		if json.Unmarshal(x.Value, &list) != nil {
			return nil
		}
		for _, v := range list {
			known := false
			for _, o := range out {
				known = known || assessments.SameJSON(o, v)
			}
			if !known {
				out = append(out, v)
			}
		}
	}
	raw, err := json.Marshal(out)
	if err != nil {
		return nil
	}
	return raw
}

// under names the child to whom a moved entry went.
func (m *Model) under(ctx context.Context, s Store, moved json.RawMessage) string {
	var id assessments.ID
	if json.Unmarshal(moved, &id) == nil {
		if rec, err := s.Record(ctx, id); err == nil {
			return "To " + strings.TrimSuffix(m.of(ctx, s, childOf(rec.Scope), rec.Kind), ", ")
		}
	}
	return "To a child who is not on this tablet"
}

// sideTitle says whose value it is.
func sideTitle(ctx context.Context, s Store, v store.Side, otherwise string) string {
	if v.Mine {
		return "Yours"
	}
	if v.Author != "" {
		if rec, err := s.Record(ctx, v.Author); err == nil {
			if name := rec.Fields.Text("name"); name != "" {
				return name
			}
		}
	}
	return otherwise
}

// TheirsWords are the words of the button that keeps the other side: “Keep Priya’s” where it is known whose it is.
func (c Choice) TheirsWords() string {
	if c.Theirs.Title == "The other" || c.Theirs.Title == "Yours" {
		return "Keep the other"
	}
	first, _, _ := strings.Cut(c.Theirs.Title, " ")
	switch first {
	case "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr":
		first = c.Theirs.Title
	}
	return "Keep " + first + "’s"
}

// MixOf are both texts, one under the other, to be made into one.
func (c Choice) MixOf() string {
	var a, b string
	_ = json.Unmarshal(c.Mine.value, &a) // Texts says that both are
	_ = json.Unmarshal(c.Theirs.value, &b)
	return a + "\n" + b
}

// Keep settles a conflict: "mine", "theirs" or "both". A signed record keeps its words whatever is asked; only an amendment
// can change them. undo puts back what the record held before, nil where nothing else was written.
func (c Choice) Keep(ctx context.Context, s Store, keep string) (undo *assessments.Edit, err error) {
	switch {
	case c.Proposal:
		return nil, s.Resolve(ctx, c.record, c.field, keep, c.current)
	case keep == "both" && c.joined != nil:
		return c.with(ctx, s, keep, c.joined)
	}
	return c.with(ctx, s, keep, nil)
}

// KeepValue settles a conflict with a value of the person's own choice, such as one text written out of two.
func (c Choice) KeepValue(ctx context.Context, s Store, value json.RawMessage) (undo *assessments.Edit, err error) {
	return c.with(ctx, s, "value", value)
}

func (c Choice) with(ctx context.Context, s Store, keep string, value json.RawMessage) (*assessments.Edit, error) {
	if err := s.Resolve(ctx, c.record, c.field, keep, value); err != nil {
		return nil, err
	}
	if c.into == "" {
		return nil, nil
	}
	rec, err := s.Record(ctx, c.into)
	if err != nil || assessments.SameJSON(orNull(rec.Fields[c.field]), c.current) {
		return nil, err
	}
	return &assessments.Edit{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Op: assessments.OpSet, Set: assessments.Fields{c.field: c.current}}, nil
}

// mixNote names the sealed note that holds a text while it is written out of two.
func (c Choice) mixNote() string { return "mix/" + string(c.record) + "/" + c.field }

func orNull(v json.RawMessage) json.RawMessage {
	if len(v) == 0 {
		return json.RawMessage("null")
	}
	return v
}
