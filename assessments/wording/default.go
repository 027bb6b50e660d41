package wording

import "strings"

// phrases splits a line of the tables below.
func phrases(line string) []string {
	list := strings.Split(line, ";")
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

// The groups of the provision list, in the order a writer meets them.
const (
	groupPromise  = "Not a promise"
	groupAmount   = "Unknown amount"
	groupCap      = "Cap, not a quantity"
	groupIf       = "Conditional"
	groupActor    = "Unnamed person"
	groupContent  = "Unnamed content"
	groupPlace    = "Unknown group or place"
	groupMonitor  = "Unmonitored"
	groupDefer    = "Put off"
	groupResource = "Led by resources"
)

const (
	askPromise  = "What will be provided? Say what will happen."
	askAmount   = "How much is it? Give minutes x sessions x weeks."
	askCap      = "What is the number? A cap can be met by giving nothing."
	askIf       = "Who decides, on what trigger, and by when?"
	askActor    = "Who does it? Give a job title with qualification or band."
	askContent  = "What is done? Name the activity, the dose and who leads it."
	askPlace    = "How many children to one adult, at most how many in the group, and where?"
	askMonitor  = "Who checks what, how often, and where is it written down?"
	askDefer    = "Can it be specified now? If not, by what date is it decided, and by whom?"
	askResource = "What does the child need? Provision follows need, not what is available."

	offerPromise = "will be taught [what] by [whom], [minutes] min x [sessions] per week x [weeks] weeks"
	offerAmount  = "[minutes] min x [sessions] per week x [weeks] weeks"
	offerIf      = "when [trigger], decided by [job title] within [number] school days"
	offerActor   = "[name or job title], [qualification or band], trained by [whom]"
	offerPlace   = "in a group of no more than [number] children with [number] adults, in [room]"
	offerMonitor = "[job title] records [measure] every [number] weeks in [record]"
)

// Default returns Fieldfare's own list for provision text (sections F, G and H), a fresh copy that may be changed.
func Default() List {
	return List{Entries: append(defaultDose(), defaultWho()...), Fine: phrases(fineProvision)}
}

// fineProvision are well specified phrases with a doubtful word inside: floors, group sizes, numbered people, the
// trigger of a staff change, supports that are parts of a chair, and places that a child gets up to.
const fineProvision = `at least #; at least every; at least once; at least twice; at least half;
group of no more than #; groups of no more than #; class of no more than #; classes of no more than #;
group of up to #; groups of up to #; group of a maximum of #; groups of a maximum of #;
no more than # children; no more than # pupils; no more than # peers; no more than # learners; no more than # students;
no more than # other children; no more than # other pupils; maximum of # children; maximum of # pupils;
up to date; up to and including; stand up to; stands up to; standing up to; pull up to; pulls up to; sit up to; sits up to;
# staff; # staff member; # staff members; # member of staff; # members of staff; # named staff; # named member of staff;
# named members of staff; # adults; # named adults; # trained adults; # familiar adults;
staff change; staff changes; change of staff; changes of staff; change in staff; changes in staff;
trunk support; trunk supports; head support; head supports; pelvic support; pelvic supports; foot support; foot supports;
back support; back supports; lateral support; lateral supports; arm support; arm supports; forearm support;
forearm supports; knee support; knee supports; leg support; leg supports; neck support; lumbar support; sacral support;
thigh support; thigh supports; weight support; sitting support;
as agreed on #; registered occupational therapist; registered * occupational therapist; registered physiotherapist`

func defaultDose() []Entry {
	return []Entry{
		{Group: groupPromise, Severity: High, Question: askPromise, Suggestion: offerPromise, Phrases: phrases(`access to;
			have access; have access to; has access; has access to; opportunity for; opportunity to; opportunities for; opportunities to; opportunities;
			would benefit; would benefit from; may benefit; may benefit from; could benefit; could benefit from; should have;
			should be; should receive; should continue; could; may need; may require; might; can be offered; may be offered;
			consider; considered; consideration; explore; encouraged to; encourage; aim to; aims to; try to; where possible;
			wherever possible; when possible; if possible; as far as possible; as much as possible; ideally`)},
		{Group: groupPromise, Severity: High, LiftedBy: Frequency, Question: askPromise, Suggestion: offerPromise,
			Phrases: phrases(`it is recommended that; it is recommended; we recommend that; i recommend that`)},

		{Group: groupAmount, Severity: High, Question: "How long is the rest, after how many minutes of what, and who leads it?",
			Suggestion: "[minutes] min rest after every [minutes] min of [activity], led by [job title]",
			Phrases:    phrases(`regular breaks; regular rest breaks; regular movement breaks; regular sensory breaks; frequent breaks; frequent movement breaks`)},
		{Group: groupAmount, Severity: High, Question: askAmount, Suggestion: offerAmount, Phrases: phrases(`regular; regularly;
			frequent; frequently; often; as often as; ongoing; on-going; sufficient; adequate; as much as; high level of;
			high levels of; small amount of; small amounts; short bursts; plenty of; little and often`)},
		{Group: groupAmount, Severity: Medium, Question: askAmount, Suggestion: offerAmount, Phrases: phrases(`some; a range of;
			a variety of; a number of; several; continued; increased; brief; from time to time; occasional; occasionally`)},
		{Group: groupAmount, Severity: Medium, LiftedBy: Number, Question: askAmount, Suggestion: offerAmount,
			Phrases: phrases(`additional; short sessions; short session; throughout the day; throughout the school day; daily; weekly`)},

		{Group: groupCap, Severity: High, Question: askCap, Suggestion: offerAmount, Phrases: phrases(`up to; a maximum of;
			maximum of`)},
		{Group: groupCap, Severity: Medium, Question: "What is the number? Fix one.", Suggestion: offerAmount, Phrases: phrases(`no more than;
			at least; between # and #; between # min and #; between # minutes and #; between # hours and #;
			between # sessions and #; approximately; approx; around #; about #; roughly; typically; usually; on average;
			#-# min; #-# mins; #-# minutes; #-# hour; #-# hours; #-# sessions; #-# times; #-# days; #-# weeks; #-# visits;
			# to # min; # to # mins; # to # minutes; # to # hours; # to # sessions; # to # times; # to # days; # to # weeks;
			# to # visits; # or # times; # or # sessions; # or # minutes`)},
		{Group: groupCap, Severity: Medium, LiftedBy: Number, Question: "How many sessions, of how many minutes, by what date?",
			Suggestion: offerAmount, Phrases: phrases(`block of; blocks of; a block`)},

		{Group: groupIf, Severity: High, Question: askIf, Suggestion: offerIf, Phrases: phrases(`as required; as needed; as necessary;
			if required; if needed; if necessary; when required; when needed; when necessary; where required; where needed;
			where necessary; as and when; as and when required; as and when needed; where appropriate; when appropriate;
			as appropriate; if appropriate; as is appropriate; depending on; dependent on; dependent upon; subject to review;
			subject to availability; subject to resources; subject to funding; subject to staffing; subject to capacity;
			at the discretion of; in line with; according to need; according to needs; according to his needs;
			according to her needs; according to their needs; as advised; as advised by; as directed; as directed by;
			as determined by; as agreed; as agreed by; as agreed with; as identified; as identified by; to be decided;
			to be confirmed; to be agreed; to be determined; to be arranged; tbc; tbd; tba; on request; upon request`)},
		{Group: groupDefer, Severity: High, Question: askDefer, Suggestion: "decided by [job title] by [date]",
			Phrases: phrases(`following assessment; following an assessment; following further assessment; following a further assessment;
			after further assessment; subject to assessment; subject to further assessment; pending; pending assessment;
			subject to risk assessment; subject to a risk assessment; once available; when available; in due course;
			at a later date; on the waiting list; until capacity; when capacity allows; to follow`)},
		{Group: groupResource, Severity: High, Question: askResource, Phrases: phrases(`within existing resources;
			within available resources; within the school's resources; if staffing allows; when staffing allows;
			where staffing allows; staffing permitting; resources permitting; where resources allow; if resources allow;
			from the school's budget; from the school budget; service does not offer; service cannot offer;
			in line with our service offer; in line with the service offer; as part of our service offer`)},
	}
}
