package capture

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// person is somebody around the child whose words may be noted.
type person struct {
	id   assessments.ID
	name string
	here bool // at this contact
}

// Saying is whose words the note box holds. The zero value is a note of the therapist's own.
type Saying struct {
	By  assessments.ID
	Who string
}

// None reports whether the note is the therapist's own.
func (s Saying) None() bool { return s == Saying{} }

// ChildSaying is the child's own words.
func (b *Board) ChildSaying() Saying { return Saying{By: b.Child} }

// readPeople lists whose words may be noted: those at the contact first; then, at school, the school's people before the
// family, elsewhere the other way round. What cannot be read is left out; the board opens without it.
func (b *Board) readPeople(ctx context.Context, setting assessments.ID) []person {
	here := map[assessments.ID]bool{}
	for _, p := range b.contact.Participants {
		here[p.Person] = p.Present != "not-reached" && p.Present != "declined"
	}
	scopes := []assessments.Scope{b.scope()}
	if setting != "" {
		scopes = append(scopes, assessments.SettingScope(setting))
	}
	if b.contact.Place == "school" || b.contact.Place == "nursery" {
		slices.Reverse(scopes)
	}
	var first, rest []person
	for _, scope := range scopes {
		recs, err := b.store.Records(ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindPerson}})
		if err != nil {
			return first
		}
		for _, r := range recs {
			var p assessments.Person
			assessments.Decode(r.Fields, &p)
			who := person{id: r.ID, name: p.CallName(), here: here[r.ID]}
			switch {
			case p.Role == "child" || who.name == "":
			case who.here:
				first = append(first, who)
			case aroundDaily(p.Role):
				rest = append(rest, who)
			}
		}
	}
	return append(first, rest...)
}

// aroundDaily reports whether somebody is with the child on an ordinary day; others are offered when they are there.
func aroundDaily(role string) bool {
	switch role {
	case "mother", "father", "parent", "carer", "grandparent", "relative", "teacher", "teaching-assistant", "senco", "key-person":
		return true
	}
	return false
}

// Adults are the people to choose from for "Adult said"; the last answer has no record.
func (b *Board) Adults() (words []string, says []Saying) {
	for _, p := range b.people {
		if len(words) == 7 {
			break
		}
		words, says = append(words, p.name), append(says, Saying{By: p.id})
	}
	return append(words, "Another adult"), append(says, Saying{Who: "An adult"})
}

// SaidWords names the speaker on a button.
func (b *Board) SaidWords(s Saying) string {
	if s.None() {
		return ""
	}
	return b.speaker(assessments.Observation{SaidBy: s.By, SaidWho: s.Who})
}

// Type keeps the words in the note box as they stand, so that nothing is lost between two keystrokes and a stamp.
func (b *Board) Type(ctx context.Context, text string) error {
	if b.typing == "" {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		b.typing = b.newID()
	}
	return b.store.Typed(ctx, store.Draft{Record: b.typing, Kind: assessments.KindObservation, Scope: b.scope(), Field: "text", Text: text})
}

// Unfinished gives back words that were typed and not stamped, as after a kill.
func (b *Board) Unfinished(ctx context.Context) string {
	drafts, err := b.store.Drafts(ctx)
	if err != nil {
		return ""
	}
	for _, d := range drafts {
		if d.Kind != assessments.KindObservation || d.Scope != b.scope() || d.Field != "text" {
			continue
		}
		if !isNew(d) || b.note(d.Record) != nil || strings.TrimSpace(d.Text) == "" {
			continue // a correction, or words of a note that has been stamped already
		}
		if r, err := b.store.Record(ctx, d.Record); err == nil && r.Fields.Text("how") != "" {
			continue // the child's own words, begun on My views
		}
		b.typing = d.Record
		return d.Text
	}
	return ""
}

// Enter stamps the words in the note box and answers the note's id, "" when it could not be saved; the words then stay.
func (b *Board) Enter(ctx context.Context, text, area string, s Saying) assessments.ID {
	typed := text
	text = strings.TrimSpace(b.own.Expand(text))
	if text == "" {
		return ""
	}
	id := b.typing
	if id == "" {
		id = b.newID()
	}
	o := assessments.Observation{Area: area, Type: "fact", Text: text}
	if !s.None() {
		o.Type, o.SaidBy, o.SaidWho = "said", s.By, s.Who
		o.Text = strings.Trim(text, "\"“”")
	}
	if b.typing != "" && o.Text != strings.TrimSpace(typed) { // what was typed must not come back over what was stamped
		if err := b.Type(ctx, o.Text); err != nil {
			return ""
		}
	}
	if b.add(ctx, id, o) == "" {
		return ""
	}
	b.typing = ""
	if err := b.store.Fold(ctx, id); err == nil {
		b.reread(ctx, id)
	}
	return id
}

// TypeIn keeps the words of a note that is being corrected; SetText or CloseText ends it.
func (b *Board) TypeIn(ctx context.Context, id assessments.ID, text string) error {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return b.store.Typed(ctx, store.Draft{Record: id, Kind: assessments.KindObservation, Scope: b.scope(), Field: "text", Text: text})
}

// CloseText turns the typed words of a corrected note into one change of it.
func (b *Board) CloseText(ctx context.Context, id assessments.ID) error {
	if err := b.store.Fold(ctx, id); err != nil {
		return err
	}
	b.reread(ctx, id)
	return nil
}
