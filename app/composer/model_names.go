package composer

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// namesFor gathers whom a report about a child may not name: the children that its records say were there, and every
// other child of the caseload. Staff and places may share a part of their names with them.
func namesFor(ctx context.Context, r Reader, ev reports.Evidence, child assessments.ID) (wording.Names, error) {
	var n wording.Names
	for _, rec := range ev.Records {
		var others []string
		if raw := rec.Fields["other_names"]; raw != nil && json.Unmarshal(raw, &others) == nil {
			n.Others = append(n.Others, others...)
		}
		switch t := rec.ReadOf(assessments.KindPerson, assessments.KindSetting, assessments.KindService).(type) {
		case *assessments.Person:
			n.Adults = append(n.Adults, alsoCalled(t.Name)...)
		case *assessments.Setting:
			n.Adults = append(n.Adults, t.Name)
		case *assessments.Service:
			n.Adults = append(n.Adults, t.Name)
		}
	}
	children, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindChild}})
	if err != nil {
		return n, err
	}
	for _, rec := range children {
		var c assessments.Child
		assessments.Decode(rec.Fields, &c)
		to := &n.Others
		if rec.ID == child {
			to = &n.Own
		}
		for _, name := range []string{c.Name, c.KnownAs, c.GivenName, c.FamilyName} {
			if name != "" {
				*to = append(*to, name)
			}
		}
	}
	return n, nil
}

// alsoCalled are a name and its short form with the title: Mrs Perpetua Nettlefold is Mrs Nettlefold in a sentence.
func alsoCalled(name string) []string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return nil // a single name is as likely the other child's
	}
	out := []string{name}
	switch strings.TrimSuffix(words[0], ".") {
	case "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof":
		if len(words) > 2 {
			out = append(out, words[0]+" "+words[len(words)-1], strings.Join(words[1:], " "))
		}
	}
	return out
}

// named finds other children's names in a block as it will be signed, each once.
func (c *Composer) named(place string, x reports.Proposal) []Finding {
	text := reports.Document{Blocks: []reports.Block{x.Block}}.PlainText()
	if c.Edited(x.Key) {
		text = c.Words(x)
	}
	found, done := c.searched[text]
	if !done { // every letter typed looks at the whole report, of which one block has changed
		found = c.known.Check(text)
		c.searched[text] = found
	}
	var out []Finding
	seen := map[string]bool{}
	for _, f := range found {
		if !seen[f.Phrase] {
			seen[f.Phrase] = true
			out = append(out, Finding{Place: place, Finding: f, Name: true})
		}
	}
	return out
}
