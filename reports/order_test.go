package reports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// blockPart is a part with two needs, each with what it rests on, between a table and a note.
func blockPart() Part {
	para := func(key string) Proposal {
		return Proposal{Key: "needs/" + key, Block: &Para{Text: say("Need " + key[len(key)-2:])}, Editable: true}
	}
	one, two, three := string(id(11)), string(id(22)), string(id(33))
	note := Proposal{Key: "needs/sum", Block: &Para{Text: say("The sum"), Note: true}}
	return Part{Key: "needs", Title: "Needs", Proposals: []Proposal{{Key: "needs/glance", Block: &Table{Caption: "Glance"}, Required: true},
		para(one), para("evidence/" + one), para(two), note, para("means/" + two), para(three)}}
}

// keys are the last letters of the proposals' keys.
func keys(all []Proposal) string {
	var out []string
	for _, x := range all {
		head := ""
		if strings.Count(x.Key, "/") > 1 {
			head = strings.Split(x.Key, "/")[1][:1]
		}
		out = append(out, head+x.Key[len(x.Key)-2:])
	}
	return strings.Join(out, " ")
}

func TestOrdered(t *testing.T) {
	p := blockPart()
	one, two, three := "needs/"+string(id(11)), "needs/"+string(id(22)), "needs/"+string(id(33))
	for _, x := range []struct{ order, want string }{
		{"", "ce 11 e11 22 um m22 33"},
		{two, "ce 22 11 e11 um m22 33"},                             // what it does not name follows
		{three + "\n" + one, "ce 33 11 e11 um 22 m22"},              // a need takes along what it rests on
		{"needs/gone\n" + three + "\n\n", "ce 33 11 e11 um 22 m22"}, // a record that has gone is passed over
		{"needs/glance\nneeds/sum", "ce 11 e11 22 um m22 33"},       // what must stand and small print stay
	} {
		if got := keys(p.Ordered(map[string]string{OrderKey("needs"): x.order})); got != x.want {
			t.Errorf("order %q: %s, want %s", x.order, got, x.want)
		}
	}
}

func TestMoved(t *testing.T) {
	p, choices := blockPart(), map[string]string{}
	move := func(key string, by int) string {
		next := p.Moved(choices, key, by)
		if next != "" {
			choices[OrderKey(p.Key)] = next
		}
		return keys(p.Ordered(choices))
	}
	one, three := "needs/"+string(id(11)), "needs/"+string(id(33))
	for _, x := range []struct {
		key  string
		by   int
		want string
	}{
		{one, -1, "ce 11 e11 22 um m22 33"}, // it is the first
		{three, 1, "ce 11 e11 22 um m22 33"},
		{three, -1, "ce 11 e11 22 um 33 m22"}, // a group that stands apart, as the m of 22 does, moves by itself
		{"needs/glance", 1, "ce 11 e11 22 um 33 m22"},
		{one, 1, "ce 22 11 e11 um 33 m22"},
	} {
		if got := move(x.key, x.by); got != x.want {
			t.Errorf("%s by %d: %s, want %s", x.key, x.by, got, x.want)
		}
	}
}

// TestAssemble_ActionsAreCountedAnew: a page one whose third action was left out does not jump from two to four.
func TestAssemble_ActionsAreCountedAnew(t *testing.T) {
	action := func(n int, title string) Proposal {
		return Proposal{Key: "actions/" + title, Block: &Action{Number: n, Title: title, What: say(title)}, Editable: true}
	}
	p := Proposals{Parts: []Part{{Key: "actions", Title: "To do", Head: &Section{Title: "Three things to do", Aside: "Review"},
		Proposals: []Proposal{action(1, "Slope"), action(2, "Rests"), action(3, "Chair")}}}}
	titles := func(choices map[string]string) []string {
		doc, err := Assemble(p, choices)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSpace(strings.ReplaceAll(doc.PlainText(), "\n\n", "\n")), "\n")
	}
	want := []string{"Two things to do", "Review", "1. Chair", "Chair", "2. Slope", "Slope"}
	if diff := cmp.Diff(want, titles(map[string]string{"actions/Rests": LeaveOut, OrderKey("actions"): "actions/Chair"})); diff != "" {
		t.Error(diff)
	}
	if got := titles(nil)[0]; got != "Three things to do" || p.Parts[0].Proposals[0].Block.(*Action).Number != 1 {
		t.Errorf("nothing was moved: %s; the proposals themselves may not change", got)
	}
}
