package service

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// exclusions asks what the service is not commissioned for. Each fact that a referral lists is answered: a hard one stands, a
// soft one may have been set aside by a named clinician, and a fact that the pack does not know changes nothing.
func (q asking) exclusions() []Reason {
	var out []Reason
	for _, x := range q.p.Exclusions {
		if !among(q.c.Referral.Excluding, x.Name) {
			continue
		}
		r := Reason{Rules: x.Rules, Key: "exclusion." + x.Name, Effect: Against, Code: x.Name, Sentence: x.Words, WouldChange: x.Change}
		if x.Still != "" {
			r.Sentence += " " + x.Still
		}
		if ref := q.c.Referral; !x.Hard && strings.TrimSpace(ref.Override) != "" {
			if ref.OverrideBy != "" {
				r.Effect, r.WouldChange = For, ""
				r.Sentence = "Set aside for this child by a named clinician: " + strings.TrimSuffix(strings.TrimSpace(ref.Override), ".") + "."
			} else {
				r.Effect, r.Sentence, r.WouldChange = Ask, "A reason to set the rule aside is written down, and not who decided it.", "Name the clinician who set it aside."
			}
		}
		out = append(out, r)
	}
	return out
}

// needs asks whether there is something to triage by; whether it is significant is the therapist's judgement.
func (q asking) needs() []Reason {
	var out []Reason
	ref := q.c.Referral
	if len(ref.Areas) == 0 && strings.TrimSpace(ref.Reason) == "" {
		r := Reason{Key: "needs", Effect: Ask, Sentence: "The referral does not say what is hard for the child.", WouldChange: "Say in which parts of daily life, and how it shows."}
		if q.p.Needs != nil {
			r.Rules = q.p.Needs.Rules
		}
		out = append(out, r)
	} else if n := q.p.Needs; n != nil {
		out = append(out, Reason{Rules: n.Rules, Key: "needs", Effect: Note, Sentence: "For the therapist to judge: " + assessments.LowerFirst(n.Judgement)})
	}
	if n := q.p.Needs; n != nil && named(q.c.conditions(), n.Conditions) {
		out = append(out, Reason{Rules: n.CauseRules, Key: "needs.conditions", Effect: For, Sentence: "A condition is named that the service covers."})
	}
	if a := q.p.Areas; a != nil && len(ref.Areas) > 0 {
		known := slices.ContainsFunc(a.List, func(x Area) bool { return among(ref.Areas, x.Name) })
		if known {
			out = append(out, Reason{Rules: a.Rules, Key: "areas", Effect: For, Sentence: "The difficulty lies in a part of daily life that the service helps with."})
		} else {
			out = append(out, Reason{Rules: a.Rules, Key: "areas", Effect: Note, Sentence: "None of the areas named is on the service's list; the therapist judges whether it is meant by one of them."})
		}
	}
	return out
}

// referrer asks who referred, under the reading of the rules that the service chose.
func (q asking) referrer() []Reason {
	if len(q.p.Referrers) == 0 {
		return nil
	}
	if q.c.Referral.Source == "" {
		return []Reason{{Rules: q.referrerRules(), Key: "referrer", Effect: Ask, Sentence: "It is not known who referred.", WouldChange: "Say what the referrer is to the child.", Route: true}}
	}
	choice := ""
	for _, r := range q.p.Referrers {
		if r.Choice != "" {
			choice = r.Choice
		}
	}
	return q.p.read(choice, q.c.Choices, q.referrerUnder)
}

// referrerUnder asks the rows of referrers that stand under some choices. A child who may be at either stage is let through by
// the rows of both: a stage that is not known is no reason against a referrer.
func (q asking) referrerUnder(choices map[string]string) []Reason {
	var others []string
	var rules []int
	for _, row := range q.p.Referrers {
		if !row.stands(choices) {
			continue
		}
		rules = append(rules, row.Rules...)
		stage := q.c.Stage()
		if row.Stage != "" && stage != "" && row.Stage != stage {
			continue
		}
		if !slices.Contains(row.Sources, q.c.Referral.Source) {
			others = append(others, row.Sources...)
			continue
		}
		r := Reason{Rules: row.Rules, Key: "referrer", Effect: For, Sentence: "The referrer is one whom the service takes referrals from.", Route: true}
		if row.OnlyReturn {
			return q.returning(row, choices)
		}
		if row.Permission {
			return []Reason{r, q.permission(row)}
		}
		return []Reason{r}
	}
	slices.Sort(others)
	return []Reason{{
		Rules: rules, Key: "referrer", Effect: Against, Code: "referrer", Route: true,
		Sentence:    "By the service's rules " + people(q.c.Referral.Source) + " does not refer here.",
		WouldChange: "A referral by one of: " + peopleList(slices.Compact(others)) + ".",
	}}
}

// referrerRules are the numbers of all rules about referrers, each once.
func (q asking) referrerRules() []int {
	var rules []int
	for _, r := range q.p.Referrers {
		rules = append(rules, r.Rules...)
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// permission asks for the family's yes to the referral itself.
func (q asking) permission(row Referrer) Reason {
	r := Reason{Rules: row.Rules, Key: "consent", Effect: For, Sentence: "The family gave permission to refer.", Route: true}
	if q.p.Consent != nil {
		r.Rules = q.p.Consent.Rules
	}
	if !q.c.Referral.Permission.Valid() {
		r.Effect, r.Sentence = Ask, "The family's permission to refer is not recorded."
		r.WouldChange = "Record the day it was given, and by whom."
	}
	return r
}

// channel asks how the referral came.
func (q asking) channel() []Reason {
	ch := q.p.Channels
	if ch == nil {
		return nil
	}
	came := q.c.Referral.Channel
	r := Reason{Rules: ch.Rules, Key: "channels", Code: "channel", Route: true}
	var ways []string
	for _, a := range ch.Accept {
		ways = append(ways, strings.TrimSuffix(a.Words, "."))
		if a.Channel == came && (len(a.Sources) == 0 || slices.Contains(a.Sources, q.c.Referral.Source)) {
			r.Rules, r.Effect, r.Sentence = a.Rules, For, "The referral came the way the service asks for."
			return []Reason{r}
		}
	}
	r.WouldChange = "Send it again: " + assessments.LowerFirst(strings.Join(ways, "; ")) + "."
	switch {
	case came == "" && (ch.Only || len(ch.Refuse) > 0):
		r.Effect, r.Sentence, r.WouldChange = Ask, "It is not known how the referral came.", "Say how it came."
	case slices.Contains(ch.Refuse, came):
		r.Effect, r.Sentence = Against, "The service does not take referrals on paper."
	case ch.Only:
		r.Effect, r.Sentence = Against, "The service takes referrals only the ways it names."
	default:
		r.Effect, r.Sentence, r.WouldChange = Note, "The service has a way of its own for referrals: "+assessments.LowerFirst(strings.Join(ways, "; "))+".", ""
	}
	return []Reason{r}
}

// before reminds of advice that is to be sought first. It bars nobody.
func (q asking) before() []Reason {
	var out []Reason
	for _, b := range q.p.Before {
		if b.Stage == q.c.Stage() && strings.TrimSpace(q.c.Referral.AdviceTaken) == "" {
			out = append(out, Reason{Rules: b.Rules, Key: "before", Effect: Note, Sentence: b.Words, WouldChange: "Write down what advice was sought: " + strings.Join(b.Ask, " or ") + "."})
		}
	}
	return out
}
