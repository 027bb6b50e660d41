package register

import (
	"encoding/json"
	"strings"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// A Move is one tap on where a thing stands: the fields to set, and the words of Undo.
type Move struct {
	Verb  string // on the button
	Words string
	Set   assessments.Fields
	Main  bool // the one a person most likely wants
	Ends  bool // takes it out of use
}

// fields makes a set; an empty value clears.
func fields(pairs ...any) assessments.Fields {
	f := assessments.Fields{}
	for i := 0; i < len(pairs); i += 2 {
		f[pairs[i].(string)] = raw(pairs[i+1])
	}
	return f
}

// raw is a value as an edit takes it; an empty text clears.
func raw(v any) json.RawMessage {
	out, err := json.Marshal(v)
	if err != nil || string(out) == `""` {
		return json.RawMessage("null")
	}
	return out
}

// Moves are what can be done with a thing where it stands now. Lending asks to whom, so it is not among them.
func (t Thing) Moves() []Move {
	back := Move{Verb: "Take back", Words: "Taken back", Main: true, Set: fields("status", "in-store", "child", "", "setting", "", "equipment", "", "place", "",
		"due_back_on", "", "returned_on", t.today)}
	if t.V.Status == "withdrawn" || t.V.Status == "condemned" { // it comes back, but not into use
		back.Set["status"] = raw(t.V.Status)
	}
	repair := Move{Verb: "Put to repair", Words: "Put to repair", Set: fields("status", "in-repair")}
	withdraw := Move{Verb: "Withdraw", Words: "Withdrawn from use", Ends: true, Set: fields("status", "withdrawn")}
	owner := Move{Verb: "Gone back to its owner", Words: "Gone back to its owner", Set: fields("status", "returned-to-owner", "child", "", "setting", "", "equipment", "",
		"place", "", "due_back_on", "", "returned_on", t.today)}
	condemn := Move{Verb: "Condemn", Words: "Condemned", Ends: true, Set: fields("status", "condemned")}
	held := t.V.Child != "" || t.V.Setting != ""
	switch t.V.Status {
	case "on-loan":
		return []Move{back, repair, withdraw}
	case "in-repair":
		mended := Move{Verb: "Mended", Words: "Mended, in store", Main: true, Set: fields("status", "in-store")}
		if held {
			mended.Words, mended.Set = "Mended, back with "+t.Holder, fields("status", "on-loan")
		}
		return []Move{mended, withdraw, condemn}
	case "withdrawn", "condemned", "returned-to-owner":
		again := Move{Verb: "Put into use again", Words: "In use again", Set: fields("status", "in-store", "child", "", "setting", "", "equipment", "")}
		switch {
		case held:
			return []Move{back, owner}
		case t.V.Status == "withdrawn":
			return []Move{again, owner, condemn}
		}
		return []Move{again}
	}
	return []Move{repair, withdraw, owner}
}

// Lend gives a thing to a child or a setting. What lifts people and is not known to be safe is not lent.
func (m *Model) Lend(t Thing, to Holder) (Move, error) {
	if why := t.Unsafe(); why != "" {
		return Move{}, assessments.Errorf(assessments.Invalid, "register.lend", "%s. Have it examined and enter the day, then lend it.", why)
	}
	mv := Move{Words: "Lent to " + to.Name, Set: fields("status", "on-loan", "child", to.ID, "setting", "", "place", "", "equipment", m.answers(t, to.ID),
		"lent_on", t.today, "returned_on", "", "due_back_on", "")}
	if to.Setting {
		mv.Set["child"], mv.Set["setting"] = mv.Set["setting"], mv.Set["child"]
	}
	return mv, nil
}

// answers is the child's own equipment record that a thing answers: the one of the same product that is not in the past, where
// there is exactly one.
func (m *Model) answers(t Thing, child assessments.ID) assessments.ID {
	var found assessments.ID
	words := strings.Fields(children.Fold(t.V.Product))
	for _, p := range m.pieces {
		if p.child != child || p.gone() || !children.HasAll(p.key, words) || len(words) == 0 {
			continue
		}
		if found != "" {
			return ""
		}
		found = p.rec.ID
	}
	return found
}

// Examined notes an examination today; the next one follows from it.
func (t Thing) Examined() Move {
	return Move{Verb: "Examined today", Words: "Examined today", Set: fields("examined_on", t.today, "examine_by", library.AddMonths(t.today, 6))}
}
