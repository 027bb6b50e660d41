package reports

import (
	"bytes"
	"encoding/json"
	"reflect"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// An entry is a typed record with its id.
type entry[T any] struct {
	id assessments.ID
	v  T
}

// facts are what a report may be written from: as at its day, and with everything that its reader may not have already
// taken out. A composer that sees only facts cannot let slip what Allow denied.
type facts struct {
	req   Request
	bases Bases

	childID      assessments.ID
	child        *assessments.Child
	service      *assessments.Service
	serviceID    assessments.ID
	services     []entry[*assessments.Service]
	settings     map[assessments.ID]*assessments.Setting
	people       map[assessments.ID]*assessments.Person
	scopes       map[assessments.ID]assessments.Scope // of people: where each was recorded
	contacts     []entry[*assessments.Contact]
	observations []entry[*assessments.Observation]
	scores       []entry[*assessments.Score]
	goals        []entry[*assessments.Goal]
	reviews      []entry[*assessments.GoalReview]
	measurements []entry[*assessments.Measurement]
	equipment    []entry[*assessments.Equipment]
	needs        []entry[*assessments.Need]
	outcomes     []entry[*assessments.Outcome]
	provision    []entry[*assessments.Provision]
	plans        []entry[*assessments.ActivityPlan]
	activities   []entry[*assessments.Activity]
	logs         []entry[*assessments.Log]
	referrals    []entry[*assessments.Referral]
	requests     []entry[*assessments.AdviceRequest]
	moves        []entry[*assessments.TierMove]
	blocks       []entry[*assessments.Block]
	discharges   []entry[*assessments.Discharge]
	answers      []entry[*assessments.Answers]
	attachments  []entry[*assessments.Attachment]
	versions     []signedReport
	translated   []Translated // of the versions of this report
	media        func(sha256 string) ([]byte, error)
	kinds        map[assessments.ID]assessments.Kind
	proper       map[string]bool // words that are names: see properWords
	withheld     []Withheld
}

// readFacts filters the evidence of a permitted request.
func readFacts(ev Evidence, req Request, bases Bases) *facts {
	f := &facts{req: req, bases: bases, media: ev.Media, settings: map[assessments.ID]*assessments.Setting{},
		people: map[assessments.ID]*assessments.Person{}, scopes: map[assessments.ID]assessments.Scope{}, kinds: map[assessments.ID]assessments.Kind{}}
	// A mark of confidence that was typed wrongly is lost in reading, so it is looked for in what was written.
	shut := map[assessments.ID]bool{}
	for _, r := range ev.Records {
		if reason := sealed(r, req.Recipient); reason != "" {
			shut[r.ID] = true
			if !unsent[r.Kind] {
				f.withheld = append(f.withheld, Withheld{Record: r.ID, Reason: reason})
			}
		}
	}
	open := func(r assessments.Record) bool { return !shut[r.ID] && r.Kind != assessments.KindBasis } // who may have the report is asked of Bases
	for _, r := range ev.asAt(req.AsAt, open).Records {
		if r.Kind == assessments.KindPerson {
			f.scopes[r.ID] = r.Scope
		}
		f.take(r.ID, f.strip(r))
	}
	if req.Kind == TribunalBundle {
		f.readVersions(ev)
	}
	f.sort()
	f.translated = translationsFor(ev.Records, req)
	f.proper = properWords(ev.Records)
	return f
}

// strip returns a record with the fields its reader may have. Links, order and yes-or-no fields of the internal class
// stay: they decide what stands where and are never printed themselves.
func (f *facts) strip(r assessments.Record) assessments.Typed {
	info, ok := assessments.LookupKind(r.Kind)
	if !ok {
		return nil
	}
	kept := assessments.Fields{}
	for _, shape := range info.Fields() {
		raw, ok := r.Fields[shape.Name]
		if !ok {
			continue
		}
		if classOf(r, shape) == assessments.ClassInternal {
			if shape.Name == "missing" {
				raw = f.gaps(r, raw)
			} else if !structural(shape.Type) && shape.Name != "educates" { // decides what is said of a row's place
				continue
			}
			kept[shape.Name] = raw
			continue
		}
		raw = f.prune(r.ID, shape.Name, raw)
		if d, reason := f.bases.shaped(r, shape, raw, f.req.Recipient, f.req.sharedOn()); d == Denied {
			f.withheld = append(f.withheld, Withheld{Record: r.ID, Field: shape.Name, Reason: reason})
			continue
		}
		kept[shape.Name] = raw
	}
	t := info.New()
	assessments.Decode(kept, t)
	return t
}

// structural reports whether a field holds a link, a place in a list or a yes, and no words.
func structural(t reflect.Type) bool {
	return t == reflect.TypeFor[assessments.ID]() || t == reflect.TypeFor[[]assessments.ID]() || t.Kind() == reflect.Int || t.Kind() == reflect.Bool
}

// prune takes the elements of a list that may not leave out of it, so that one trial in a borrowed chair does not cost
// the others.
func (f *facts) prune(id assessments.ID, field string, raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 || bytes.TrimSpace(raw)[0] != '[' {
		return raw
	}
	var all, some []json.RawMessage
	if json.Unmarshal(raw, &all) != nil {
		return raw
	}
	for _, one := range all {
		if d, reason := f.bases.text(one, f.req.sharedOn()); d == Denied {
			f.withheld = append(f.withheld, Withheld{Record: id, Field: field, Reason: reason})
			continue
		}
		some = append(some, one)
	}
	if len(some) == len(all) {
		return raw
	}
	out, _ := json.Marshal(some) // a list of raw JSON always can be written
	return out
}

// gaps keeps what is known to be missing of fields that the reader may have. A gap may be named after something that
// is no field ("release"); then the record's own readers may know of it.
func (f *facts) gaps(r assessments.Record, raw json.RawMessage) json.RawMessage {
	var all map[string]string
	if json.Unmarshal(raw, &all) != nil {
		return nil
	}
	info, _ := assessments.LookupKind(r.Kind)
	for name, why := range all {
		text, _ := json.Marshal(name + " " + why)
		d, _ := f.bases.text(text, f.req.sharedOn())
		class := wholeClass(r)
		for _, shape := range info.Fields() {
			if shape.Name == name {
				class = classOf(r, shape)
			}
		}
		if d == Denied || class == assessments.ClassInternal || !f.bases.mayHave(f.req.Recipient, class) {
			delete(all, name)
		}
	}
	out, _ := json.Marshal(all)
	return out
}

// wholeClass is the class of a record's first field that its kind requires.
func wholeClass(r assessments.Record) assessments.Class {
	info, _ := assessments.LookupKind(r.Kind)
	for _, shape := range info.Fields() {
		if shape.Required {
			if c := classOf(r, shape); c != assessments.ClassInternal {
				return c
			}
		}
	}
	return assessments.ClassEducation
}

// take files a record that was stripped. Kinds that no report prints are not filed, so that no composer can reach them.
func (f *facts) take(id assessments.ID, t assessments.Typed) {
	if t == nil {
		return
	}
	f.kinds[id] = t.RecordKind()
	switch t := t.(type) {
	case *assessments.Child:
		f.childID, f.child = id, t
	case *assessments.Service:
		f.services = append(f.services, entry[*assessments.Service]{id, t})
	case *assessments.Setting:
		f.settings[id] = t
	case *assessments.Person:
		f.people[id] = t
	case *assessments.Contact:
		f.contacts = append(f.contacts, entry[*assessments.Contact]{id, t})
	case *assessments.Observation:
		f.observations = append(f.observations, entry[*assessments.Observation]{id, t})
	case *assessments.Score:
		f.scores = append(f.scores, entry[*assessments.Score]{id, t})
	case *assessments.Goal:
		f.goals = append(f.goals, entry[*assessments.Goal]{id, t})
	case *assessments.GoalReview:
		f.reviews = append(f.reviews, entry[*assessments.GoalReview]{id, t})
	case *assessments.Measurement:
		f.measurements = append(f.measurements, entry[*assessments.Measurement]{id, t})
	case *assessments.Equipment:
		f.equipment = append(f.equipment, entry[*assessments.Equipment]{id, t})
	case *assessments.Need:
		f.needs = append(f.needs, entry[*assessments.Need]{id, t})
	case *assessments.Outcome:
		f.outcomes = append(f.outcomes, entry[*assessments.Outcome]{id, t})
	case *assessments.Provision:
		f.provision = append(f.provision, entry[*assessments.Provision]{id, t})
	case *assessments.ActivityPlan:
		f.plans = append(f.plans, entry[*assessments.ActivityPlan]{id, t})
	case *assessments.Activity:
		f.activities = append(f.activities, entry[*assessments.Activity]{id, t})
	case *assessments.Log:
		f.logs = append(f.logs, entry[*assessments.Log]{id, t})
	case *assessments.Referral:
		f.referrals = append(f.referrals, entry[*assessments.Referral]{id, t})
	case *assessments.AdviceRequest:
		f.requests = append(f.requests, entry[*assessments.AdviceRequest]{id, t})
	case *assessments.TierMove:
		f.moves = append(f.moves, entry[*assessments.TierMove]{id, t})
	case *assessments.Block:
		f.blocks = append(f.blocks, entry[*assessments.Block]{id, t})
	case *assessments.Discharge:
		f.discharges = append(f.discharges, entry[*assessments.Discharge]{id, t})
	case *assessments.Answers:
		f.answers = append(f.answers, entry[*assessments.Answers]{id, t})
	case *assessments.Attachment:
		f.attachments = append(f.attachments, entry[*assessments.Attachment]{id, t})
	}
}

// sort puts everything into the order of the page. Records come in by id, and ids by the time they were made, so a
// stable sort keeps the order of writing where nothing else decides.
func (f *facts) sort() {
	by(f.contacts, func(c *assessments.Contact) string { return string(c.On) + string(c.From) })
	by(f.observations, func(o *assessments.Observation) string { return string(o.On) + string(o.At) })
	by(f.scores, func(s *assessments.Score) string { return string(s.On) })
	by(f.reviews, func(g *assessments.GoalReview) string { return string(g.On) })
	by(f.measurements, func(m *assessments.Measurement) string { return string(m.On) + string(m.At) })
	by(f.logs, func(l *assessments.Log) string { return string(l.Week) })
	by(f.referrals, func(r *assessments.Referral) string { return string(r.Received) })
	by(f.requests, func(r *assessments.AdviceRequest) string { return string(r.Received) })
	by(f.moves, func(m *assessments.TierMove) string { return string(m.On) })
	by(f.blocks, func(b *assessments.Block) string { return string(b.Start) })
	by(f.discharges, func(d *assessments.Discharge) string { return string(d.On) })
	by(f.answers, func(a *assessments.Answers) string { return string(a.On) })
	by(f.attachments, func(a *assessments.Attachment) string { return string(a.On) })
	by(f.plans, func(p *assessments.ActivityPlan) string { return string(p.Start) })
	sort.SliceStable(f.activities, func(i, j int) bool { return f.activities[i].v.Order < f.activities[j].v.Order })
	sort.SliceStable(f.goals, func(i, j int) bool { return f.goals[i].v.Order < f.goals[j].v.Order })
	sort.SliceStable(f.equipment, func(i, j int) bool { return f.equipment[i].v.Order < f.equipment[j].v.Order })
	sort.SliceStable(f.needs, func(i, j int) bool { return f.needs[i].v.Order < f.needs[j].v.Order })
	sort.SliceStable(f.outcomes, func(i, j int) bool { return natural(f.outcomes[i].v.Ref, f.outcomes[j].v.Ref) })
	sort.SliceStable(f.provision, func(i, j int) bool { return natural(f.provision[i].v.Ref, f.provision[j].v.Ref) })
}

// known keeps the ids of records that are in this report.
func (f *facts) known(ids []assessments.ID) []assessments.ID {
	var out []assessments.ID
	for _, id := range ids {
		if _, ok := f.kinds[id]; ok {
			out = append(out, id)
		}
	}
	return out
}

// by sorts entries by a key and keeps the order of writing where keys are equal.
func by[T any](list []entry[T], key func(T) string) {
	sort.SliceStable(list, func(i, j int) bool { return key(list[i].v) < key(list[j].v) })
}
