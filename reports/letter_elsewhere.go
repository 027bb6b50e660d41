package reports

import (
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// letterAdviceOnly is for a referral that ends with advice: what was advised, why no visit follows, what would change that,
// and where else to turn.
func (w *writer) letterAdviceOnly() {
	r := w.triaged("advice-and-discharge")
	w.letter("Our advice for "+w.kid(), func() {
		if w.noSuch(r, "No referral that ended with advice is recorded.") {
			return
		}
		w.tell("why", append(w.asked(*r), span(" We have given advice, and no visit follows for now.", r.id)))
		w.letterPart("advice", "What we advise")
		w.advised(*r)
		w.becauseOf(*r, "Why no visit follows")
		w.turnTo(*r)
		w.askAgain()
	})
}

// letterSignposted is for a referral that the service does not take on. It is never a bare no: it says where to turn first,
// then by which rule, then what would change it.
func (w *writer) letterSignposted() {
	r := w.triaged("signposted", "declined")
	title := "Where " + w.child.Known() + " can get help"
	if w.toYou() {
		title = "Where you can get help"
	}
	w.letter(title, func() {
		if w.noSuch(r, "No referral that was pointed elsewhere is recorded.") {
			return
		}
		w.tell("why", append(w.asked(*r), span(" "+w.kidIs("are", "is")+" not on our list for now. Below is who can help, why, and what would change it.", r.id)))
		w.turnTo(*r)
		w.becauseOf(*r, "Why we are not the service for this")
		w.askAgain()
	})
}

// noSuch puts the gap of a letter whose decision is not in the record.
func (w *writer) noSuch(r *entry[*assessments.Referral], words string) bool {
	if r == nil {
		w.must("why", &Para{Text: gap(words)})
	}
	return r == nil
}

// advised is what was advised: the plan after triage, and what was said at calls and drop-ins about the referral.
func (w *writer) advised(x entry[*assessments.Referral]) {
	var items []Text
	if x.v.NextStep != "" {
		items = append(items, say(assessments.UpperFirst(closed(x.v.NextStep)), x.id))
	}
	for _, c := range w.contacts {
		if c.v.Status == "attended" && c.v.On >= x.v.Received && c.v.Summary != "" {
			t := say(assessments.UpperFirst(closed(c.v.Summary)), c.id)
			items = append(items, append(t, Span{Text: " " + c.v.On.Words(), Soft: true}))
		}
	}
	for _, p := range w.plans {
		if p.v.Title != "" {
			items = append(items, say("The programme “"+open(p.v.Title)+"”.", p.id))
		}
	}
	if len(items) == 0 {
		w.must("none", &Para{Text: gap("The advice is not recorded.", x.id)})
		return
	}
	w.listed("given", items)
}

// A rule's reason as triage wrote it down: "… What would change it: … (rule 17)".
var (
	ruleTag     = regexp.MustCompile(`\s*\(rules? [0-9, ]+\)$`)
	againstWord = regexp.MustCompile(`(?i)\b(not|outside|no|only|never|neither)\b`)
)

const wouldChange = "What would change it:"

// becauseOf tells the rules that spoke against, in their own plain words, and what would change each. Who may not have health
// information does not get them: a rule may name a condition.
func (w *writer) becauseOf(x entry[*assessments.Referral], title string) {
	w.letterPart("because", title)
	if !w.may(assessments.ClassHealth) {
		w.tell("family", say("The reasons are for the family: they can tell you what we told them.", x.id))
		return
	}
	var why, change []Text
	for _, line := range spokeAgainst(x.v.Decided) {
		reason, other, _ := strings.Cut(line, wouldChange)
		if s := w.byName(reason); s != "" {
			why = append(why, say(s, x.id))
		}
		if s := w.byName(other); s != "" {
			change = append(change, say(s, x.id))
		}
	}
	if len(why) == 0 {
		w.must("none", &Para{Text: gap("The reason is not recorded.", x.id)})
	}
	w.listed("rules", why)
	w.letterPart("change", "What would change it")
	if len(change) == 0 {
		w.must("none", &Para{Text: gap("What would change it is not recorded.", x.id)})
	}
	w.listed("all", change)
}

// spokeAgainst are the reasons at triage that kept a referral from being taken on, without their rules. Lines of before they
// carried their effect stand in its order, those against first: they are read up to the first that speaks for the child or is for
// the therapist to know.
func spokeAgainst(decided []string) []string {
	var out []string
	over := false
	for _, line := range decided {
		effect, reason := assessments.DecidedReason(strings.TrimSpace(line))
		reason = ruleTag.ReplaceAllString(reason, "")
		switch effect {
		case "against", "choose", "ask":
			out = append(out, reason)
		case "":
			over = over || strings.HasPrefix(reason, "For the therapist to judge:") || !strings.Contains(reason, wouldChange) && !againstWord.MatchString(reason)
			if !over {
				out = append(out, reason)
			}
		}
	}
	return out
}

var theChild = regexp.MustCompile(`\b[Tt]he child\b`)

// byName puts the child's name where a rule speaks of "the child", as a closed sentence. A young person reads it as it is.
func (w *writer) byName(s string) string {
	if s = assessments.UpperFirst(closed(s)); w.toYou() {
		return s
	}
	return theChild.ReplaceAllLiteralString(s, w.child.Known())
}

// turnTo lists where else help is to be had.
func (w *writer) turnTo(x entry[*assessments.Referral]) {
	w.letterPart("turn", "Where to turn")
	var items []Text
	for _, s := range x.v.Signposts {
		t := say(assessments.UpperFirst(closed(s.To)), x.id)
		if s.On.Valid() && s.On <= w.req.AsAt {
			t = append(t, Span{Text: " " + joined(", ", "Told on "+s.On.Words(), w.lower(open(s.By))), Soft: true, From: t[0].From})
		}
		items = append(items, t)
	}
	if x.v.NextStep != "" && w.req.Kind == LetterSignposted {
		items = append(items, say(assessments.UpperFirst(closed(x.v.NextStep)), x.id))
	}
	if len(items) == 0 {
		w.must("none", &Para{Text: gap("Where else to turn is not recorded.", x.id)})
		return
	}
	w.listed("places", items)
}

// askAgain keeps the door open: until the last day where a discharge names one, and whenever something changes.
func (w *writer) askAgain() {
	w.letterPart("again", "Asking again")
	t := say("Ask us again when something changes, or when what is said here does not help. We look at every request anew.")
	if d := w.discharged(); d != nil && d.v.ReturnBy >= w.req.AsAt && d.v.ReturnBy.Valid() {
		t = append(t, span(" Until "+d.v.ReturnBy.Words()+" nobody has to refer "+w.kid()+" again: ring or write to us.", d.id))
	}
	w.tell("again", t)
}
