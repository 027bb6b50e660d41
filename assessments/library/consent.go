package library

import (
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Purposes are what a family is asked about, each on its own: a yes to one is never a yes to another.
func Purposes() []string {
	return []string{"assess-and-treat", "share", "photo", "video", "work-sample", "virtual", "student-present", "referral-onward", "survey"}
}

// basisPurposes are the purposes that a basis record knows by name; the others are recorded as "other" with their words.
var basisPurposes = []string{"assess-and-treat", "share", "photo", "video", "work-sample", "student-present"}

// A Consent is the wording of one question, for one purpose and, where something is shared, for one sort of recipient. Its
// version is kept with the answer, so that it can always be seen what was asked.
type Consent struct {
	ID        string           `toml:"id" need:"a short name such as share-school"`
	Version   int              `toml:"version" need:"a whole number from 1"`
	Purpose   string           `toml:"purpose" need:"what it is for"`
	Recipient assessments.Role `toml:"recipient"`
	Title     string           `toml:"title" need:"what it is called"`
	Ask       string           `toml:"ask" need:"the question"`
	What      []string         `toml:"what" need:"what will happen after a yes"`
	No        string           `toml:"if_no" need:"what a no means"`
	Change    string           `toml:"change_mind" need:"how to take it back"`
	Child     string           `toml:"child" need:"the question in a child's words"`
	Standing
}

func (c Consent) name() string { return c.ID }

// check also keeps the recipient apart from every other purpose: a yes to photos is for nobody else to see.
func (c Consent) check(say sayer) {
	if c.Purpose != "" && !slices.Contains(Purposes(), c.Purpose) {
		say("purpose", "%q is not a purpose. Known are: %s.", c.Purpose, join(Purposes()))
	}
	switch {
	case c.Purpose == "share" && !assessments.ValidRole(c.Recipient):
		say("recipient", "%q is not a role of a recipient. Known are: %s.", string(c.Recipient), join(assessments.Roles()))
	case c.Purpose != "share" && c.Recipient != "":
		say("recipient", "Only a consent to share has a recipient.")
	}
	if c.Version < 0 {
		say("version", "The version must be a whole number from 1; %d is not.", c.Version)
	}
	c.Standing.check(say)
}

// Basis begins the record of an answer on a day: purpose, recipient, and in words which wording was asked in which version.
// Who answered, and by what right, is for the screen to add; the record's own check asks for it.
func (c Consent) Basis(decision string, on assessments.Date) assessments.Basis {
	b := assessments.Basis{Purpose: c.Purpose, Recipient: string(c.Recipient), Kind: "consent", Decision: decision, On: on,
		Words: fmt.Sprintf("Asked: %s (%s, version %d).", c.Title, c.ID, c.Version)}
	if !slices.Contains(basisPurposes, c.Purpose) {
		b.Purpose = "other"
	}
	return b
}

// ConsentFor returns the wording for a purpose and, where it is to share, a recipient.
func (l *Library) ConsentFor(purpose string, to assessments.Role) (Consent, bool) {
	for _, c := range l.Consents {
		if c.Purpose == purpose && (purpose != "share" || c.Recipient == to) {
			return c, true
		}
	}
	return Consent{}, false
}

type consentFile struct {
	Hide  []string  `toml:"hide"`
	Items []Consent `toml:"consent"`
	Standing
}

func (r *reader) consents(name string, data []byte) {
	var f consentFile
	if !r.open(name, data, &f) {
		return
	}
	for i := range f.Items {
		f.Items[i].Standing = f.Items[i].under(f.Standing)
	}
	lay(r, name, "consent", data, &r.lib.Consents, f.Items, f.Hide)
}
