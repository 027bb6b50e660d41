package wording

// OutcomeList returns the phrases that show provision written as an outcome, and outcomes that cannot be counted.
func OutcomeList() List {
	const (
		group = groupProvided
		ask   = "What will the child do? Move what adults will give to section F, G or H."
		vague = "Cannot be counted"
		count = "How will anybody see that it is reached? Give a count, a time, a share or a level of help."
		offer = "By [date], [child] will [do what], [how well], in [where], counted by [whom]"
	)
	return List{
		Entries: []Entry{
			{Group: group, Severity: Medium, Question: ask, Suggestion: offer, Phrases: phrases(`will receive; will have access;
				will have access to; will be provided with; will be given; will be offered; will get help; will attend therapy;
				will be supported; will be supported to; will be trained; will be taught; will be seen by; will be referred;
				will have # minutes; will have # hours; will have # sessions; will have therapy; will have support; therapy;
				therapies; support; supports; support from; support with; access to; intervention; interventions; input`)},
			{Group: group, Severity: Medium, LiftedBy: Number, Question: ask, Suggestion: offer,
				Phrases: phrases(`will attend; will attend a`)},
			{Group: vague, Severity: Medium, LiftedBy: Number, Question: count, Suggestion: offer, Phrases: phrases(`improve; improves;
				improved; develop; develops; increase; increases; enhance; make progress; makes progress; progress; better; feel; feels;
				gain confidence; more confident; more independent; be more independent; more confidently; be able to; learn to; independence; access the curriculum; reach * potential; full potential; feel included;
				feel more confident; develop better; feel better`)},
		},
		// Doing without help is an outcome, and a support can be a part of a chair.
		Fine: phrases(`asks for support; ask for support; without support; without adult support; without any support; no support; less support; with less support;
			without trunk support; trunk support; head support; foot support; back support; arm support; pelvic support`),
	}
}
