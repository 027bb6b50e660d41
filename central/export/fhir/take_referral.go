package fhir

import (
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/london"
)

// join finds a Patient who is here already, in a file of referrals: what is new is the referral, and nothing of the child is changed.
func (im *importer) join(f *found, c *assessments.Child) bool {
	if im.into.Here == nil {
		return false
	}
	was, ok := im.into.Here(f.id)
	if id, known := im.into.ByNumber(c.NHSNumber); !ok && known && c.NHSNumber != "" {
		was, ok = im.into.Here(id)
	}
	if !ok || was.Kind != assessments.KindChild {
		return false
	}
	born, _ := f.res["birthDate"].(string)
	switch known := was.Fields.Text("born"); {
	case born == "":
		im.wrong.add(f.line, f.path+".birthDate", "A child with this number is here already, and a number alone is not enough to go by. Ask for the date of birth.")
	case known != "" && !strings.HasPrefix(known, born) || known == "" && c.Born != "":
		im.wrong.add(f.line, f.path+".birthDate", "This child is here already, with another date of birth. Check both.")
	}
	im.call(f, was.ID)
	im.children["nhs "+c.NHSNumber], im.joined[was.ID] = was.ID, true
	return true
}

// urgencies turn FHIR's priorities into ours; see priorities for the way out.
var urgencies = map[string]string{"": "", "routine": "routine", "urgent": "soon", "asap": "urgent", "stat": "urgent"}

// referral takes a request for help from a ServiceRequest. A proposal or a plan is none.
func (im *importer) referral(f found) {
	text := func(name string) string { s, _ := f.res[name].(string); return s }
	if i := text("intent"); i == "proposal" || i == "plan" || i == "option" {
		im.taken.Left["ServiceRequest"]++
		return
	}
	child := im.childOf(f, "subject")
	if child == "" {
		return
	}
	id := im.idOf(f)
	if _, twice := im.into.Here(id); twice {
		im.wrong.add(f.line, f.path+".id", "This referral was taken in already.")
		return
	}
	r := &assessments.Referral{Received: dayOf(text("authoredOn")), Urgency: urgencies[text("priority")], Reason: reasons(f.res), Channel: "other"}
	if !r.Received.Valid() {
		im.wrong.add(f.line, f.path+".authoredOn", "This says when it was asked for; the time for triage starts on that day. It is missing, or is no day.")
	}
	if _, known := urgencies[text("priority")]; !known {
		im.wrong.add(f.line, f.path+".priority", "This must be one of routine, urgent, asap, stat.")
	}
	if r.Reason == "" {
		im.wrong.add(f.line, f.path+".reasonCode", "This gives no reason. A referral needs one, in reasonCode or in a note.")
	}
	r.FromWho, r.Source = im.requester(f)
	im.taken.Records = append(im.taken.Records, assessments.Record{ID: id, Kind: assessments.KindReferral, Scope: assessments.ChildScope(child), Fields: assessments.Encode(r)})
	im.taken.Lines[id] = f.line
}

// requester is who asked, in words, and what they are as far as the file says.
func (im *importer) requester(f found) (who, source string) {
	ref, _ := f.res["requester"].(resource)
	to, _ := ref["reference"].(string)
	who, _ = ref["display"].(string)
	source = "other"
	for _, x := range im.found {
		if x.kind != "RelatedPerson" || to == "" || to != x.fullURL && to != "RelatedPerson/"+x.res.id() {
			continue
		}
		p := personFrom(x.res)
		if who == "" {
			who = p.Name
		}
		if slices.Contains([]string{"mother", "father", "parent", "carer"}, p.Role) {
			source = "parent"
		}
	}
	if word := strings.ToLower(strings.ReplaceAll(who, " ", "-")); slices.Contains(enumOf(assessments.KindReferral, "source"), word) {
		return "", word
	}
	return who, source
}

// reasons are the words that say why.
func reasons(r resource) string {
	var out []string
	for _, x := range asList(r["reasonCode"]) {
		concept, _ := x.(resource)
		words, _ := concept["text"].(string)
		for _, y := range asList(concept["coding"]) {
			if coding, _ := y.(resource); words == "" {
				words, _ = coding["display"].(string)
			}
		}
		if words != "" {
			out = append(out, words)
		}
	}
	for _, x := range asList(r["note"]) {
		n, _ := x.(resource)
		if words, _ := n["text"].(string); words != "" {
			out = append(out, words)
		}
	}
	return strings.Join(out, "\n")
}

// dayOf is the day in London of a date or a moment; "" for what is neither, and for a month or a year.
func dayOf(s string) assessments.Date {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return london.Day(t)
	}
	if d := assessments.Date(s); d.Valid() {
		return d
	}
	return ""
}
