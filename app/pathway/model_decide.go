package pathway

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// A Remark is one rule's word on the referral.
type Remark struct {
	Effect service.Effect
	Words  string
	Rules  string // "Rule 12"
	Change string // what would change it, "" where nothing need change
	Signs  []Sign
}

// A Sign is somewhere else that can help, and whether the family has been told.
type Sign struct {
	To   string
	Told assessments.Date
}

// Answer is what the rules make of the referral, with every reason.
type Answer struct {
	Outcome     service.Outcome
	Tag         string // one or two words: "Eligible"
	Sentence    string
	Remarks     []Remark
	Elsewhere   []Sign // where else anybody may be pointed to
	Untested    string // what the service's rules do not speak of
	MaySetAside bool   // a named clinician may see the child all the same
}

// tagWords are the outcomes in a word or two.
var tagWords = map[service.Outcome]string{
	service.Eligible: "Eligible", service.NotEligible: "Not as things stand", service.MoreInformation: "More to ask", service.Undecided: "The service must choose",
}

// Answer asks the service's rules about the referral as it is written now.
func (p *Page) Answer() Answer {
	if p.NoRules != "" {
		return Answer{Tag: "No rules", Sentence: p.NoRules, Elsewhere: p.elsewhere(nil)}
	}
	d := service.Eligibility(p.Pack, p.Case)
	a := Answer{Outcome: d.Outcome, Tag: tagWords[d.Outcome], Sentence: d.Sentence()}
	a.MaySetAside = d.Outcome == service.NotEligible || p.Case.Referral.Override != "" || p.Case.Referral.OverrideBy != ""
	if d.RouteOnly() {
		a.Tag = "Not the way it came"
	}
	var named []string
	for _, e := range []service.Effect{service.Against, service.Choose, service.Ask, service.For, service.Note} {
		for _, r := range d.Of(e) {
			m := Remark{Effect: e, Words: r.Sentence, Rules: ruleTag(r.Rules), Change: r.WouldChange}
			if e == service.Choose {
				m.Change = "" // the readings stand where the service chooses
			}
			for _, to := range r.Signposts {
				if !slices.Contains(named, to) { // each place is offered once
					m.Signs = append(m.Signs, p.sign(to))
					named = append(named, to)
				}
			}
			a.Remarks = append(a.Remarks, m)
		}
	}
	for i, s := range d.Untested {
		if i > 0 {
			a.Untested += ", "
		}
		a.Untested += s
	}
	a.Elsewhere = p.elsewhere(named)
	return a
}

// sign is a place with the day the family was told of it.
func (p *Page) sign(to string) Sign {
	s := Sign{To: to}
	for _, x := range p.Case.Referral.Signposts {
		if x.To == to {
			s.Told = x.On
		}
	}
	return s
}

// elsewhere are the service's other places to point to, and those the family has been told of already.
func (p *Page) elsewhere(named []string) []Sign {
	var out []Sign
	add := func(to string) {
		if !slices.Contains(named, to) {
			out, named = append(out, p.sign(to)), append(named, to)
		}
	}
	for _, s := range p.Pack.Signposts {
		add(s.To)
	}
	for _, s := range p.Case.Referral.Signposts {
		add(s.To)
	}
	return out
}

// Tell is the log of signposts with one more in it: the family was told of a place today.
func (p *Page) Tell(to string) []assessments.Signpost {
	list := slices.Clone(p.Case.Referral.Signposts)
	if i := slices.IndexFunc(list, func(s assessments.Signpost) bool { return s.To == to }); i >= 0 {
		list[i].On = p.Today
		return list
	}
	return append(list, assessments.Signpost{To: to, On: p.Today})
}

// A Verdict is one way to end triage.
type Verdict struct {
	Outcome string
	Tier    string
	Title   string
	Line    string
}

// Verdicts are the ways in which triage ends at this service; accepting is one for each tier that needs a referral.
func (p *Page) Verdicts() []Verdict {
	plan := service.Triaging(p.Pack, p.Case)
	var out []Verdict
	for _, o := range plan.Outcomes {
		if o != "accepted" || len(plan.Tiers) == 0 {
			out = append(out, Verdict{Outcome: o, Title: label(o), Line: verdictLines[o]})
			continue
		}
		for _, tier := range plan.Tiers {
			v := Verdict{Outcome: o, Tier: tier, Title: "Accept: " + tier}
			for _, t := range p.Pack.Tiers {
				if t.Name == tier {
					v.Line = t.Definition
				}
			}
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, func(a, b Verdict) int { return accepting(b) - accepting(a) })
	return out
}

func accepting(v Verdict) int {
	if v.Outcome == "accepted" {
		return 1
	}
	return 0
}

var verdictLines = map[string]string{
	"accepted": "An episode of care begins today.", "advice-and-discharge": "The family has what it needs to go on.",
	"signposted": "Somewhere else can help better.", "more-information-needed": "Triage goes on when the answer is here.",
	"declined": "Say why, and where else help may be found.",
}

// A Task is a step that the rules suggest.
type Task struct {
	Title    string
	Words    string
	Rules    string
	First    bool
	Choose   bool   // the service has to choose between two readings
	Template string // question template to ask with
	Record   assessments.ID
	Key      string
	Due      string
	Options  string // between what is decided
}

func task(s service.Step) Task {
	t := Task{Title: s.Title, Words: s.Sentence, Rules: ruleTag(s.Rules), First: s.First, Choose: s.Left != nil, Template: s.Template, Record: s.Record, Key: s.Key}
	if s.By.Valid() {
		t.Due = "By " + s.By.Weekday()
	}
	for i, o := range s.Options {
		if i > 0 {
			t.Options += "; "
		}
		t.Options += label(o)
	}
	return t
}

// BeforeTriage are the steps that the rules suggest before the referral is triaged.
func (p *Page) BeforeTriage() []Task {
	var out []Task
	for _, s := range service.Triaging(p.Pack, p.Case).Steps {
		out = append(out, task(s))
	}
	return out
}

// Next are the steps that wait for somebody once the referral is triaged.
func (p *Page) Next() []Task {
	var out []Task
	if !p.Case.Referral.TriagedOn.Valid() {
		return nil
	}
	for _, s := range service.Next(p.Pack, p.Case) {
		out = append(out, task(s))
	}
	return out
}

// Triage is the change that ends triage with a verdict, or what stands against it. Asking for more leaves the triage clock running.
func (p *Page) Triage(v Verdict) (assessments.Fields, []string) {
	r := p.Case.Referral
	r.Outcome, r.Tier, r.TriagedOn = v.Outcome, v.Tier, p.Today
	if v.Outcome == "more-information-needed" {
		return fields("outcome", v.Outcome, "tier", ""), nil
	}
	before := p.Case // as it stands before triage, so that a call that is still owed is seen
	before.Referral.TriagedOn = ""
	check := r
	check.TriagedOn = ""
	if against := texts(append(service.CheckTriage(p.Pack, before, check), p.dated(r)...)); len(against) > 0 {
		return nil, against
	}
	set := fields("outcome", v.Outcome, "tier", v.Tier, "triaged_on", p.Today, "decided_by_rules", p.lines(),
		"triage_working_day", r.Received.WorkingDaysAfter(p.Today), "triage_within_days", 0)
	if t := p.Pack.Triage; t != nil && t.WorkingDays > 0 {
		set["triage_within_days"] = fields("n", t.WorkingDays)["n"]
	}
	if v.Outcome == "accepted" {
		set["episode_opened_on"] = fields("d", p.Today)["d"]
	}
	return set, nil
}

// dated holds the day of receipt: without it no clock can be read.
func (p *Page) dated(r assessments.Referral) assessments.Problems {
	if !r.Received.Valid() {
		return assessments.Problems{{Field: "received", Text: "Enter the date the referral was received."}}
	}
	return r.Check()
}

// lines are the reasons as the record keeps them.
func (p *Page) lines() []string {
	if p.NoRules != "" {
		return []string{assessments.DecidedLine("note", p.NoRules)}
	}
	return service.Eligibility(p.Pack, p.Case).Lines()
}

// Untriage is the change that opens triage again.
func Untriage() assessments.Fields {
	return fields("outcome", "", "tier", "", "triaged_on", "", "triage_working_day", "", "triage_within_days", "", "episode_opened_on", "", "decided_by_rules", "")
}

// Triaged says how triage ended, "" while it has not.
func (p *Page) Triaged() (title, line string) {
	r := p.Case.Referral
	if !r.TriagedOn.Valid() {
		return "", ""
	}
	title = map[string]string{"accepted": "Accepted", "advice-and-discharge": "Advice, then discharge", "signposted": "Pointed to another service", "declined": "Declined"}[r.Outcome]
	if title == "" {
		title = "Triaged"
	}
	if r.Tier != "" && r.Outcome == "accepted" {
		title += ", " + r.Tier
	}
	line = r.TriagedOn.Words()
	if r.Received.Valid() {
		n := r.Received.WorkingDaysAfter(r.TriagedOn)
		line += ", " + count(n, "working day") + " after it came"
	}
	return title, line
}
