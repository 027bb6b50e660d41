package reports

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments/wording"
)

// A WordingFinding is a phrase in a document that a plan could not be held to, with where it stands: “Includes” in F1.
type WordingFinding struct {
	Place   string
	Finding wording.Finding
}

// promised are the values of a provision card that say what will be done. Evidence, reasons and whose agreement is
// waited for are told, not promised.
var promised = []string{"Who", "With and where", "Dates", "Includes", "Training", "Needs", "Checked by"}

// A WordList is a list of vague wording: a service's own, or Fieldfare's.
type WordList interface {
	CheckRow(text string, structured bool) []wording.Finding
}

// shipped is Fieldfare's own list.
type shipped struct{}

// CheckRow is part of WordList.
func (shipped) CheckRow(text string, structured bool) []wording.Finding {
	return wording.CheckRow(text, structured)
}

// CheckWording looks for vague wording in the provision cards of a document, and for provision dressed as an outcome in
// its outcome cards. Nothing else is checked, and nothing is changed. list is the service's own, nil for Fieldfare's.
func CheckWording(d Document, list WordList) []WordingFinding {
	if list == nil {
		list = shipped{}
	}
	var out []WordingFinding
	section := ""
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Section:
			section = b.Letter
		case *Card:
			switch {
			case section == "E":
				for _, f := range wording.CheckOutcome(b.Title.Words()) {
					out = append(out, WordingFinding{"the outcome " + b.Tab, f})
				}
			case slices.Contains([]string{"F", "G", "H1", "H2"}, section):
				out = append(out, checkCard(b, list)...)
			}
		}
	}
	return out
}

// jobTitle are jobs whose names hold a word that is vague elsewhere: a learning support assistant is somebody, "support"
// is nothing.
var jobTitle = regexp.MustCompile(`(?i)\b((learning|pastoral|family|behaviour|early years) )?support (assistant|worker|officer|teacher)s?\b`)

// checkCard looks at what one row promises, value by value.
func checkCard(c *Card, list WordList) []WordingFinding {
	var out []WordingFinding
	// The card prints the dose beside the words, so a phrase that an amount would lift is no finding.
	look := func(place, text string) {
		for _, f := range list.CheckRow(jobTitle.ReplaceAllString(text, "assistant"), c.Dose != "") {
			out = append(out, WordingFinding{place, f})
		}
	}
	look("the title of "+c.Tab, c.Title.Words())
	for _, kv := range c.Values {
		if !slices.Contains(promised, kv.Key) {
			continue
		}
		var lines []string
		for _, l := range kv.Lines {
			for _, s := range l {
				if !s.Gap {
					lines = append(lines, s.Text)
				}
			}
		}
		look(fmt.Sprintf("“%s” in %s", kv.Key, c.Tab), strings.Join(lines, "\n"))
	}
	return out
}
