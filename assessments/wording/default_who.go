package wording

// defaultWho is the half of the provision list about who does what, in which group, and who checks.
func defaultWho() []Entry {
	return []Entry{
		{Group: groupActor, Severity: High, EasedBy: Number, Question: askActor, Suggestion: offerActor, Phrases: phrases(`the setting will; setting will;
			the school will; school will; the nursery will; nursery will; someone; a familiar adult; familiar adult;
			familiar adults; a trusted adult; trusted adult; trusted adults; a key adult; key adult; key adults;
			appropriately trained; suitably trained; appropriately qualified; suitably qualified; experienced adult;
			a professional; the team; relevant professionals; relevant professional; specialist input;
			delivered by parents; delivered by his parents; delivered by her parents; delivered by their parents;
			provided by parents; delivered by parent/carer; delivered by family; staff; all staff; school staff;
			adults; an adult; a trained adult; adult supervision; experienced; professionals`)},
		// A plan binds the authority and the health body, never the family: provision left to parents is not secured.
		{Group: groupActor, Severity: Medium, Question: "Who employed provides it? Parents cannot be held to a plan.", Suggestion: offerActor,
			Phrases: phrases(`parents will; parent will; carers will; the family will; family will; families will; grandparents will; mum will; dad will; mother will; father will;
			parents to; parent/carer will; parents/carers will`)},
		{Group: groupActor, Severity: High, LiftedBy: Frequency, Question: askActor, Suggestion: offerActor,
			Phrases: phrases(`support staff; staff training; therapist; therapists; a therapist; the therapist`)},

		{Group: groupContent, Severity: High, EasedBy: Number, Question: askContent, Suggestion: offerPromise, Phrases: phrases(`support; support with;
			support for; supported by; supported with; supported to; supporting; supports with; supports him; supports her;
			supports them; input; inputs; intervention; interventions; appropriate; help with; help to;
			helped to; helped with; assistance; guidance; tailored; tailored to need; tailored to his needs;
			tailored to her needs; tailored to their needs; bespoke; personalised; personalized; differentiated;
			differentiated curriculum; quality first teaching; high quality teaching; multi-sensory approach;
			multi sensory approach; multisensory approach; nurturing`)},
		{Group: groupContent, Severity: High, LiftedBy: Frequency, Question: askContent, Suggestion: offerPromise,
			Phrases: phrases(`programme; programmes; program; programs; ot programme; ot programmes; strategy; strategies; advice;
			sensory diet; sensory breaks; sensory break; movement breaks; movement break; individualised;
			individualized; low arousal; low-arousal; specialist equipment; specialist seating; adapted resources`)},

		{Group: groupContent, Severity: High, LiftedBy: Frequency, Spare: true, Question: askContent, Suggestion: offerPromise, Phrases: phrases(`therapy`)},

		{Group: groupPlace, Severity: Medium, LiftedBy: Ratio, Question: askPlace, Suggestion: offerPlace,
			Phrases: phrases(`small group; small groups; small group work; small class; small classes; quiet space; quiet area`)},
		{Group: groupPlace, Severity: Medium, LiftedBy: Frequency, Question: askPlace, Suggestion: offerPlace, Phrases: phrases(`in class`)},
		{Group: groupPlace, Severity: Medium, Question: "What must it be like? Give the measurements or the features, and where it is.",
			Phrases: phrases(`1:1 as; 1-1 as; one to one as; one-to-one as; appropriate environment; suitable environment;
			suitable; suitable chair; appropriate chair; suitable seating; appropriate seating; suitable equipment; appropriate equipment`)},

		{Group: groupMonitor, Severity: Medium, Question: askMonitor, Suggestion: offerMonitor,
			Phrases: phrases(`reviewed regularly; regularly reviewed; regular review; regular reviews; regular monitoring; monitored regularly; regularly monitored`)},
		{Group: groupMonitor, Severity: Medium, Question: askMonitor, Suggestion: offerMonitor,
			Phrases: phrases(`kept under review; keep under review; under review; liaise; liaises; liaising; feedback; feedback as; feed back as`)},
		{Group: groupMonitor, Severity: Medium, LiftedBy: Frequency, Question: askMonitor, Suggestion: offerMonitor,
			Phrases: phrases(`monitor; monitors; monitored; monitoring; liaison; consultation; consultations; joint working; check-ins; check ins; check-in`)},

		// A row that says what the child will achieve promises nothing that anybody must do.
		{Group: groupOutcome, Severity: Medium, Question: askOutcome, Phrases: phrases(`will be able to; will improve his;
			will improve her; will improve their; will develop his; will develop her; will develop their; will develop skills;
			will develop the ability; will learn to; will achieve; will independently; will become; will gain; will make progress;
			will master; will be independent; will be more independent; will be more confident`)},
	}
}
