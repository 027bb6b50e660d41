package wording

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
		entry(Medium, "What can the child do, and what is hard?", "", "mental age of; low functioning; high functioning"),
		entry(Low, "Which children are meant?", "children of the same age", "normal children; normal child; normal peers; normal kids; able bodied; ablebodied"),
		entry(Low, "Who is meant? Name the child first.", "child with special educational needs", "special needs child; special needs children; special needs pupil; special needs pupils; asd child; asd children; asd pupil; special needs kids"),
		entry(Low, "What can the child do, and what is hard?", "", "attention seeking; tantrum; tantrums; naughty; manipulative; lazy; wheelchair dependent"),
	},
		// A place named for disabled people is no person.
		Fine: phrases(`the disabled toilet; the disabled toilets; the disabled access; the disabled bay; the disabled bays; the disabled parking`)}
}
