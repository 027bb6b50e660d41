package provision

import (
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// Words is the list of vague wording that a service works by. The zero value is Fieldfare's own.
type Words struct {
	Problem string // why the service's own changes are not used, a sentence; or ""
	own     *wording.Checker
}

// WordsOf reads the service's changes to the list out of its record. A list that cannot be read is told, and Fieldfare's
// own is used: a report is checked either way.
func WordsOf(records []assessments.Record) Words {
	var w Words
	for _, r := range records {
		text := r.Fields.Text("wording")
		if r.Kind != assessments.KindService || text == "" {
			continue
		}
		e, err := wording.ReadEdits("The service's own list of words", []byte(text))
		if err == nil {
			w.own, err = e.Checker()
		}
		if err != nil {
			w = Words{Problem: assessments.Sentence(err)}
		}
	}
	return w
}

// CheckRow looks for vague wording in one text of a row of provision.
func (w Words) CheckRow(text string, structured bool) []wording.Finding {
	if w.own == nil {
		return wording.CheckRow(text, structured)
	}
	return w.own.CheckRow(text, structured)
}

// Findings are the findings in one field of a row that have not been kept. Who, how long and how often have fields of their own
// below the words, which say themselves that they are empty: a card that asks for them while the words are typed would be in the way.
func (w Words) Findings(p *assessments.Provision, f Field) []wording.Finding {
	var out []wording.Finding
	for _, x := range w.CheckRow(f.Text, Structured(p)) {
		if x.Rule != wording.AloneRule && !kept(p.Overrides, x.Phrase) {
			out = append(out, x)
		}
	}
	return out
}

// finds reports whether a row has words that bind nobody.
func (w Words) finds(p *assessments.Provision) bool {
	for _, f := range Texts(p) {
		if len(w.Findings(p, f)) > 0 {
			return true
		}
	}
	return false
}
