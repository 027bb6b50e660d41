package details

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

// A Saying is what a therapist reads aloud before a family answers, in the words of the content library.
type Saying struct {
	Ask   string         // the question itself; "" while it cannot be known, or nobody has worded it
	Parts []library.Part // what follows a yes, a no and a change of mind, and the question for the child
	Foot  string         // which wording it is, and whether a clinician has approved it
	Asked string         // what the record of the answer says of it
	Noted bool           // the record says so already
	Hint  string         // without a question: what to do
}

// SayingOf is the wording for the consent that a form shows. It is false where no consent is asked: a court does not ask.
func SayingOf(now assessments.Fields) (Saying, bool) {
	if basis := now.Text("basis"); basis != "" && basis != "consent" {
		return Saying{}, false
	}
	purpose, to := now.Text("purpose"), now.Text("recipient")
	switch {
	case purpose == "":
		return Saying{Hint: "Choose the purpose, and the words to read aloud stand here"}, true
	case purpose == "share" && to == "":
		return Saying{Hint: "Choose with whom it is shared, and the words to read aloud stand here"}, true
	}
	lib, err := library.Shipped(assets.Library)
	if err != nil {
		return Saying{Hint: "The words to read aloud cannot be read. Ask in your own words"}, true
	}
	c, ok := lib.ConsentFor(purpose, assessments.Role(to))
	if !ok {
		return Saying{Hint: "Nobody has worded this one. Say what it is for, what will happen, and that they may say no"}, true
	}
	return Saying{Ask: c.Ask, Asked: c.Asked(), Noted: strings.Contains(now.Text("words"), c.Asked()), Foot: fmt.Sprintf("%s Wording %s, version %d.", c.Standing.Words(), c.ID, c.Version),
		Parts: []library.Part{{Heading: "If they say yes", Lines: c.What}, {Heading: "If they say no", Lines: []string{c.No}},
			{Heading: "If they change their mind", Lines: []string{c.Change}}, {Heading: "To the child", Lines: []string{c.Child}}}}, true
}

// Note adds to the record's words which wording was asked, behind what stands there.
func (s Saying) Note(words string) string {
	return strings.TrimSpace(strings.TrimSpace(words) + "\n" + s.Asked)
}
