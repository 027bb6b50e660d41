package library

import (
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Purposes are what a family is asked about, each on its own: a yes to one is never a yes to another. They are those of the
// record of consent but "other", whose question nobody can word beforehand.
func Purposes() []string {
	info, _ := assessments.LookupKind(assessments.KindBasis)
	for _, f := range info.Fields() {
		if f.Name == "purpose" {
			return slices.DeleteFunc(slices.Clone(f.Enum), func(p string) bool { return p == "other" })
		}
	}
	return nil
}

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

// Asked says which wording was asked in which version, for the record of the answer.
func (c Consent) Asked() string {
	return fmt.Sprintf("Asked: %s (%s, version %d).", c.Title, c.ID, c.Version)
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
