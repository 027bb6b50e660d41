package wording

// The ways of writing provision that leave the door open without one of the well-known words: a wish or a plan instead of
// a promise, the conditional mood, and a condition that is spelled out.

// defaultMood came from the sentences of the first set put aside that no phrase reached, each widened to its kind.
func defaultMood() []Entry {
	return []Entry{
		// Whoever hopes, plans or expects has promised nothing, however sure it sounds.
		{Group: groupPromise, Severity: High, Question: askPromise, Suggestion: offerPromise, Phrases: phrases(`hope to; hopes to;
			hoped to; hoping to; we hope; it is hoped; it is hoped that; hopefully; intend to; intends to; intending to; it is intended;
			plans to; we plan to; i plan to; is planning to; are planning to; planning to; expect to; expects to; is expected to;
			are expected to; it is expected; it is anticipated; it is envisaged; wish to; wishes to`)},
		// "Would" belongs to "should" and "could": what would be helpful is not yet to be done.
		{Group: groupPromise, Severity: High, Question: askPromise, Suggestion: offerPromise, Phrases: phrases(`would; would be;
			would be * if; would be * to; would be * for; would be helpful; would be useful; would be beneficial; would be good;
			would be best; would be ideal; would be preferable; would be desirable; would be advisable; would be of benefit;
			helpful if; useful if; beneficial if; preferable if; is desirable; is advisable; is preferable`)},
		{Group: groupIf, Severity: High, Question: askIf, Suggestion: offerIf, Phrases: spelledOut()},
	}
}

// spelledOut are "where possible" and its kin with words between: "where this is possible", "if help is needed".
func spelledOut() []string {
	var out []string
	for _, when := range []string{"where", "wherever", "when", "whenever", "if"} {
		for _, what := range []string{"possible", "feasible", "practicable", "practical", "appropriate", "necessary", "needed", "required", "available"} {
			out = append(out, when+" * is "+what, when+" * are "+what)
		}
		for _, what := range []string{"feasible", "practicable", "practical"} {
			out = append(out, when+" "+what)
		}
	}
	return append(out, phrases(`as far as is possible; as far as practicable; as far as is practicable; as far as reasonably practicable;
		as far as is reasonably practicable; as soon as possible; as soon as is possible; as soon as practicable`)...)
}

// fineMood are wishes of the child's own, and what the provision prevents.
const fineMood = `i would; would you; he would like; she would like; they would like; child would like; would otherwise;
he wishes to; she wishes to; they wish to; i wish to`

// fineReach are children and things moved up to a place, and grown-ups who are counted and told by their room: neither a
// cap nor unnamed. A number after the verb is left out, because "walks up to 20 minutes" is a cap.
func fineReach() []string {
	var out []string
	for _, moved := range phrases(`pulled; pulling; push; pushes; pushed; wheel; wheels; wheeled; roll; rolls; rolled; brought; drawn;
		moved; moves; drive; drives; driven; walk; walks; walked; reach; reaches`) {
		for _, place := range []string{"the", "his", "her", "their"} {
			out = append(out, moved+" up to "+place)
		}
	}
	for _, room := range []string{"reception", "nursery", "preschool", "classroom", "lunchtime", "playground"} {
		out = append(out, "# "+room+" adults", "# "+room+" staff")
	}
	return out
}
