package wording

// OutcomeList returns the phrases that show provision written as an outcome.
func OutcomeList() List {
	const (
		group = "Provision, not an outcome"
		ask   = "What will the child do? Move what adults will give to section F, G or H."
		offer = "By [date], [child] will [do what], [how well], in [where], counted by [whom]"
	)
	return List{
		Entries: []Entry{
			{Group: group, Severity: High, Question: ask, Suggestion: offer, Phrases: phrases(`will receive; will have access;
				will have access to; will be provided with; will be given; will be offered; will get help; will attend therapy`)},
			{Group: group, Severity: Medium, Question: ask, Suggestion: offer, Phrases: phrases(`therapy; therapies; support; supports;
				support from; support with; access to; intervention; interventions; input`)},
		},
		// Doing without help is an outcome, and a support can be a part of a chair.
		Fine: phrases(`without support; without adult support; without any support; no support; less support; with less support;
			without trunk support; trunk support; head support; foot support; back support; arm support; pelvic support`),
	}
}

// PersonList returns the phrases that put the condition before the child, with the words of the NHS service manual.
// How autistic people are named is left to the family: neither form is listed.
func PersonList() List {
	const group = "Child first"
	entry := func(grade Severity, question, offer, line string) Entry {
		return Entry{Group: group, Severity: grade, Question: question, Suggestion: offer, Phrases: phrases(line)}
	}
	return List{Entries: []Entry{
		entry(Medium, "Does the child say so? Otherwise name the condition without the suffering.", "has",
			"suffers from; suffer from; suffered from; suffering from; suffers with; suffering with; is a sufferer; sufferer; sufferers; afflicted with; afflicted by; stricken with; a victim of; victim of"),
		entry(Medium, "What does the equipment let the child do?", "uses a wheelchair",
			"confined to; confined to a wheelchair; confined to his wheelchair; confined to her wheelchair; confined to their wheelchair; wheelchair bound; wheelchairbound; bound to a wheelchair; bound to his wheelchair; bound to her wheelchair"),
		entry(Medium, "What keeps the child in bed, and for how long?", "stays in bed for [hours] a day", "bed bound; bedbound; bedridden; bed ridden; confined to bed; confined to his bed; confined to her bed"),
		entry(Medium, "Who is meant? Name the child first.", "disabled child",
			"handicapped; a handicap; the disabled; the handicapped; cripple; crippled; invalid child; deformed; retarded; mentally retarded"),
		entry(Medium, "Who is meant? Name the child first.", "child with [condition]",
			"cp child; cp children; spastic child; epileptic child; an epileptic; a diabetic; down's child; down's children; downs child; downs children; a down's; adhd child; dyspraxic child; a dyspraxic; a quadriplegic; a hemiplegic"),
		entry(Low, "Which children are meant?", "children of the same age", "normal children; normal child; normal peers; normal kids; able bodied; ablebodied"),
		entry(Low, "What can the child do, and what is hard?", "", "mental age of; low functioning; high functioning; attention seeking; lazy; wheelchair dependent"),
	}}
}
