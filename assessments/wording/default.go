package wording

import (
	"slices"
	"strings"
)

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
	groupOutcome  = "Outcome, not provision"
	groupProvided = "Provision, not an outcome"
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
	askOutcome  = "What will adults do so that this happens? Move what the child will do to the outcomes."
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
	return List{
		Entries: slices.Concat(defaultDose(), defaultWho(), defaultMood(), defaultRules(), defaultRulesWho()),
		Fine:    slices.Concat(phrases(fineProvision), phrases(fineMood), fineReach(), fineRules()),
	}
}

func defaultDose() []Entry {
	return []Entry{
		{Group: groupPromise, Severity: High, Question: askPromise, Suggestion: offerPromise, Phrases: phrases(`access to;
			have access; have access to; has access; has access to; opportunity for; opportunity to; opportunities for; opportunities to; opportunities;
			would benefit; would benefit from; may benefit; may benefit from; could benefit; could benefit from; should; should have;
			should be; should receive; should continue; could; may; may need; may require; might; can be offered; may be offered;
			can be provided; can be arranged; can be given; consider; considered; considering; consideration; explore; explored;
			exploring; encouraged to; encourage; aim to; aims to; try to; tries to; attempt to; attempts to; where possible;
			wherever possible; when possible; if possible; as far as possible; as much as possible; ideally`)},
		{Group: groupPromise, Severity: High, LiftedBy: Frequency, Question: askPromise, Suggestion: offerPromise,
			Phrases: phrases(`it is recommended that; it is recommended; we recommend that; i recommend that`)},

		{Group: groupAmount, Severity: High, Question: "How long is the rest, after how many minutes of what, and who leads it?",
			Suggestion: "[minutes] min rest after every [minutes] min of [activity], led by [job title]",
			Phrases:    phrases(`regular breaks; regular rest breaks; regular movement breaks; regular sensory breaks; frequent breaks; frequent movement breaks`)},
		{Group: groupAmount, Severity: High, Question: askAmount, Suggestion: offerAmount, Phrases: phrases(`regularly;
			frequent; frequently; often; as often as; ongoing; on-going; sufficient; adequate; as much as; high level of;
			high levels of; small amount of; plenty of; little and often`)},
		{Group: groupAmount, Severity: High, EasedBy: Number, Question: askAmount, Suggestion: offerAmount, Phrases: phrases(`some; a range of;
			a variety of; a number of; several; continued; increased; brief +; small amounts of; small amounts; short bursts`)},
		{Group: groupAmount, Severity: High, LiftedBy: Number, Question: askAmount, Suggestion: offerAmount,
			Phrases: phrases(`additional; short sessions; short session; throughout the day; throughout the school day; daily; weekly`)},

		{Group: groupCap, Severity: High, Question: askCap, Suggestion: offerAmount, Phrases: phrases(`up to; a maximum of;
			maximum of; no more than # min; no more than # mins; no more than # minutes; no more than # hour; no more than # hours;
			no more than # sessions; no more than # visits; no more than # times; no more than # days; no more than # weeks`)},
		{Group: groupCap, Severity: Medium, Question: "What is the number? Fix one.", Suggestion: offerAmount, Phrases: phrases(`no more than;
			at least; between # and #; between # min and #; between # minutes and #; between # hours and #;
			between # sessions and #; approximately; approx; roughly; typically; usually; on average;
			#-# min; #-# mins; #-# minutes; #-# hour; #-# hours; #-# sessions; #-# times; #-# days; #-# weeks; #-# visits;
			# to # min; # to # mins; # to # minutes; # to # hours; # to # sessions; # to # times; # to # days; # to # weeks;
			# to # visits; # or # times; # or # sessions; # or # minutes`)},
		{Group: groupCap, Severity: High, LiftedBy: Number, Question: "How many sessions, of how many minutes, by what date?",
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
